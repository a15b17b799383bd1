"""X (API version 2): polled by mention, search and message, pushed by webhook, answered as a user.

Ids rise with time and are compared as numbers of any size. X has no codes for some refusals: the
words that tell them apart stand in one table (`problems.DETAILS`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from earshot.channels import elements, oauth
from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, Options, field_of
from earshot.channels.http import Http
from earshot.channels.protocol import Challenge, Element, Fetched, Posting, Sent
from earshot.channels.walking import Listings
from earshot.channels.x import parents, polling, tokens, webhook
from earshot.channels.x.fields import Dialect, part
from earshot.channels.x.length import has_address, weighted
from earshot.channels.x.messages import message_of
from earshot.channels.x.posts import Included, mention_of
from earshot.channels.x.pushing import elements_of, understood
from earshot.domain.mention import Mention, hash_text
from earshot.errors import Ambiguous, Malformed, Rejected, Unauthenticated

T = TypeVar("T")

LENGTH = 280
UNIT = "weighted characters"
PRICES = {
    "post_read": 0.005,
    "owned_read": 0.001,
    "user_read": 0.010,
    "message_read": 0.010,
    "post_pushed": 0.005,
    "message_pushed": 0.010,
    "reply": 0.010,
    "reply_with_link": 0.200,
    "private": 0.015,
    "delete": 0.010,
    "hide": 0.005,
}


class XOptions(Options):
    """Under `options` of an account.

    `user_id` is the account's own id on X, `handle` its name without @. `tier` is what X sold:
    `self_serve` may answer only who named or quoted us. With `messages` direct messages are polled,
    for which the listen secret needs a user's token. `owned_reads` says that the account owns the
    app, so that mentions are cheaper. `text_limit` is higher for accounts that pay for long posts.
    `dialect` is which names of fields X is asked with.
    """

    user_id: Annotated[str, Field(pattern=r"^[0-9]{1,19}$")]
    handle: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,15}$")] | None = None
    tier: Literal["self_serve", "enterprise"] = "self_serve"
    messages: bool = False
    owned_reads: bool = False
    text_limit: Annotated[int, Field(ge=LENGTH, le=25_000)] = LENGTH
    dialect: Dialect = "tweet"


class X(Connector):
    """Pollable, Searches, Pushes, Handshakes, Reads, Answers and Reconciles for one account."""

    capabilities = Capabilities(
        listens=frozenset({"poll", "push", "search"}),
        does=frozenset({"reply", "private", "hide", "delete"}),
        public=(Limit(LENGTH, UNIT, weighted),),
        private=(Limit(10_000),),
        edits=True,
        prices=PRICES,
        pace=(100, timedelta(minutes=15)),
    )
    options_model = XOptions
    listen_fields = ("consumer_secret", "bearer_token")
    answer_fields = ("access_token", "refresh_token", "client_id", "client_secret")
    renews = True
    base_url = "https://api.x.com"

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

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        offered = headers.get(webhook.HEADER, "")
        if not (self._signed(offered, body) or self._signed(offered, body, anew=True)):
            raise Unauthenticated(f"no signature in {webhook.HEADER} matches the body")

    def _signed(self, offered: str, body: bytes, *, anew: bool = False) -> bool:
        live = self.live_fields(self.listen_key(), anew=anew)
        secrets = [field_of(fields, "consumer_secret") for fields in live]
        return webhook.is_signed(secrets, offered, body)

    def challenge(self, params: Mapping[str, str]) -> Challenge:
        token = params.get("crc_token")
        if not token:
            raise Unauthenticated("crc_token is missing")
        secret = field_of(self.fields(self.listen_key()), "consumer_secret")
        answer = {"response_token": webhook.mac(secret, token.encode("utf-8", "replace"))}
        return Challenge("application/json", elements.dump(answer))

    def elements(self, body: bytes) -> Sequence[Element]:
        return elements_of(body, self._family)

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
        check_act(self.capabilities, posting.reply)
        if posting.reply.act != "reply":
            return
        if _is_private(posting):
            self.capabilities.check(posting.reply.text, private=True)
        else:
            self._allow_in_public(posting.reply.text, posting.parent)

    def _allow_in_public(self, text: str, parent: Mention | None) -> None:
        options: XOptions = self.options
        Limit(options.text_limit, UNIT, weighted).check(_without_addressee(text, parent))
        if parent is None:
            return
        if parent.visibility == "followers":
            said = "its author shows it to followers only, and an answer is public"
            raise Rejected(said, kind="not_allowed_by_policy")
        is_bound = options.tier == "self_serve"
        if is_bound and not parents.may_be_ours(parent, options.handle):
            raise parents.not_ours_to_answer(parent.permalink)

    def send(self, posting: Posting) -> Sent:
        self.allow(posting)
        return self._as_user(self.answer_key(), lambda http: self._do(http, posting))

    def _do(self, http: Http, posting: Posting) -> Sent:
        from earshot.channels.x import replies

        reply, options = posting.reply, self.options
        if reply.act == "hide":
            return replies.spent(replies.hide(http, reply.in_reply_to), PRICES["hide"])
        if reply.act == "delete":
            return replies.spent(replies.delete(http, reply.in_reply_to), PRICES["delete"])
        if _is_private(posting):
            return replies.spent(replies.message(http, posting), PRICES["private"])
        parent = parents.Parent.read(
            http,
            reply.in_reply_to,
            options.dialect,
            user_id=options.user_id,
            handle=options.handle,
            open_to_all=options.tier == "enterprise",
        )
        price = PRICES["reply_with_link" if has_address(reply.text) else "reply"]
        sent = replies.reply(http, posting, parent, options.handle)
        return replies.spent(sent, price + PRICES["post_read"])

    def find(self, posting: Posting) -> Sent | None:
        try:
            return self._as_user(self.answer_key(), lambda http: self._found(http, posting))
        except Rejected as error:
            raise Ambiguous(f"our posts cannot be read: {error}") from error

    def _found(self, http: Http, posting: Posting) -> Sent | None:
        from earshot.channels.x import finding

        reply, options = posting.reply, self.options
        if reply.act == "delete":
            there = finding.is_there(http, reply.in_reply_to)
            return None if there else Sent(None, None, posting.now)
        if reply.act != "reply":
            raise Ambiguous("X does not show which replies are hidden")
        if _is_private(posting):
            return finding.find_message(http, posting, options.user_id)
        return finding.find_reply(http, posting, options)

    def _as_app(self, work: Callable[[Http], T]) -> T:
        call = self._calling(work)
        return self.with_token(self.listen_key(), call, token_of=tokens.bearer)

    def _as_user(self, name: str, work: Callable[[Http], T]) -> T:
        call, renew = self._calling(work), tokens.renewal(self.base)
        return self.with_token(name, call, renew=renew, token_of=oauth.access_token)

    def expires(self, secret: str) -> datetime | None:
        return oauth.expires(secret)

    def _calling(self, work: Callable[[Http], T]) -> Callable[[str], T]:
        def call(token: str) -> T:
            with Http(self.base, headers={"Authorization": f"Bearer {token}"}) as http:
                return work(http)

        return call


def _is_private(posting: Posting) -> bool:
    """Never shown to more people than what it answers."""
    parent = posting.parent
    return posting.reply.visibility == "private" or bool(parent and parent.is_private)


def _without_addressee(text: str, parent: Mention | None) -> str:
    """The text without the name that X puts in front itself, and does not count."""
    handle = parent.author.handle if parent else None
    start = f"@{handle} " if handle else None
    return text[len(start) :] if start and text.lower().startswith(start.lower()) else text
