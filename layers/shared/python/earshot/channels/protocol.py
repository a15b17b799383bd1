"""What a connector can do. It implements those of these protocols that its platform offers.

Checklist for a new connector (`docs/adding-a-channel.md` walks through it):

1. One module or package here whose class derives from `Connector` and states its `capabilities`
   and the model of its `options` in `channels.yaml`; one line in `CONNECTORS`.
2. One folder of the platform's own payloads under `tests/samples/`.
3. One fake of the platform under `local/platforms/`, and one rig by which the contract suite
   (`tests/contract/channels/suite/`) plays it over HTTP.

A connector is made for one account and keeps nothing between calls but what may be forgotten. It
raises only the errors of `earshot.errors`, never with the text of a mention in them: a code of the
platform decides which, never its message where it has a code. Whatever a platform or a sender gives
is checked by the `Mention` model; a URL in it is stored, never fetched. Times are aware,
identifiers opaque strings, what is unknown is None. Posts of our own are mentions like others: they
are filtered where all are, and confirm what we sent. A reshare without words of its own carries
`reshare_of`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol, runtime_checkable

from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.values import (
    Challenge,
    Element,
    Fetched,
    Period,
    Posting,
    Reread,
    Sent,
)
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention


@runtime_checkable
class Reads(Protocol):
    """Understands one element that was kept in quarantine."""

    def read(self, raw: str) -> Mention:
        """The mention in `Unreadable.raw`; Malformed, naming the field, if it still is none."""
        ...


@runtime_checkable
class Pushes(Protocol):
    """The platform posts to our webhook; `most_bytes` is the longest body that it may send.

    `sender_mends` says whether a lone element that cannot be read is refused, because who posts it
    can mend it. A platform would only send it again, and in the end no more at all.
    """

    most_bytes: int
    sender_mends: bool

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        """Raise Unauthenticated unless the raw bytes are signed with a secret of the account.

        Header names are lower case. Compare in constant time; sign the time too where the platform
        does, and refuse what is older or newer than 300 s; accept the current and the previous
        secret; read the secrets anew once before refusing.
        """
        ...

    def elements(self, body: bytes) -> Sequence[Element]:
        """Each element in order; Malformed when there is no telling them apart.

        At most 1,000 (TooLarge). An element of another channel or account is unreadable, unless
        that account is one of `family`. What is of no concern (a reaction, a kind of event that we
        do not know) is a Notice `other`, never an error.
        """
        ...


@runtime_checkable
class Handshakes(Protocol):
    """The platform asks by GET whether the webhook is ours."""

    def challenge(self, params: Mapping[str, str]) -> Challenge:
        """What to answer; Unauthenticated (403) for who does not know the secret."""
        ...


@runtime_checkable
class Pollable(Protocol):
    """We ask the platform, page by page."""

    def fetch(self, cursor: str | None) -> Fetched:
        """The page after `cursor`; None: from the very beginning.

        A page is wholly handed over before its cursor is saved. A listing that is newest first is
        walked to its end before the mark moves (`walking.Walk`). Never follow an address that the
        platform gives to another host. Raise Throttled (with the instant it names), Rejected
        (`reauth`, `forbidden`) or Unavailable; the last also for a page that cannot be parsed. A
        cursor that the platform refuses is replaced by a time.
        """
        ...


@runtime_checkable
class Redelivers(Protocol):
    """What was pushed while our webhook was away can be pushed again."""

    def redeliver(self, period: Period) -> Period:
        """Ask for what the platform still has of a time; that time. It comes as news does.

        Rejected (`window_closed`) where it has none of it any more, or not yet.
        """
        ...

    def redelivers_from(self, period: Period) -> datetime:
        """The earliest instant at which all of that time can be asked for."""
        ...


@runtime_checkable
class Keeps(Protocol):
    """The platform shows whether it still calls our webhook, and can be told to."""

    @classmethod
    def looks_every(cls, account: Account) -> timedelta | None:
        """How often to look at the webhook of such an account; None: never. Makes no call."""
        ...

    def lacks(self) -> str | None:
        """What is wrong with the platform's side of our webhook, as a class; None: nothing.

        Rejected (`not_connected`) where the secret holds no token to look with; else the errors of
        `fetch`.
        """
        ...

    def mend(self, lacks: str) -> None:
        """Tell the platform to call us again, which harms nothing if it does already.

        Rejected where it will not, or where only a person can; Ambiguous where nobody knows.
        """
        ...


@runtime_checkable
class Rereads(Protocol):
    """Posts can be looked at again, since the platform tells nobody of their end, or not always."""

    @property
    def capabilities(self) -> Capabilities: ...

    def reread(self, held: Sequence[Mention]) -> Reread:
        """How these posts are now, as far as the platform shows; at most a hundred, in order.

        An `edit` where the words are others, a `delete` where it is proven that the post is gone,
        or shown to us no more: never because of an error, a missing right, or an answer that cannot
        be read. What the first call fails with is raised; a later failure ends the looking.
        """
        ...


@runtime_checkable
class Searches(Protocol):
    """What a search would bring can be seen before it is enabled."""

    def sample(self, query: str) -> Fetched:
        """The newest page that the search finds, without a cursor."""
        ...


@runtime_checkable
class Answers(Protocol):
    """Replies can be posted, as far as its capabilities go."""

    @property
    def capabilities(self) -> Capabilities: ...

    def allow(self, posting: Posting) -> None:
        """Raise Rejected where the platform's rules, as far as we know them, forbid this reply.

        Asked when the reply is planned and again before it is sent; makes no call. Kinds:
        `too_long` (the message says the count and the limit), `window_closed`,
        `not_allowed_by_policy`, `blocked`.
        """
        ...

    def send(self, posting: Posting) -> Sent:
        """Do `posting.reply.act`, using the reply's id as idempotency key where there is one.

        Throttled and Unavailable say that it certainly was not done (no connection, a refusal
        to listen). Rejected says the platform, or a rule known beforehand, forbids it. Everything
        else is Ambiguous: a time-out or a cut after the request was written, a 5xx, an answer that
        cannot be read. Never repeat the post inside this call. Never show it to more people than
        the parent was shown to. Check that the parent is still there where the platform would take
        a reply to nothing.
        """
        ...


@runtime_checkable
class Threads(Protocol):
    """A post of our own can be answered by us, so that a long reply may be several posts.

    Those with the capability `threads` are; `send` and `find` take an own post as the one answered.
    """

    def part_limits(self, posting: Posting) -> Sequence[Limit] | None:
        """What each post of this reply keeps to, as far as is known without a call.

        What the platform has not told yet is taken to be as by its default. None where this account
        may not answer itself.
        """
        ...


@runtime_checkable
class Reconciles(Protocol):
    """What we posted can be found again."""

    def find(self, posting: Posting) -> Sent | None:
        """Our own post that carries this reply; None only where it is proven not to be there.

        Ambiguous when the platform does not show enough to tell; Throttled and Unavailable when it
        could not be asked now.
        """
        ...


@runtime_checkable
class Expires(Protocol):
    """Its tokens may end for good: every `Connector` is one."""

    def ends(self, direction: Literal["listen", "answer"]) -> datetime | None:
        """When only a person can make a new token of this direction; None: never, or not told.

        Reads the secret as it is remembered, and makes no call.
        """
        ...


@runtime_checkable
class Renews(Protocol):
    """Its tokens expire and can be renewed without a person."""

    def expires(self, secret: str) -> datetime | None:
        """When the token in this value of the secret expires; None: never, or it is not told."""
        ...
