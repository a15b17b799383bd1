"""The Mastodon API: Mastodon and the servers that speak like it.

Ids are opaque; to order them, compare length, then text. A status code decides, never a message:
servers translate those.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.capabilities import Capabilities
from earshot.channels.connector import Connector
from earshot.channels.http import Answer, Http
from earshot.channels.mastodon.calls import get
from earshot.channels.mastodon.posts import mention_of
from earshot.channels.mastodon.roots import Roots
from earshot.channels.protocol import Fetched, Posting, Sent, Unreadable
from earshot.channels.waiting import retry_after
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

T = TypeVar("T")

PAGE = 80
FROM_THE_BEGINNING = "0"
# Of the window's calls, those left to pages and replies.
CALLS_KEPT = 100


class Mastodon(Connector):
    """Pollable, Reads, Answers and Reconciles for one account on its own server."""

    capabilities = Capabilities(
        listens=frozenset({"poll"}),
        does=frozenset({"reply", "private"}),
        idempotent="key",
        edits=True,
        pace=(300, timedelta(hours=3)),
    )

    @property
    def _host(self) -> str:
        return urlsplit(self.base).hostname or ""

    def fetch(self, cursor: str | None) -> Fetched:
        asked = cursor or FROM_THE_BEGINNING
        return self._calling(self.listen_key(), lambda http: self._page(http, asked))

    def read(self, raw: str) -> Mention:
        mention = mention_of(elements.parse(raw), self._account, self._host)
        if mention is None:
            raise Malformed("type: want a notification of a mention", field="type")
        return mention

    def allow(self, posting: Posting) -> None:
        """Only the server knows its limits: they are asked for when the reply is sent."""

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.mastodon.replies import post

        return self._calling(self.answer_key(), lambda http: post(http, posting.reply, self.base))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.mastodon.replies import find

        own = self._account.own_ids
        try:
            return self._calling(self.answer_key(), lambda http: find(http, posting.reply, own))
        except Rejected as error:
            raise Ambiguous(f"the post answered cannot be read: {error}") from error

    def _calling(self, name: str, work: Callable[[Http], T]) -> T:
        def call(token: str) -> T:
            with Http(self.base, headers={"Authorization": f"Bearer {token}"}) as http:
                return work(http)

        return self.with_token(name, call)

    def _page(self, http: Http, asked: str) -> Fetched:
        params = [
            ("types[]", "mention"),
            ("limit", str(PAGE)),
            ("include_filtered", "true"),
            ("min_id", asked),
        ]
        found, answer = get(http, "/api/v1/notifications", params)
        if not isinstance(found, list):
            raise Unavailable("notifications: want a list")
        mentions, unreadable = self._sort_out(http, found, answer)
        return Fetched(
            mentions=tuple(mentions),
            unreadable=tuple(unreadable),
            cursor=_newest(found, asked),
            done=not found,
            not_before=_window_used_up(answer),
        )

    def _sort_out(
        self, http: Http, found: list[Any], answer: Answer
    ) -> tuple[list[Mention], list[Unreadable]]:
        """Oldest first, as they were written."""
        mentions: list[Mention] = []
        unreadable: list[Unreadable] = []
        roots = Roots(http, calls=_calls_left(answer) - CALLS_KEPT)
        for element in reversed(found):
            try:
                mention = mention_of(element, self._account, self._host)
            except Malformed as error:
                unreadable.append(elements.unreadable(element, error))
                continue
            if mention:
                mentions.append(roots.rooted(mention))
        return mentions, unreadable


def _newest(found: list[Any], asked: str) -> str:
    """The newest id of a page, or what was asked with where the page is not after that."""
    given = [element.get("id") for element in found if isinstance(element, dict)]
    ids = [identifier for identifier in given if isinstance(identifier, str)]
    ordered = sorted([asked, *ids], key=lambda identifier: (len(identifier), identifier))
    return ordered[-1]


def _calls_left(answer: Answer) -> int:
    value = answer.headers.get("x-ratelimit-remaining", "")
    return int(value[:9]) if value.isascii() and value.isdigit() else CALLS_KEPT + PAGE


def _window_used_up(answer: Answer) -> datetime | None:
    if _calls_left(answer) > 0:
        return None
    return retry_after(answer.headers, datetime.now(UTC))
