"""What Bluesky lists newest first: notifications, and posts that a search finds."""

from collections.abc import Callable
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from earshot.channels import elements
from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.followers import with_followers
from earshot.channels.bluesky.posts import REASONS, instant, mention_of
from earshot.channels.listing import read_each
from earshot.channels.values import Fetched
from earshot.channels.walking import Walk
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, hash_text
from earshot.errors import Unavailable

PAGE = 100
At = Callable[[dict[str, Any]], datetime | None]


def notifications(xrpc: Xrpc, account: Account, cursor: str | None) -> Fetched:
    """The next page of mentions, replies and quotes."""
    walk = Walk.read(cursor, since=account.listen_since)
    params = [("limit", str(PAGE)), *(("reasons", reason) for reason in REASONS)]
    params += [("cursor", walk.token)] if walk.token else []
    told = xrpc.ask("app.bsky.notification.listNotifications", params)
    return Page(xrpc, account, walk, seen_at).taken(told, "notifications")


def search(xrpc: Xrpc, account: Account, query: str, cursor: str | None) -> Fetched:
    """The next page of what a search finds."""
    walk = Walk.read(cursor, since=account.listen_since)
    params = [("q", query), ("sort", "latest"), ("limit", str(PAGE))]
    if walk.floor:
        params.append(("since", walk.floor.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
    params += [("cursor", walk.token)] if walk.token else []
    told = xrpc.ask("app.bsky.feed.searchPosts", params)
    return Page(xrpc, account, walk, sorted_at).taken(told, "posts")


def seen_at(element: dict[str, Any]) -> datetime | None:
    """When the platform saw it, which notifications are listed by."""
    return instant(element.get("indexedAt"))


def sorted_at(element: dict[str, Any]) -> datetime | None:
    """When it was written as far as that is believed, which found posts are listed by."""
    record, seen = element.get("record"), seen_at(element)
    written = instant(record.get("createdAt")) if isinstance(record, dict) else None
    return min(written, seen) if written and seen else seen


class Page:
    """One page of a walk: what of it is new, oldest first, and where the walk stands then.

    A post is known by its address and its content's hash: a record that was rewritten within the
    overlap is an edit.
    """

    def __init__(self, xrpc: Xrpc, account: Account, walk: Walk, at: At) -> None:
        self._xrpc = xrpc
        self._account = account
        self._walk = walk
        self._at = at
        self._known = {key.partition(".")[0] for key in walk.seen}

    def taken(self, told: dict[str, Any], name: str) -> Fetched:
        """The page in this answer; Unavailable if it is none."""
        found, token = told.get(name), told.get("cursor")
        if not isinstance(found, list):
            raise Unavailable(f"{name}: want a list")
        listed = self._listed(found)
        walk, done = self._walk.step(
            [(key, at) for key, at, _ in listed], token if isinstance(token, str) else None
        )
        new = [(key, one) for key, at, one in reversed(listed) if self._is_new(key, at)]
        mentions, unreadable = read_each(new, self._read, kept=itemgetter(1))
        return Fetched(
            mentions=with_followers(self._xrpc, mentions),
            unreadable=unreadable,
            cursor=walk.write(),
            done=done,
            not_before=self._xrpc.not_before,
        )

    def _listed(self, found: list[Any]) -> list[tuple[str, datetime, Any]]:
        """With key and instant; what has no instant is as old as its neighbour."""
        listed: list[tuple[str, datetime, Any]] = []
        before = self._walk.top or datetime.now(UTC)
        for element in found:
            before = (self._at(element) if isinstance(element, dict) else None) or before
            listed.append((key_of(element), before, element))
        return listed

    def _read(self, keyed: tuple[str, Any]) -> Mention | None:
        key, element = keyed
        edited = key.partition(".")[0] in self._known
        return mention_of(element, self._account, edited=edited)

    def _is_new(self, key: str, at: datetime) -> bool:
        below = self._walk.floor is not None and at < self._walk.floor
        return not below and self._walk.is_new(key) and key not in self._walk.met


def key_of(element: Any) -> str:
    """Short hashes of the address and of the content; of what has none, a hash of the whole."""
    if isinstance(element, dict):
        uri, cid = element.get("uri"), element.get("cid")
        if isinstance(uri, str) and isinstance(cid, str):
            return f"{hash_text(uri)[:12]}.{hash_text(cid)[:6]}"
    return hash_text(elements.dump(element))
