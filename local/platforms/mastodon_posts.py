"""The accounts and statuses of the fake Mastodon-API server."""

import html
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

PLATFORMS = {
    "public": "public",
    "unlisted": "unlisted",
    "followers": "private",
    "private": "direct",
}


def to_html(text: str) -> str:
    """Paragraphs and line breaks, everything else escaped."""
    paragraphs = html.escape(text, quote=False).split("\n\n")
    return "".join(f"<p>{p.replace(chr(10), '<br />')}</p>" for p in paragraphs)


def _order(identifier: str) -> tuple[int, str]:
    return len(identifier), identifier


class Accounts:
    """Who is known here; entities as the API shows them."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._known: dict[str, dict[str, Any]] = {}

    def add(
        self,
        *,
        identifier: str,
        acct: str,
        display_name: str | None = None,
        followers: int | None = None,
    ) -> str:
        """Know them, or know them better; the id."""
        self._known[identifier] = {
            "id": identifier,
            "username": acct.partition("@")[0],
            "acct": acct,
            "display_name": display_name or "",
            "locked": False,
            "bot": False,
            "url": f"{self._base_url}/@{acct}",
            "avatar": f"{self._base_url}/avatars/missing.png",
            "followers_count": followers or 0,
            "following_count": 0,
            "statuses_count": 1,
            "note": "",
            "fields": [],
            "emojis": [],
        }
        return identifier

    def entity(self, identifier: str) -> dict[str, Any]:
        """As the API shows them."""
        return dict(self._known[identifier])


class Statuses:
    """What was posted; entities as the API shows them."""

    def __init__(self, base_url: str, accounts: Accounts, now: Callable[[], datetime]) -> None:
        self._base_url = base_url
        self._accounts = accounts
        self._now = now
        self._known: dict[str, dict[str, Any]] = {}
        self._own: list[str] = []

    def exists(self, identifier: str) -> bool:
        """Whether it is there, and not deleted."""
        return identifier in self._known

    def entity(self, identifier: str) -> dict[str, Any]:
        """As the API shows it."""
        known = self._known[identifier]
        shown = {name: value for name, value in known.items() if name != "idempotency_key"}
        return shown | {"account": self._accounts.entity(known["account"])}

    def newest(self, holds: Callable[[dict[str, Any]], bool]) -> list[str]:
        """Ids of those that hold something, newest first."""
        found = [one for one in self._known.values() if holds(one)]
        return [one["id"] for one in sorted(found, key=lambda one: _order(one["id"]), reverse=True)]

    def favourite(self, identifier: str) -> None:
        """Let the brand like it."""
        self._known[identifier]["favourited"] = True

    def of(self, account: str) -> list[dict[str, Any]]:
        """What an account published through the API, with `text` and `idempotency_key`."""
        own = [self._known[i] for i in self._own if i in self._known]
        return [one for one in own if one["account"] == account]

    def delete(self, identifier: str) -> None:
        """Take it away."""
        self._known.pop(identifier, None)

    def spoil(self, identifier: str) -> None:
        """Show it from now on as no client can read it."""
        self._known[identifier]["created_at"] = "lately"

    def take_in(self, mention: dict[str, Any], own: str) -> str:
        """A post by somebody else that names the brand; told again, it stays as it was."""
        if mention.get("event", "create") == "create" and self.exists(mention["id"]):
            return str(mention["id"])
        author = mention["author"]
        self._accounts.add(
            identifier=author["id"],
            acct=author.get("handle") or author["id"],
            display_name=author.get("display_name"),
            followers=author.get("followers"),
        )
        counts = mention.get("engagement") or {}
        brand = self._accounts.entity(own)
        named = {name: brand[name] for name in ("id", "username", "acct", "url")}
        self._known[mention["id"]] = {
            **self._blank(mention["id"], author["id"], mention.get("text") or ""),
            "created_at": mention["created_at"],
            "edited_at": mention.get("edited_at"),
            "url": mention.get("permalink") or f"{self._base_url}/posts/{mention['id']}",
            "in_reply_to_id": mention.get("in_reply_to"),
            "visibility": PLATFORMS[mention.get("visibility") or "public"],
            "language": mention.get("language"),
            "favourites_count": counts.get("likes") or 0,
            "reblogs_count": counts.get("reposts") or 0,
            "replies_count": counts.get("replies") or 0,
            "mentions": [named],
            "quote": mention.get("quote"),
            "reblog": mention.get("reblog"),
            "media_attachments": mention.get("media_attachments") or [],
        }
        return str(mention["id"])

    def publish(self, account: str, fields: dict[str, Any], key: str) -> str:
        """A post through the API."""
        identifier = str(117_000_000_000_000_000 + len(self._own))
        self._own.append(identifier)
        self._known[identifier] = {
            **self._blank(identifier, account, str(fields["status"])),
            "in_reply_to_id": fields.get("in_reply_to_id"),
            "visibility": fields.get("visibility") or "public",
            "language": fields.get("language"),
            "text": fields["status"],
            "idempotency_key": key,
        }
        return identifier

    def _blank(self, identifier: str, account: str, text: str) -> dict[str, Any]:
        at = self._now().astimezone(UTC).isoformat(timespec="milliseconds")
        return {
            "id": identifier,
            "account": account,
            "uri": f"{self._base_url}/posts/{identifier}",
            "url": f"{self._base_url}/posts/{identifier}",
            "created_at": at.replace("+00:00", "Z"),
            "edited_at": None,
            "content": to_html(text),
            "sensitive": False,
            "spoiler_text": "",
            "media_attachments": [],
            "mentions": [],
            "tags": [],
            "emojis": [],
            "reblog": None,
            "favourited": False,
        }

    def context(self, identifier: str) -> dict[str, list[dict[str, Any]]]:
        """Ancestors from the root down, descendants in the order they came."""
        ancestors: list[str] = []
        parent = self._known[identifier].get("in_reply_to_id")
        while parent in self._known and parent not in ancestors:
            ancestors.insert(0, parent)
            parent = self._known[parent].get("in_reply_to_id")
        below = [identifier]
        for other, status in self._known.items():
            if status.get("in_reply_to_id") in below and other not in below:
                below.append(other)
        return {
            "ancestors": [self.entity(one) for one in ancestors],
            "descendants": [self.entity(one) for one in below[1:]],
        }
