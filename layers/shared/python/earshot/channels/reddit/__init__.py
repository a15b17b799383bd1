"""Reddit: mentions, inbox, subreddits and searches polled; comments and messages answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from earshot.channels import elements, oauth
from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector, Misfit
from earshot.channels.reddit.calls import SITE, Client, calling, renewal
from earshot.channels.reddit.options import RedditOptions
from earshot.channels.reddit.things import mention_of
from earshot.channels.values import Fetched, Posting, Reread, Sent
from earshot.channels.walking import Listings
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Rejected

T = TypeVar("T")
Params = list[tuple[str, str]]

TEXT = Limit(10_000)
NEWEST: Params = [("sort", "new"), ("type", "link")]


class Reddit(Connector):
    """Pollable, Searches, Rereads, Reads, Answers, Reconciles and Renews for one user of Reddit."""

    capabilities = Capabilities(
        listens=frozenset({"poll", "search"}),
        does=frozenset({"reply", "private", "hide", "delete"}),
        public=(TEXT,),
        private=(TEXT,),
        edits=True,
        deletions=True,
        pace=(100, timedelta(minutes=1)),
    )
    options_model = RedditOptions
    listen_fields = answer_fields = oauth.FIELDS
    renews = True
    base_url = "https://oauth.reddit.com"
    needs_own_ids = "the user's name as Reddit writes it"

    @classmethod
    def able(cls, account: Account) -> Capabilities:
        """Only a moderator can hide."""
        can = cls.capabilities
        moderates = cls.options_of(account).moderator
        return can if moderates else replace(can, does=can.does - {"hide"})

    @classmethod
    def misfits(cls, account: Mapping[str, Any], options: RedditOptions) -> Iterator[Misfit]:
        heard = (options.mentions, options.inbox, options.subreddits, account.get("searches"))
        if not any(heard):
            said = "nothing is left to listen to"
            yield ("options",), said, "leave mentions or inbox on, or name subreddits or searches"

    @property
    def _username(self) -> str:
        return str(self.options.username or self._account.account)

    @property
    def _user_agent(self) -> str:
        return self.options.user_agent or f"aws:earshot:1 (by /u/{self._username})"

    def fetch(self, cursor: str | None) -> Fetched:
        asked = {name: self._listing(*where) for name, where in self._wanted().items()}
        return Listings(asked).fetch(cursor)

    def _wanted(self) -> dict[str, tuple[str, Params]]:
        """Path and parameters of each listing, by the name under which its cursor is kept."""
        options, wanted = self.options, dict[str, tuple[str, Params]]()
        if options.mentions:
            wanted["mentions"] = ("/message/mentions", [])
        if options.inbox:
            wanted["inbox"] = ("/message/inbox", [])
        for name in options.subreddits:
            wanted[f"comments {name}"] = (f"/r/{name}/comments", [])
            wanted[f"posts {name}"] = (f"/r/{name}/new", [])
        for query in self._account.searches:
            wanted[f"search {query}"] = ("/search", [("q", query), *NEWEST])
        if not wanted:
            raise Rejected("options leave nothing to listen to", kind="invalid")
        return wanted

    def _listing(self, path: str, params: Params) -> Callable[[str | None], Fetched]:
        from earshot.channels.reddit.listing import page_of

        def fetch(cursor: str | None) -> Fetched:
            return self._calling(
                self.listen_key(),
                lambda client: page_of(client, self._account, path, params, cursor),
            )

        return fetch

    def sample(self, query: str) -> Fetched:
        return self._listing("/search", [("q", query), *NEWEST])(None)._replace(cursor=None)

    def reread(self, held: Sequence[Mention]) -> Reread:
        from earshot.channels.reddit.rereading import reread

        return self._calling(self.listen_key(), lambda client: reread(client, self._account, held))

    def read(self, raw: str) -> Mention:
        return mention_of(elements.parse(raw), self._account)

    def allow(self, posting: Posting) -> None:
        reply = posting.reply
        check_act(self.capabilities, reply)
        self.capabilities.check(reply.text, private=reply.visibility == "private")

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.reddit.replies import do

        self.allow(posting)
        subject = self.options.private_subject
        return self._calling(self.answer_key(), lambda client: do(client, posting, subject))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.reddit.finding import find

        return self._calling(self.answer_key(), lambda client: find(client, posting))

    def expires(self, secret: str) -> datetime | None:
        return oauth.expires(secret)

    def _calling(self, name: str, work: Callable[[Client], T]) -> T:
        def call(token: str) -> T:
            return calling(self.base, token, self._user_agent, self._username, work)

        # Tokens come from another host than answers do, unless the account names one for both.
        base = self.base if self._account.base_url else SITE
        renew = renewal(base, self._user_agent)
        return self.with_token(name, call, renew=renew, token_of=oauth.access_token)
