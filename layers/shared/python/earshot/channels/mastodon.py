"""The Mastodon API: Mastodon and the servers that speak like it.

Ids are opaque; to order them, compare length, then text. A status code decides, never a message:
servers translate those.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.http import Answer, Http
from earshot.channels.mastodon_calls import get
from earshot.channels.mastodon_posts import mention_of
from earshot.channels.mastodon_roots import Roots
from earshot.channels.protocol import Fetched, Sent, Unreadable
from earshot.channels.waiting import retry_after
from earshot.domain.accounts import Account
from earshot.domain.case import Reply
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Rejected, Unavailable
from earshot.ports import Secrets

T = TypeVar("T")

PAGE = 80
FROM_THE_BEGINNING = "0"
# Of the window's calls, those left to pages and replies.
CALLS_KEPT = 100


class Mastodon:
    """Pollable, Reads, Answers and Reconciles for one account on its own server."""

    def __init__(self, account: Account, secrets: Secrets) -> None:
        self._account = account
        self._secrets = secrets

    @property
    def _base(self) -> str:
        if self._account.base_url is None:
            raise Rejected("the account has no base_url", kind="invalid")
        return self._account.base_url.rstrip("/")

    @property
    def _host(self) -> str:
        return urlsplit(self._base).hostname or ""

    def fetch(self, cursor: str | None) -> Fetched:
        asked = cursor or FROM_THE_BEGINNING
        return self._with_token(self._account.listen_secret, lambda http: self._page(http, asked))

    def read(self, raw: str) -> Mention:
        mention = mention_of(elements.parse(raw), self._account, self._host)
        if mention is None:
            raise Malformed("type: want a notification of a mention", field="type")
        return mention

    def send(self, reply: Reply) -> Sent:
        from earshot.channels.mastodon_replies import post

        return self._with_token(
            self._account.answer_secret, lambda http: post(http, reply, self._base)
        )

    def find(self, reply: Reply) -> Sent | None:
        from earshot.channels.mastodon_replies import find

        try:
            return self._with_token(
                self._account.answer_secret, lambda http: find(http, reply, self._account.own_ids)
            )
        except Rejected:
            return None

    def _with_token(self, name: str | None, work: Callable[[Http], T]) -> T:
        """Do it with the current token; if that was refused and a newer one is there, with that."""
        if name is None:
            raise Rejected("the account has no secret for this", kind="reauth")
        token = _token(self._secrets.values(name))
        try:
            with self._http(token) as http:
                return work(http)
        except Rejected as error:
            if error.kind != "reauth":
                raise
            renewed = _token(self._secrets.refresh(name))
            if renewed == token:
                raise
        with self._http(renewed) as http:
            return work(http)

    def _http(self, token: str) -> Http:
        return Http(self._base, headers={"Authorization": f"Bearer {token}"})

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
            empty=not found,
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


def _token(values: tuple[str, ...]) -> str:
    token = values[0].strip() if values else ""
    if not (token and token.isascii() and token.isprintable() and " " not in token):
        raise Rejected("the secret holds no token", kind="reauth")
    return token


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
