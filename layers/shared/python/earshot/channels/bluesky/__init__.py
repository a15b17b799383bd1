"""Bluesky, and servers of the AT protocol that speak like it.

Calls go to the account's own server (its PDS), which passes on what concerns the app or the chat.
A post is named by its `at://` address, a private message by `conversation/message`.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

from earshot.channels import elements
from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.richtext import shown_bytes, shown_graphemes
from earshot.channels.bluesky.rules import check, is_private
from earshot.channels.bluesky.session import renewed, session_of
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, Options
from earshot.channels.http import Http
from earshot.channels.values import Fetched, Posting, Reread, Sent
from earshot.channels.walking import Listings
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Malformed, Rejected

T = TypeVar("T")


class BlueskyOptions(Options):
    """`direct_messages`: hear private messages; the app password needs the right to them."""

    direct_messages: bool = False


class Bluesky(Connector):
    """Pollable, Searches, Rereads, Reads, Answers and Reconciles for one account."""

    base_url = "https://bsky.social"
    options_model = BlueskyOptions
    listen_fields = ("identifier", "password")
    answer_fields = ("identifier", "password")
    renews = True
    needs_own_ids = "the account's DID (did:plc:…)"
    capabilities = Capabilities(
        listens=frozenset({"poll", "search"}),
        does=frozenset({"reply", "private", "like", "hide", "delete"}),
        public=(
            Limit(300, "characters", shown_graphemes),
            Limit(3000, "bytes of UTF-8", shown_bytes),
        ),
        private=(
            Limit(1000, "characters", shown_graphemes),
            Limit(10_000, "bytes of UTF-8", shown_bytes),
        ),
        idempotent="overwrites",
        edits=True,
        # 5,000 points an hour, three for each record made.
        pace=(1666, timedelta(hours=1)),
        threads=True,
    )

    def fetch(self, cursor: str | None) -> Fetched:
        return self._calling(self.listen_key(), lambda xrpc: self._listings(xrpc).fetch(cursor))

    def sample(self, query: str) -> Fetched:
        from earshot.channels.bluesky.listings import search

        account = self._account.model_copy(update={"listen_since": None})
        found = self._calling(self.listen_key(), lambda xrpc: search(xrpc, account, query, None))
        return found._replace(cursor=None)

    def reread(self, held: Sequence[Mention]) -> Reread:
        from earshot.channels.bluesky.rereading import reread

        return self._calling(self.listen_key(), lambda xrpc: reread(xrpc, self._account, held))

    def read(self, raw: str) -> Mention:
        from earshot.channels.bluesky.posts import read

        mention = read(elements.parse(raw), self._account)
        if mention is None:
            raise Malformed("reason: want a mention, a reply or a quote", field="reason")
        return mention

    def allow(self, posting: Posting) -> None:
        reply = posting.reply
        check(posting, self._account.own_ids)
        if reply.act == "reply":
            self.capabilities.check(reply.text, private=is_private(reply))

    def part_limits(self, posting: Posting) -> Sequence[Limit]:
        return self.capabilities.public

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.bluesky import hiding, replies, talking

        self.allow(posting)
        acts = {"like": replies.like, "hide": hiding.hide, "delete": replies.delete}
        say = talking.write if is_private(posting.reply) else replies.post
        do = acts.get(posting.reply.act, say)
        return self._calling(self.answer_key(), lambda xrpc: do(xrpc, posting))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.bluesky import hiding, replies, talking

        public = hiding.find if posting.reply.act == "hide" else replies.find
        look = talking.find if is_private(posting.reply) else public
        try:
            return self._calling(self.answer_key(), lambda xrpc: look(xrpc, posting))
        except Rejected as error:
            raise Ambiguous(f"it cannot be read back: {error}") from error

    def _listings(self, xrpc: Xrpc) -> Listings:
        from earshot.channels.bluesky import listings, messages

        account = self._account
        found: dict[str, Callable[[str | None], Fetched]] = {
            "notifications": partial(listings.notifications, xrpc, account)
        }
        for query in account.searches:
            found[f"search {query}"] = partial(listings.search, xrpc, account, query)
        if self.options.direct_messages:
            found["requests"] = partial(messages.requests, xrpc, account)
            found["messages"] = partial(messages.log, xrpc, account)
        return Listings(found)

    def _calling(self, name: str, work: Callable[[Xrpc], T]) -> T:
        def call(value: str) -> T:
            session = session_of(value, self.base)
            authorised = {"Authorization": f"Bearer {session.token}"}
            with Http(session.service, headers=authorised) as http:
                return work(Xrpc(http, session.did))

        return self.with_token(
            name, call, renew=lambda value: renewed(value, self.base), token_of=str
        )
