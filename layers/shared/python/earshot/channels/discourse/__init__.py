"""Discourse, the community forum: signed webhooks, polling, and answers in the same topic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from earshot.channels import elements
from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, fields_of
from earshot.channels.discourse import hook
from earshot.channels.discourse.calls import Site, calling
from earshot.channels.discourse.options import DiscourseOptions
from earshot.channels.discourse.posts import concerns, is_regular, mention_of
from earshot.channels.values import Element, Fetched, Posting, Reread, Sent
from earshot.channels.walking import Listings
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Malformed, Rejected, TooLarge, Unauthenticated, Unavailable

T = TypeVar("T")

MAX_ELEMENTS = 1_000
TEXT = Limit(32_000)


class Discourse(Connector):
    """Pushes, Pollable, Reads, Answers and Reconciles for one user of one forum."""

    capabilities = Capabilities(
        listens=frozenset({"push", "poll"}),
        does=frozenset({"reply", "private", "like", "delete"}),
        public=(TEXT,),
        private=(TEXT,),
        edits=True,
        deletions=True,
        pace=(60, timedelta(minutes=1)),
    )
    options_model = DiscourseOptions
    listen_fields = ("webhook_secret", "api_key", "username")
    answer_fields = ("api_key", "username")
    needs_own_ids = "the user's number in quotes: user.id of <forum>/u/<name>.json"

    @classmethod
    def able(cls, account: Account) -> Capabilities:
        longest = (Limit(cls.options_of(account).longest),)
        return replace(cls.capabilities, public=longest, private=longest)

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        name = self.listen_key()
        for anew in (False, True):
            live = [one.get("webhook_secret") for one in self.live_fields(name, anew=anew)]
            secrets = [one for one in live if one]
            if hook.matches(secrets, headers, body):
                return
        if not secrets:
            raise Unavailable("the secret lacks webhook_secret")
        raise Unauthenticated(f"{hook.HEADER} does not match the body")

    def elements(self, body: bytes) -> Sequence[Element]:
        found = hook.told(body)
        if len(found) > MAX_ELEMENTS:
            raise TooLarge(f"{len(found)} things; at most {MAX_ELEMENTS} in one body")
        return [self._element(kind, thing) for kind, thing in found]

    def _element(self, kind: str, thing: Any) -> Element:
        try:
            if kind != "post":
                return self._other(kind)
            return self._post(thing)
        except Malformed as error:
            return elements.unreadable({kind: thing}, error)

    def _post(self, post: Any) -> Mention | Notice:
        if not is_regular(post):
            return self._other("not_a_post")
        mention = mention_of(post, self._account, self.options, self.base)
        if concerns(post, self._account, self.options):
            return mention
        return self._other("not_for_us")

    def _other(self, name: str) -> Notice:
        account = self._account
        return Notice(
            kind="other", channel=account.channel, account=account.account, name=name[:64]
        )

    def read(self, raw: str) -> Mention:
        post = elements.parse(raw)
        if isinstance(post, dict) and "post" in post:
            post = post["post"]
        return mention_of(post, self._account, self.options, self.base)

    def reread(self, held: Sequence[Mention]) -> Reread:
        from earshot.channels.discourse.rereading import reread

        return self._calling(
            self.listen_key(), lambda site: reread(site, self._account, self.options, held)
        )

    def fetch(self, cursor: str | None) -> Fetched:
        from earshot.channels.discourse.listing import Listing

        listing = Listing(self._account, self.options)
        asked = {"posts": listing.public}
        if self.options.private_messages:
            asked["messages"] = listing.private

        def under(fetch: Callable[[Site, str | None], Fetched]) -> Callable[[str | None], Fetched]:
            return lambda held: self._calling(self.listen_key(), lambda site: fetch(site, held))

        return Listings({name: under(fetch) for name, fetch in asked.items()}).fetch(cursor)

    def allow(self, posting: Posting) -> None:
        check_act(self.capabilities, posting.reply)
        if posting.reply.act != "reply":
            return
        options, text = self.options, posting.reply.text.strip()
        private = posting.reply.visibility == "private"
        self.capabilities.check(text, private=private)
        shortest = options.shortest_private if private else options.shortest
        if len(text) < shortest:
            raise Rejected(f"{len(text)} characters; at least {shortest}", kind="invalid")

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.discourse.replies import do

        self.allow(posting)
        title = self.options.private_title
        return self._calling(self.answer_key(), lambda site: do(site, posting, title))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.discourse.finding import find

        return self._calling(self.answer_key(), lambda site: find(site, posting))

    def _calling(self, name: str, work: Callable[[Site], T]) -> T:
        def call(value: str) -> T:
            return calling(self.base, fields_of(value), work)

        return self.with_token(name, call, token_of=str)
