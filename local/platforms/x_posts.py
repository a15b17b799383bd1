"""What people and the brand post on the fake X: posts, their versions, and direct messages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

EPOCH_MS = 1_288_834_974_657
LINK = re.compile(r"https?://\S+|\b[\w-]+\.(?:com|org|net)(?:/\S*)?")
NAMED = re.compile(r"@([A-Za-z0-9_]{1,15})")


def snowflake(at: datetime, number: int = 0) -> str:
    """An id given out at that instant."""
    milliseconds = int(at.timestamp() * 1000) - EPOCH_MS
    return str((max(milliseconds, 0) << 22) | number)


def stamp(at: datetime) -> str:
    """An instant as X writes it."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def escaped(text: str) -> str:
    """Text with the three characters that X escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Users:
    """Who is known, by id."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {}

    def add(
        self,
        identifier: str,
        username: str,
        *,
        followers: int = 0,
        protected: bool = False,
    ) -> dict[str, Any]:
        """Know them, or know them better."""
        metrics = {
            "followers_count": followers,
            "following_count": 1,
            "tweet_count": 1,
            "listed_count": 0,
        }
        self.known[identifier] = {
            "id": identifier,
            "name": username.title(),
            "username": username,
            "protected": protected,
            "verified": False,
            "public_metrics": metrics,
        }
        return self.known[identifier]

    def id_of(self, username: str) -> str | None:
        """By name, in any case."""
        for identifier, user in self.known.items():
            if user["username"].lower() == username.lower():
                return identifier
        return None


class Posts:
    """Posts by id; a later version is a post of its own with the history of all."""

    def __init__(self, users: Users, now: Callable[[], datetime]) -> None:
        self._users = users
        self._now = now
        self.known: dict[str, dict[str, Any]] = {}
        self.hidden: set[str] = set()
        self._links = 0

    def add(
        self,
        identifier: str,
        author: str,
        text: str,
        *,
        at: datetime,
        answers: str | None = None,
        quotes: str | None = None,
        reposts: str | None = None,
    ) -> dict[str, Any]:
        """Publish it; what is answered, quoted or repeated is named by its id."""
        kinds = (("replied_to", answers), ("quoted", quotes), ("retweeted", reposts))
        shown, entities = self._shown(text)
        above = self.known.get(answers or "", {})
        post: dict[str, Any] = {
            "id": identifier,
            "text": shown,
            "author_id": author,
            "created_at": stamp(at),
            "conversation_id": above.get("conversation_id", answers or identifier),
            "edit_history_tweet_ids": [identifier],
            "lang": "en",
            "reply_settings": "everyone",
            "entities": entities,
            "public_metrics": {
                name: 0 for name in ("retweet_count", "reply_count", "like_count", "quote_count")
            },
        }
        if answers:
            post["in_reply_to_user_id"] = above.get("author_id", "1")
        if named := [{"type": kind, "id": one} for kind, one in kinds if one]:
            post["referenced_tweets"] = named
        self.known[identifier] = post
        return post

    def edit(self, identifier: str, text: str) -> str:
        """A new version; its id."""
        first = self.known[identifier]
        history = first["edit_history_tweet_ids"]
        latest = self.known.pop(history[-1])
        new = max(snowflake(self._now()), str(int(history[-1]) + 1), key=int)
        versions = [*history, new]
        shown, entities = self._shown(text)
        changed = {"id": new, "text": shown, "entities": entities, "created_at": stamp(self._now())}
        self.known[new] = {**latest, **changed, "edit_history_tweet_ids": versions}
        self.known[identifier] = first
        for version in versions[:-1]:
            if version in self.known:
                self.known[version]["edit_history_tweet_ids"] = versions
                self.known[version]["superseded"] = True
        return new

    def delete(self, identifier: str) -> bool:
        """Take it away with all its versions."""
        history = self.known.get(identifier, {}).get("edit_history_tweet_ids", [identifier])
        return [self.known.pop(one, None) for one in history] != [None] * len(history)

    def listed(self, keep: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Newest first, each in its latest version."""
        found = [one for one in self.known.values() if keep(one) and not one.get("superseded")]
        return sorted(found, key=lambda one: int(one["id"]), reverse=True)

    def _shown(self, text: str) -> tuple[str, dict[str, Any]]:
        """The text as X shows it, with links shortened, and what is in it."""
        urls: list[dict[str, Any]] = []

        def shorten(found: re.Match[str]) -> str:
            self._links += 1
            full = found[0] if found[0].startswith("http") else f"http://{found[0]}"
            urls.append({"url": f"https://t.co/{self._links:010}", "expanded_url": full})
            return str(urls[-1]["url"])

        shown = LINK.sub(shorten, text)
        named = [
            {"start": one.start(), "end": one.end(), "username": one[1], "id": identifier}
            for one in NAMED.finditer(shown)
            if (identifier := self._users.id_of(one[1]))
        ]
        return escaped(shown), {"mentions": named, "urls": urls}


class Messages:
    """Direct messages, newest first."""

    def __init__(self) -> None:
        self.known: list[dict[str, Any]] = []

    def add(self, identifier: str, sender: str, receiver: str, text: str, at: datetime) -> str:
        """Send one."""
        self.known.insert(
            0,
            {
                "id": identifier,
                "event_type": "MessageCreate",
                "text": escaped(text),
                "sender_id": sender,
                "created_at": stamp(at),
                "dm_conversation_id": "-".join(sorted((sender, receiver), key=int)),
                "receiver": receiver,
            },
        )
        self.known.sort(key=lambda one: int(one["id"]), reverse=True)
        return identifier

    def between(self, one: str, other: str | None) -> list[dict[str, Any]]:
        """Those of two people, or all of one."""
        wanted = {one, other} if other else {one}
        return [m for m in self.known if wanted <= {m["sender_id"], m["receiver"]}]
