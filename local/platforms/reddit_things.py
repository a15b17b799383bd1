"""The things of the fake Reddit: comments (t1), posts (t3) and messages (t4)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

SUBREDDIT = "AcmeFans"
POST = "t3_1abcde"


class Things:
    """What was written, by name; each is in the listings where Reddit shows it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.all: dict[str, dict[str, Any]] = {}
        self._shown: dict[str, set[str]] = {}
        self._named = 0

    def listed(self, path: str, query: str | None) -> list[dict[str, Any]]:
        """The things of one listing, newest first."""
        where = f"{path}?{query}" if query else path
        shown = self._shown.get(where, set()) | self._holding(query if path == "/search" else None)
        found = [self.all[name] for name in shown]
        return sorted(found, key=lambda t: (t["data"]["created_utc"], t["data"]["name"]))[::-1]

    def _holding(self, words: str | None) -> set[str]:
        """Posts that a search finds by these words; it finds no comments."""
        return {
            name
            for name, thing in self.all.items()
            if words and name.startswith("t3") and words in thing["data"]["title"]
        }

    def show(self, name: str, *listings: str) -> None:
        """Let it stand in these listings."""
        for listing in listings:
            self._shown.setdefault(listing, set()).add(name)

    def comment(
        self,
        author: str,
        body: str,
        *listings: str,
        parent: str = POST,
        at: datetime | None = None,
    ) -> str:
        """Somebody comments; the name."""
        name, identifier = self._name("t1")
        context = f"/r/{SUBREDDIT}/comments/{POST.removeprefix('t3_')}/late/{identifier}/"
        fields = {"body": body, "link_id": POST, "parent_id": parent, "subreddit": SUBREDDIT}
        where = {"context": f"{context}?context=3", "permalink": context}
        self._put("t1", name, author, at, {**fields, **where, "score": 1})
        self.show(name, *listings)
        return name

    def submit(self, author: str, title: str, text: str, *listings: str) -> str:
        """Somebody posts; the name."""
        name, identifier = self._name("t3")
        path = f"/r/{SUBREDDIT}/comments/{identifier}/late/"
        fields = {"title": title, "selftext": text, "subreddit": SUBREDDIT, "permalink": path}
        self._put("t3", name, author, None, {**fields, "score": 3, "num_comments": 2})
        self.show(name, *listings)
        return name

    def message(
        self,
        author: str,
        body: str,
        subject: str = "a question",
        *,
        to: str,
        parent: str | None = None,
        at: datetime | None = None,
    ) -> str:
        """Somebody writes a private message; the name."""
        name, _ = self._name("t4")
        first = self.all[parent]["data"].get("first_message_name") or parent if parent else None
        fields = {"body": body, "subject": subject, "dest": to, "parent_id": parent}
        self._put("t4", name, author, at, {**fields, "first_message_name": first})
        self.show(name, "/message/sent" if author == "acme_help" else "/message/inbox")
        return name

    def answer(self, to: str, author: str, body: str) -> dict[str, Any]:
        """The brand's user answers; the thing."""
        if to.startswith("t4"):
            asker = self.all[to]["data"]["author"]
            name = self.message(author, body, "re: a question", to=asker, parent=to)
        else:
            name = self.comment(author, body, f"/user/{author}/comments", parent=to)
        return self.all[name]

    def edit(self, name: str, body: str) -> None:
        """Its author changes it."""
        self.all[name]["data"] |= {"body": body, "edited": self._now().timestamp()}

    def delete(self, name: str) -> None:
        """Its author takes it back: what is left says so."""
        self.all[name]["data"] |= {"author": "[deleted]", "body": "[deleted]"}

    def forget(self, name: str) -> None:
        """Let no listing show it any more."""
        del self.all[name]
        for shown in self._shown.values():
            shown.discard(name)

    def _name(self, kind: str) -> tuple[str, str]:
        identifier = f"kx{self._named:06}"
        self._named += 1
        return f"{kind}_{identifier}", identifier

    def _put(
        self, kind: str, name: str, author: str, at: datetime | None, fields: dict[str, Any]
    ) -> None:
        data = {
            "id": name.partition("_")[2],
            "name": name,
            "author": author,
            "created_utc": (at or self._now()).timestamp(),
            "edited": False,
            **fields,
        }
        self.all[name] = {"kind": kind, "data": data}
