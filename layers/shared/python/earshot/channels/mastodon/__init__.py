"""The Mastodon API: Mastodon and the servers that speak like it.

Ids are opaque; to order them, compare length, then text. A status code decides, never a message:
servers translate those.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector
from earshot.channels.http import Http
from earshot.channels.mastodon.posts import read
from earshot.channels.values import Fetched, Posting, Reread, Sent
from earshot.channels.walking import Listings
from earshot.domain.mention import Mention
from earshot.errors import Malformed

T = TypeVar("T")


class Mastodon(Connector):
    """Pollable, Searches, Rereads, Reads, Answers and Reconciles for one account on its server."""

    capabilities = Capabilities(
        listens=frozenset({"poll", "search"}),
        does=frozenset({"reply", "private", "like", "delete"}),
        asks_limits=True,
        idempotent="key",
        edits=True,
        pace=(300, timedelta(hours=3)),
        threads=True,
    )

    @property
    def _host(self) -> str:
        return urlsplit(self.base).hostname or ""

    def fetch(self, cursor: str | None) -> Fetched:
        from earshot.channels.mastodon.listening import Listener

        def page(http: Http) -> Fetched:
            listener = Listener(http, self._account, self.base, self._host)
            searches = {f"search {one}": listener.search(one) for one in self._account.searches}
            return Listings({"notifications": listener.notifications, **searches}).fetch(cursor)

        return self._calling(self.listen_key(), page)

    def sample(self, query: str) -> Fetched:
        from earshot.channels.mastodon.listening import Listener

        account = self._account.model_copy(update={"listen_since": None})

        def page(http: Http) -> Fetched:
            return Listener(http, account, self.base, self._host).search(query)(None)

        return self._calling(self.listen_key(), page)._replace(cursor=None)

    def reread(self, held: Sequence[Mention]) -> Reread:
        from earshot.channels.mastodon.rereading import Looking

        def look(http: Http) -> Reread:
            return Looking(http, self._account, self.base, self._host).reread(held)

        return self._calling(self.listen_key(), look)

    def read(self, raw: str) -> Mention:
        mention = read(elements.parse(raw), self._account, self._host)
        if mention is None:
            raise Malformed("type: want a notification of a mention or a quote", field="type")
        return mention

    def allow(self, posting: Posting) -> None:
        """The length by what the server said it allows, where it was asked within the day."""
        from earshot.channels.mastodon.replies import check

        check_act(self.capabilities, posting.reply)
        check(posting, self.base)

    def part_limits(self, posting: Posting) -> Sequence[Limit]:
        from earshot.channels.mastodon.replies import limit

        return (limit(posting, self.base),)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.mastodon import acts, replies

        check_act(self.capabilities, posting.reply)
        own = self._account.own_ids

        def do(http: Http) -> Sent:
            if posting.reply.act == "like":
                return acts.like(http, posting)
            if posting.reply.act == "delete":
                return acts.delete(http, posting, own)
            return replies.post(http, posting, self.base)

        return self._calling(self.answer_key(), do)

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.mastodon import acts, finding

        own = self._account.own_ids

        def look(http: Http) -> Sent | None:
            if posting.reply.act == "reply":
                return finding.find(http, posting.reply, own)
            return acts.find(http, posting)

        return self._calling(self.answer_key(), look)

    def _calling(self, name: str, work: Callable[[Http], T]) -> T:
        def call(token: str) -> T:
            with Http(self.base, headers={"Authorization": f"Bearer {token}"}) as http:
                return work(http)

        return self.with_token(name, call)
