"""People, records and the app view of the fake AT protocol server."""

import json
from base64 import b32encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

POST = "app.bsky.feed.post"
TICK = timedelta(milliseconds=1)
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"


def moment(at: datetime) -> str:
    """As this platform writes instants."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def cid_of(record: Any) -> str:
    """A content hash in the form of a real one: same content, same name."""
    digest = sha256(json.dumps(record, sort_keys=True).encode("utf-8", "surrogatepass")).digest()
    return "b" + b32encode(b"\x01\x71\x12\x20" + digest).decode().lower().rstrip("=")


def tid_of(number: int) -> str:
    """A record key for a number of microseconds."""
    return "".join(_ALPHABET[(number << 10) >> shift & 31] for shift in range(60, -1, -5))


def did_of(identifier: str) -> str:
    """The identifier, if it is a DID, else one that follows from it."""
    if identifier.startswith("did:"):
        return identifier
    name = b32encode(sha256(identifier.encode()).digest()).decode().lower()
    return f"did:plc:{name[:24]}"


class People:
    """Who is known here, by DID."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Any]] = {}
        self.blocking_us: set[str] = set()

    def add(self, author: dict[str, Any]) -> str:
        """Know them, or know them better; their DID."""
        did = did_of(author["id"])
        self._known[did] = {
            "did": did,
            "handle": author.get("handle") or "handle.invalid",
            "displayName": author.get("display_name") or "",
            "followersCount": author.get("followers") or 0,
        }
        return did

    def named(self, handle: str) -> str | None:
        """The DID behind a handle."""
        return next((d for d, one in self._known.items() if one["handle"] == handle), None)

    def basic(self, did: str) -> dict[str, Any]:
        """As they stand beside their posts."""
        known = self._known.get(did) or {"did": did, "handle": "handle.invalid"}
        shown = {name: value for name, value in known.items() if name != "followersCount"}
        viewer = {"muted": False, "blockedBy": did in self.blocking_us}
        return shown | {"viewer": viewer, "labels": []}

    def profile(self, did: str) -> dict[str, Any] | None:
        """As `getProfiles` shows them."""
        if did not in self._known:
            return None
        counts = {"followersCount": self._known[did]["followersCount"], "followsCount": 0}
        return self.basic(did) | counts


class Posts:
    """All posts, by address, and when this server first saw what they are now."""

    def __init__(self, people: People, now: Callable[[], datetime]) -> None:
        self._people = people
        self._now = now
        self._last = now() - TICK
        self.records: dict[str, dict[str, Any]] = {}
        self.seen_at: dict[str, datetime] = {}
        self.closed: set[str] = set()

    def put(self, uri: str, record: dict[str, Any]) -> None:
        """Write it; the same content again changes nothing."""
        if self.records.get(uri) != record:
            self._last = max(self._now(), self._last + TICK)
            self.records[uri] = record
            self.seen_at[uri] = self._last

    def delete(self, uri: str) -> None:
        """Take it away."""
        self.records.pop(uri, None)

    def reference(self, uri: str) -> dict[str, str]:
        """Address and content hash, also of what is gone."""
        return {"uri": uri, "cid": cid_of(self.records.get(uri, uri))}

    def shown(self, uri: str) -> bool:
        """Whether we are shown it."""
        return uri in self.records and author_of(uri) not in self._people.blocking_us

    def view(self, uri: str) -> dict[str, Any]:
        """As the app view shows it."""
        return {
            **self.reference(uri),
            "author": self._people.basic(author_of(uri)),
            "record": self.records[uri],
            "replyCount": 0,
            "repostCount": 0,
            "likeCount": 0,
            "quoteCount": 0,
            "indexedAt": moment(self.seen_at[uri]),
            "viewer": {"replyDisabled": True} if uri in self.closed else {},
            "labels": [],
        }

    def sorted_at(self, uri: str) -> datetime:
        """When it was written as far as that is believed."""
        return min(datetime.fromisoformat(self.records[uri]["createdAt"]), self.seen_at[uri])


def author_of(uri: str) -> str:
    """Whose repository an address is in."""
    return uri.removeprefix("at://").partition("/")[0]
