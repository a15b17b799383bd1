"""A Facebook Page: its comments and visitors' posts, mentions of it, and Messenger."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.facebook import posts
from earshot.channels.meta import messaging, windows
from earshot.channels.meta.envelope import Change
from earshot.channels.meta.notices import passed_over
from earshot.channels.meta.replying import found_by
from earshot.channels.meta.subscribed import FieldName, Subscribed, SubscribedOptions
from earshot.channels.values import Element, Fetched, Posting, Sent
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention

SEVEN_DAYS = timedelta(days=7)


class FacebookOptions(SubscribedOptions):
    """`human_agent`: the app has the Human Agent feature, so that people may answer for seven days.

    `poll_posts` is how many of the Page's newest posts a poll looks at.
    """

    webhook_fields: Annotated[tuple[FieldName, ...], Field(min_length=1)] = (
        "feed",
        "mention",
        "messages",
        "message_echoes",
        "message_edits",
        "messaging_postbacks",
        "message_deliveries",
        "message_reads",
        "standby",
    )
    human_agent: bool = False
    poll_posts: Annotated[int, Field(ge=25, le=1000)] = 100


class Facebook(Subscribed):
    """Pushes, Handshakes, Pollable, Keeps, Reads, Answers and Reconciles for one Page."""

    capabilities = Capabilities(
        listens=frozenset({"push", "poll"}),
        does=frozenset({"reply", "private", "like", "hide", "delete"}),
        public=(Limit(8_000),),
        private=(Limit(2_000),),
        private_window=timedelta(days=1),
        edits=True,
        deletions=True,
        pace=(300, timedelta(seconds=1)),
    )
    options_model = FacebookOptions
    needs_own_ids = "the id of the Page"

    @classmethod
    def able(cls, account: Account) -> Capabilities:
        return windows.for_people(cls.capabilities, human_agent=cls.options_of(account).human_agent)

    def told(self, change: Change) -> Iterator[Element]:
        account = self._account
        if change.field == "feed":
            yield from posts.told(change, account)
        elif change.field == "mention":
            yield from self._mentioned(change)
        elif change.field == "messaging":
            yield from messaging.told(change.value, account)
        else:
            # `standby` too: another app has the conversation, and nothing is to be answered.
            yield passed_over(account, change.field)

    def _mentioned(self, change: Change) -> Iterator[Element]:
        """Somebody names the Page below a post that is not ours: the words are looked up."""
        named = posts.Named.of(change)
        if named.event is None:
            yield passed_over(self._account, "mention")
            return
        if named.event == "delete":
            yield named.removed(change, self._account)
            return
        found = self.looked_up(lambda graph: graph.get(f"/{named.id}", [("fields", posts.FIELDS)]))
        if found is None:
            yield passed_over(self._account, "mention", "invisible")
        else:
            yield named.mention(change, found, self._account)

    def listed(self, found: dict[str, Any]) -> Mention:
        return posts.listed(found, self._account)

    def fetch(self, cursor: str | None) -> Fetched:
        from earshot.channels.facebook.feed import page

        options = self.options
        return self.calling(
            self.listen_key(),
            lambda graph: page(graph, cursor, self._account, self.own_id, options.poll_posts),
        )

    def allow(self, posting: Posting) -> None:
        reply = posting.reply
        check_act(self.capabilities, reply)
        if reply.act == "reply":
            private = reply.visibility == "private"
            self.capabilities.check(reply.text, private=private)
            if private:
                windows.check(posting, human_agent=self.options.human_agent)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.facebook.replies import do

        self.allow(posting)
        return self.calling(self.answer_key(), lambda graph: do(graph, posting, self.own_id))

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.facebook.replies import look_up

        return found_by(
            lambda: self.calling(
                self.answer_key(), lambda graph: look_up(graph, posting, self.own_id)
            )
        )
