"""A professional Instagram account: comments, mentions, messages."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Misfit
from earshot.channels.instagram import comments
from earshot.channels.meta import messaging, windows
from earshot.channels.meta.envelope import Change
from earshot.channels.meta.graph import Graph
from earshot.channels.meta.notices import passed_over
from earshot.channels.meta.replying import found_by
from earshot.channels.meta.subscribed import FieldName, Subscribed, SubscribedOptions
from earshot.channels.values import Element, Fetched, Posting, Sent
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Rejected, Throttled, Unavailable

T = TypeVar("T")

OF_INSTAGRAM_LOGIN = "https://graph.instagram.com"


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


class InstagramOptions(SubscribedOptions):
    """`login` says by which login the token was given; with `facebook`, `page_id` names the Page.

    `human_agent`: the app has the Human Agent feature. `poll_posts` is how many of the newest media
    a poll looks at.
    """

    webhook_fields: Annotated[tuple[FieldName, ...], Field(min_length=1)] = (
        "comments",
        "mentions",
        "messages",
        "live_comments",
    )
    login: Literal["facebook", "instagram"] = "facebook"
    page_id: Annotated[str, Field(pattern=r"^\d{1,32}$")] | None = None
    human_agent: bool = False
    poll_posts: Annotated[int, Field(ge=25, le=1000)] = 50


class Instagram(Subscribed):
    """Pushes, Handshakes, Pollable, Keeps, Reads, Answers, Reconciles and Renews."""

    capabilities = Capabilities(
        listens=frozenset({"push", "poll"}),
        does=frozenset({"reply", "private", "hide", "delete"}),
        public=(Limit(300),),
        private=(Limit(1_000, "bytes", _bytes),),
        private_window=timedelta(days=1),
        deletions=False,
        pace=(300, timedelta(seconds=1)),
    )
    options_model = InstagramOptions
    needs_own_ids = "the id of the Instagram account"
    renews = True

    @classmethod
    def misfits(cls, account: Mapping[str, Any], options: InstagramOptions) -> Iterator[Misfit]:
        answers = account.get("mode") in ("advise", "act")
        if answers and options.login == "facebook" and options.page_id is None:
            said = "page_id is missing, from which private messages go out with Facebook login"
            hint = "write the id of the linked Page in quotes, or `login: instagram`"
            yield ("options",), said, hint

    @classmethod
    def looks_every(cls, account: Account) -> timedelta | None:
        """With Facebook login the subscription is the linked Page's, and kept where that is."""
        own = account.options.get("login") == "instagram"
        return super().looks_every(account) if own else None

    @property
    def subscribed_as(self) -> str:
        return "me"

    @property
    def base(self) -> str:
        if self._account.base_url is None and self.options.login == "instagram":
            return OF_INSTAGRAM_LOGIN
        return super().base

    @classmethod
    def able(cls, account: Account) -> Capabilities:
        return windows.for_people(cls.capabilities, human_agent=cls.options_of(account).human_agent)

    def told(self, change: Change) -> Iterator[Element]:
        account = self._account
        if change.field in ("comments", "live_comments"):
            yield comments.told(change, account)
        elif change.field == "mentions":
            yield from self._mentioned(change)
        elif change.field == "messaging":
            yield from messaging.told(change.value, account)
        else:
            yield passed_over(account, change.field)

    def _mentioned(self, change: Change) -> Iterator[Element]:
        """Somebody names us below what is not ours: only the platform itself tells the words."""
        named = comments.Named.of(change)
        found = self.looked_up(lambda graph: named.look_up(graph, self.own_id))
        if found is None:
            yield passed_over(self._account, "mentions", "invisible")
        else:
            yield named.mention(found, self._account)

    def listed(self, found: dict[str, Any]) -> Mention:
        return comments.listed(found, self._account)

    def fetch(self, cursor: str | None) -> Fetched:
        from earshot.channels.instagram.media import page

        most = self.options.poll_posts
        return self.calling(
            self.listen_key(), lambda graph: page(graph, cursor, self._account, self.own_id, most)
        )

    def allow(self, posting: Posting) -> None:
        from earshot.channels.instagram.replies import worded

        reply = posting.reply
        check_act(self.capabilities, reply)
        if reply.act != "reply":
            return
        if reply.visibility == "private":
            self.capabilities.check(reply.text, private=True)
            windows.check(posting, human_agent=self.options.human_agent)
        else:
            self.capabilities.check(worded(posting), private=False)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.instagram.replies import do

        self.allow(posting)
        private = posting.reply.visibility == "private"
        sender = self._sends_from() if private else self.own_id
        return self.calling(
            self.answer_key(), lambda graph: do(graph, posting, self.own_id, sender)
        )

    def _sends_from(self) -> str:
        """Whose messages they are: the Page's, or with Instagram's own login the account's."""
        if self.options.login == "instagram":
            return self.own_id
        if self.options.page_id is None:
            raise Rejected("options.page_id of the account: want the Page's id", kind="invalid")
        return str(self.options.page_id)

    def find(self, posting: Posting) -> Sent | None:
        from earshot.channels.instagram.replies import look_up

        return found_by(
            lambda: self.calling(
                self.answer_key(), lambda graph: look_up(graph, posting, self.own_id)
            )
        )

    def expires(self, secret: str) -> datetime | None:
        from earshot.channels.instagram.tokens import expires

        return expires(secret)

    def calling(self, key: str, work: Callable[[Graph], T], patience_s: float | None = None) -> T:
        """The same; a token of Instagram's own login is renewed well before it expires.

        An expired one cannot be. A renewal that fails is tried again with the next call.
        """
        from earshot.channels.instagram.tokens import is_due, renewed

        value = self._secrets.values(key)[0]
        if self.options.login == "instagram" and is_due(value, datetime.now(UTC)):
            with suppress(Rejected, Throttled, Unavailable):
                self._secrets.renew(key, value, lambda secret: renewed(self.base, secret))
        return super().calling(key, work, patience_s)
