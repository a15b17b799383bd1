"""X (API version 2): polled by mention, search and message, pushed by webhook, answered as a user.

Ids rise with time and are compared as numbers of any size. X has no codes for some refusals: the
words that tell them apart stand in one table (`problems.DETAILS`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from earshot.channels import elements, oauth
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, Misfit
from earshot.channels.http import Http
from earshot.channels.values import Challenge, Element, Fetched, Period, Posting, Reread, Sent
from earshot.channels.walking import Listings
from earshot.channels.x import polling, profiles, rules, tokens, webhook
from earshot.channels.x.fields import part
from earshot.channels.x.length import weighted
from earshot.channels.x.messages import message_of
from earshot.channels.x.options import LENGTH, PRICES, XOptions
from earshot.channels.x.posts import Included, mention_of
from earshot.channels.x.pushing import elements_of, understood
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, hash_text
from earshot.errors import Ambiguous, Malformed, Rejected, Retryable, Unauthenticated, Unavailable

T = TypeVar("T")

LOOKS_EVERY = timedelta(hours=1)


class X(Connector):
    """Pollable, Searches, Rereads, Pushes, Handshakes, Redelivers, Keeps, Reads and Answers."""

    capabilities = Capabilities(
        listens=frozenset({"poll", "push", "search"}),
        does=frozenset({"reply", "private", "hide", "delete"}),
        public=(Limit(LENGTH, rules.UNIT, weighted),),
        private=(Limit(10_000),),
        edits=True,
        prices=PRICES,
        pace=(100, timedelta(minutes=15)),
        threads=True,
    )
    options_model = XOptions
    listen_fields = ("consumer_secret", "bearer_token")
    answer_fields = ("access_token", "refresh_token", "client_id", "client_secret")
    renews = True
    base_url = "https://api.x.com"
    needs_own_ids = "your user id, as under options.user_id, in quotes"

    @classmethod
    def able(cls, account: Account) -> Capabilities:
        most = cls.options_of(account).text_limit
        return replace(cls.capabilities, public=(Limit(most, rules.UNIT, weighted),))

    @classmethod
    def misfits(cls, account: Mapping[str, Any], options: XOptions) -> Iterator[Misfit]:
        own = account.get("own_ids")
        if own and options.user_id not in own:
            said = f"lacks options.user_id, {options.user_id!r}"
            yield ("own_ids",), said, "without it our own posts would be taken for others'"
        if options.messages and "poll_minutes" not in account:
            said = "poll_minutes is missing: without it messages come by webhook alone"
            yield ("options", "messages"), said, "write poll_minutes, or remove it"
        if options.webhook_id and account.get("webhook_of"):
            said = "is written in vain: the webhook is kept at the account whose address it is"
            yield ("options", "webhook_id"), said, "move it to the account named by webhook_of"

    def fetch(self, cursor: str | None) -> Fetched:
        return Listings(self._listings()).fetch(cursor)

    def _listings(self) -> dict[str, Callable[[str | None], Fetched]]:
        options: XOptions = self.options
        price = PRICES["owned_read" if options.owned_reads else "post_read"]
        mine = polling.mentions(options.user_id, options.dialect, price)
        found = {"mentions": self._posts(mine)}
        if options.messages:
            found["messages"] = self._messages
        for query in self._account.searches:
            found[f"search.{hash_text(query)}"] = self._posts(self._search(query))
        return found

    def _search(self, query: str) -> polling.Listing:
        return polling.search(query, self.options.dialect, PRICES["post_read"])

    def _posts(self, listing: polling.Listing) -> Callable[[str | None], Fetched]:
        def page(cursor: str | None) -> Fetched:
            return self._as_app(
                lambda http: polling.posts_page(http, listing, cursor, self._account)
            )

        return page

    def _messages(self, cursor: str | None) -> Fetched:
        price = PRICES["message_read"]
        return self._as_user(
            self.listen_key(),
            lambda http: polling.messages_page(http, cursor, self._account, price),
        )

    def sample(self, query: str) -> Fetched:
        listing = self._search(query)
        return self._as_app(lambda http: polling.sample(http, listing, self._account))

    def reread(self, held: Sequence[Mention]) -> Reread:
        from earshot.channels.x.rereading import reread

        dialect = self.options.dialect
        return self._as_app(lambda http: reread(http, self._account, dialect, held))

    def redeliver(self, period: Period) -> Period:
        from earshot.channels.x.redelivery import ask

        now, webhook_id = datetime.now(UTC), self.options.webhook_id
        return self._as_app(lambda http: ask(http, webhook_id, period, now))

    def redelivers_from(self, period: Period) -> datetime:
        from earshot.channels.x.redelivery import earliest

        return earliest(period)

    @classmethod
    def looks_every(cls, account: Account) -> timedelta | None:
        shared = account.webhook_of is not None
        return None if shared or not account.options.get("webhook_id") else LOOKS_EVERY

    def lacks(self) -> str | None:
        from earshot.channels.x import keeping

        if not self.fields(self.listen_key()).get("bearer_token"):
            raise Rejected("the secret lacks bearer_token", kind="not_connected")
        webhook_id = self.options.webhook_id
        return self._as_app(lambda http: keeping.lacks(http, webhook_id))

    def mend(self, lacks: str) -> None:
        from earshot.channels.x import keeping

        webhook_id = self.options.webhook_id
        self._as_app(lambda http: keeping.validate(http, webhook_id, lacks))

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        offered = headers.get(webhook.HEADER, "")
        if not (self._signed(offered, body) or self._signed(offered, body, anew=True)):
            raise Unauthenticated(f"no signature in {webhook.HEADER} matches the body")

    def _signed(self, offered: str, body: bytes, *, anew: bool = False) -> bool:
        return webhook.is_signed(self._consumer_secrets(anew=anew), offered, body)

    def _consumer_secrets(self, *, anew: bool = False) -> list[str]:
        """All that are live, newest first; Unavailable, so that X tries again, where none is."""
        live = self.live_fields(self.listen_key(), anew=anew)
        found = [fields["consumer_secret"] for fields in live if fields.get("consumer_secret")]
        if not found:
            raise Unavailable("the secret lacks consumer_secret")
        return found

    def challenge(self, params: Mapping[str, str]) -> Challenge:
        token = params.get("crc_token")
        if not token:
            raise Unauthenticated("crc_token is missing")
        secret = self._consumer_secrets()[0]
        answer = {"response_token": webhook.mac(secret, token.encode("utf-8", "replace"))}
        return Challenge("application/json", elements.dump(answer))

    def elements(self, body: bytes) -> Sequence[Element]:
        found = elements_of(body, self._family)
        ids = profiles.unnamed(found) if self.options.profiles else []
        if not ids:
            return found
        try:
            return self._as_app(
                lambda http: profiles.named(http, found, ids), patience_s=profiles.PATIENCE_S
            )
        except (Rejected, Retryable):
            # Better heard without the author's name than not at all.
            return found

    def read(self, raw: str) -> Mention:
        kept = elements.parse(raw)
        if not isinstance(kept, dict):
            raise Malformed("want an object")
        if "listed" in kept:
            listed, included = kept["listed"], Included.of(kept.get("includes"))
            is_message = "event_type" in part(kept, "listed")
            return (message_of if is_message else mention_of)(listed, included, self._account)
        found = understood(kept, self._family)
        if not isinstance(found, Mention):
            raise Malformed("event_type: is no mention", field="event_type")
        return found

    def allow(self, posting: Posting) -> None:
        rules.check(posting, self.options, self.capabilities)

    def part_limits(self, posting: Posting) -> Sequence[Limit] | None:
        """None for self-serve accounts: no post of our own names us, as X's rule wants it."""
        if self.options.tier == "self_serve":
            return None
        return (Limit(self.options.text_limit, rules.UNIT, weighted),)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.x import replies

        self.allow(posting)
        options: XOptions = self.options
        return self._as_user(self.answer_key(), lambda http: replies.send(http, posting, options))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.x import finding

        options: XOptions = self.options
        try:
            return self._as_user(
                self.answer_key(), lambda http: finding.find(http, posting, options)
            )
        except Rejected as error:
            raise Ambiguous(f"our posts cannot be read: {error}") from error

    def _as_app(self, work: Callable[[Http], T], *, patience_s: float | None = None) -> T:
        call = self._calling(work, patience_s)
        return self.with_token(self.listen_key(), call, token_of=tokens.bearer)

    def _as_user(self, name: str, work: Callable[[Http], T]) -> T:
        call, renew = self._calling(work), tokens.renewal(self.base)
        return self.with_token(name, call, renew=renew, token_of=oauth.access_token)

    def expires(self, secret: str) -> datetime | None:
        return oauth.expires(secret)

    def _calling(
        self, work: Callable[[Http], T], patience_s: float | None = None
    ) -> Callable[[str], T]:
        def call(token: str) -> T:
            headers = {"Authorization": f"Bearer {token}"}
            with Http(self.base, headers=headers, patience_s=patience_s) as http:
                return work(http)

        return call
