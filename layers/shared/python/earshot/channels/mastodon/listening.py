"""What a Mastodon-API server lists for us: notifications, tag timelines, posts that a search finds.

Notifications are asked for forward, by the id after which the next ones come. Timelines and
searches are walked from the newest down: a post of another server may arrive late, and takes its
place by when it was written.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.channels.http import Answer, Http, Params
from earshot.channels.listing import Listing, read_each, sort_out
from earshot.channels.mastodon.calls import SAFE_ID, get
from earshot.channels.mastodon.instance import limits
from earshot.channels.mastodon.posts import mention_of, read
from earshot.channels.mastodon.roots import Roots
from earshot.channels.values import Fetched
from earshot.channels.waiting import retry_after
from earshot.channels.walking import Walk
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Unavailable

PAGE, PAGE_FOUND = 80, 40
FROM_THE_BEGINNING = "0"
# Posts of other servers take this long to arrive, now and then.
LATE = timedelta(minutes=30)
# Of the window's calls, those left to pages and replies.
CALLS_KEPT = 100
# The version of the API that tells of quotes.
QUOTES = 7


class Listener:
    """Listings of one account, over one connection."""

    def __init__(self, http: Http, account: Account, base: str, host: str) -> None:
        self._http = http
        self._account = account
        self._base = base
        self._host = host

    def notifications(self, cursor: str | None) -> Fetched:
        """The next page of mentions, and of quotes where the server tells of them."""
        asked = cursor if cursor and SAFE_ID.fullmatch(cursor) else FROM_THE_BEGINNING
        quotes = limits(self._http, self._base).version >= QUOTES
        params = [
            *(("types[]", kind) for kind in ("mention", *(["quote"] if quotes else []))),
            ("limit", str(PAGE)),
            ("include_filtered", "true"),
            ("min_id", asked),
        ]
        found, answer = get(self._http, "/api/v1/notifications", params)
        if not isinstance(found, list):
            raise Unavailable("notifications: want a list")
        mentions, unreadable = read_each(reversed(found), self._read)
        return Fetched(
            mentions=self._rooted(mentions, answer),
            unreadable=unreadable,
            cursor=_newest(found, asked),
            done=not found,
            not_before=_window_used_up(answer),
        )

    def search(self, query: str) -> Callable[[str | None], Fetched]:
        """The listing of what a search finds: `#tag` is its timeline, all else a full-text one."""
        return lambda cursor: self._found(query, cursor)

    def _found(self, query: str, cursor: str | None) -> Fetched:
        walk = Walk.read(cursor, since=self._account.listen_since, overlap=LATE)
        params = [("limit", str(PAGE_FOUND)), *([("max_id", walk.token)] if walk.token else [])]
        found, answer = self._asked(query, params)
        page = sort_out(walk, found, Listing(self._read_post, _id_of))
        last = _id_of(found[-1]) if found else None
        after, done = walk.step(page.listed, last if isinstance(last, str) else None)
        return Fetched(
            mentions=self._rooted(page.mentions, answer),
            unreadable=page.unreadable,
            cursor=after.write(),
            done=done,
            not_before=_window_used_up(answer),
        )

    def _asked(self, query: str, params: Params) -> tuple[list[Any], Answer]:
        tag = query[1:] if query.startswith("#") else ""
        if tag and all(letter.isalnum() or letter == "_" for letter in tag):
            from urllib.parse import quote

            found, answer = get(self._http, f"/api/v1/timelines/tag/{quote(tag)}", params)
        else:
            asked = [("q", query), ("type", "statuses"), *params]
            told, answer = get(self._http, "/api/v2/search", asked)
            found = told.get("statuses") if isinstance(told, dict) else None
        if not isinstance(found, list):
            raise Unavailable("search: want a list")
        return found, answer

    def _read(self, notification: Any) -> Mention | None:
        return read(notification, self._account, self._host)

    def _read_post(self, status: Any) -> tuple[Mention, ...]:
        if not isinstance(status, dict):
            raise Malformed("status: missing or of the wrong type", field="status")
        return (mention_of(status, self._account, self._host),)

    def _rooted(self, mentions: Any, answer: Answer) -> tuple[Mention, ...]:
        roots = Roots(self._http, calls=calls_left(answer) - CALLS_KEPT)
        return tuple(roots.rooted(mention) for mention in mentions)


def _id_of(status: Any) -> Any:
    return status.get("id") if isinstance(status, dict) else None


def _newest(found: list[Any], asked: str) -> str:
    """The newest id of a page, or what was asked with where the page is not after that."""
    ids = [identifier for identifier in map(_id_of, found) if isinstance(identifier, str)]
    ordered = sorted([asked, *ids], key=lambda identifier: (len(identifier), identifier))
    return ordered[-1]


def calls_left(answer: Answer) -> int:
    """How many calls the window still has; enough for a page's roots where it is not told."""
    value = answer.headers.get("x-ratelimit-remaining", "")
    return int(value[:9]) if value.isascii() and value.isdigit() else CALLS_KEPT + PAGE


def _window_used_up(answer: Answer) -> datetime | None:
    if calls_left(answer) > 0:
        return None
    return retry_after(answer.headers, datetime.now(UTC))
