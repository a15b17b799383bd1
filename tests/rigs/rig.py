"""What the contract suite asks of a connector under test: a fake platform, and how to play it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NamedTuple, Self

from earshot import channels
from earshot.channels.capabilities import Capabilities
from earshot.channels.values import Challenge, Posting
from earshot.domain.accounts import Account
from earshot.domain.case import Reply
from earshot.domain.mention import Mention, hash_text
from local.memory import FixedClock, MemorySecrets
from local.platforms.serving import FakeServer

TEXT = "@acmehelp my order is late 😡 שלום “é”"


class Post(NamedTuple):
    """A post of ours as the platform holds it: its id, its own words, and what it answers."""

    id: str
    text: str
    parent: str | None


class Push(NamedTuple):
    """One signed POST to our webhook; header names are lower case."""

    headers: dict[str, str]
    body: bytes


class Rig(ABC):
    """One connector, an account connected to a fake of its platform, and hands to play that.

    Posts are played by number: the same number is the same post. What the connector cannot do need
    not be played: the suite asks each connector for its capabilities only.
    """

    connector: ClassVar[str]
    # How many posts the fake puts on one page of its listing, as the connector asks for it.
    page: ClassVar[int] = 100
    # What part of the path of the call that posts a reply says so.
    sends_to: ClassVar[str] = ""
    # What a post that was never changed is told as; "edit" where only the last change is told.
    first_event: ClassVar[str] = "create"
    # Whether a listing that is polled shows that a post was changed.
    listing_tells_edits: ClassVar[bool] = True
    # Whether the platform says yes by its status alone.
    any_2xx_is_yes: ClassVar[bool] = False

    def __init__(self) -> None:
        self.clock = FixedClock(datetime.now(UTC).replace(microsecond=0))
        self.secrets = MemorySecrets()
        self.server = self.make_server()
        self.server.faults.slow_s = 1
        self.account = self.make_account()

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    @property
    def now(self) -> datetime:
        """What the platform's clock shows: when the rig was made, until it is set."""
        return self.clock.now()

    @now.setter
    def now(self, at: datetime) -> None:
        self.clock.set(at)

    @classmethod
    def capabilities(cls) -> Capabilities:
        """What the connector says that it can do."""
        return channels.connector_class(cls.connector).capabilities

    def channel(self) -> Any:
        """The connector, made anew as for each piece of work."""
        return channels.connector_class(self.connector)(self.account, self.secrets)

    @abstractmethod
    def make_server(self) -> FakeServer:
        """The fake platform, not yet started (its port is known)."""

    def connected(self, **fields: Any) -> Account:
        """An account of this connector at the fake, with what else it says."""
        usual: dict[str, Any] = {
            "brand": "acme",
            "channel": self.connector,
            "account": "acmehelp",
            "connector": self.connector,
            "base_url": self.server.base_url,
            "listen_secret": "listen",
            "answer_secret": "answer",
        }
        return Account.model_validate(usual | fields)

    @abstractmethod
    def make_account(self) -> Account:
        """The account, with secrets put into `self.secrets`."""

    @abstractmethod
    def say(
        self,
        number: int = 1,
        *,
        text: str = TEXT,
        private: bool = False,
        answers: str | None = None,
        at: datetime | None = None,
    ) -> Mention:
        """Somebody writes to the brand; what Earshot is to understand of it.

        `at` is a minute ago for number 1, and a second later for each further number.
        """

    def post(self, number: int, text: str) -> Mention:
        """Somebody posts what a search finds by its words; what Earshot is to understand of it."""
        return self.say(number, text=text)

    def written_at(self, number: int) -> datetime:
        """When the post of that number was written."""
        return self.now - timedelta(minutes=1) + timedelta(seconds=number)

    def edit(self, number: int, text: str) -> None:
        """Its author changes a post."""
        raise NotImplementedError

    def delete(self, number: int) -> None:
        """Its author deletes a post."""
        raise NotImplementedError

    def spoil(self, number: int) -> None:
        """Let the platform show that post without what makes it readable."""
        raise NotImplementedError

    def same_page_forever(self) -> None:
        """Let the listing give its first page whatever it is asked."""
        raise NotImplementedError

    def revoke(self) -> None:
        """End the access of every token, so that none can be renewed."""
        raise NotImplementedError

    def forbid(self) -> None:
        """Let the token lack the right to listen and to answer."""
        raise NotImplementedError

    def push(self, numbers: Sequence[int], *, secret: str | None = None) -> Push:
        """The POST by which the platform tells of these posts, signed with another secret or ours.

        `numbers` may hold 0: an element that no reader can understand.
        """
        raise NotImplementedError

    def push_unknown(self) -> Push:
        """A signed POST of a kind of event that we do not know."""
        raise NotImplementedError

    def rotate(self) -> str:
        """Put a new secret before the one in force; the old one."""
        raise NotImplementedError

    def handshakes(self) -> list[tuple[dict[str, str], Challenge | None]]:
        """Questions by GET with the answer each deserves; None: refused."""
        raise NotImplementedError

    @property
    def posts(self) -> list[Post]:
        """What the brand published and left there, oldest first, without what was put around it."""
        raise NotImplementedError

    def remove_parent(self, number: int) -> None:
        """Take away a post that is about to be answered."""
        self.delete(number)

    def block(self) -> None:
        """Let the author of every post refuse to be answered by us."""
        raise NotImplementedError

    def say_below_ours(self, number: int) -> Mention:
        """Somebody writes what we may hide: on some platforms only below a post of ours."""
        return self.say(number)

    def never_too_many(self) -> None:
        """Let the platform take any number of requests, where it counts them."""
        return

    def forget_keys(self) -> None:
        """Let the platform know no repetition when it sees one, where there are such platforms."""
        return

    def let_thread(self) -> None:
        """Let the account answer itself, where not every one may."""
        return

    def longest(self, *, private: bool) -> str:
        """A text of exactly the limit, as this platform counts."""
        limits = self.capabilities().limits(private=private)
        return "x" * min(limit.most for limit in limits)

    def posting(
        self, parent: Mention, *, text: str = "Sorry! Is the light on? 😡", **over: Any
    ) -> Posting:
        """A reply to a post, as the sender hands it to the connector."""
        fields: dict[str, Any] = {
            "id": "r0123456789abcdef",
            "case_id": "c0123456789",
            "channel": self.account.channel,
            "account": self.account.account,
            "in_reply_to": parent.id,
            "text": text,
            "text_hash": hash_text(text),
            "visibility": parent.visibility,
            "mention_author": parent.author.handle,
            "language": "en",
            "agent": "grace",
            "created_at": self.now,
        }
        reply = Reply.model_validate(fields | over)
        return Posting(reply, parent, self.now, parent.created_at)
