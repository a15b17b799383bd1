"""What a connector can do. Its file implements those of these protocols that its platform offers.

Checklist for a new connector: one file here, one line in `CONNECTORS`, one folder of samples under
`tests/samples/`. A connector is made for one account (`Account`, `Secrets`) and keeps nothing
between calls but what may be forgotten. It raises only the errors of `earshot.errors`, never with
the text of a mention in them. Whatever a platform or a sender gives is checked by the `Mention`
model; a URL in it is stored, never fetched. Times are aware, identifiers opaque strings, what is
unknown is None.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, runtime_checkable

from earshot.domain.case import Reply
from earshot.domain.mention import Mention


class Unreadable(NamedTuple):
    """An element that is no mention: what came, why it is none, and the dotted field to blame."""

    raw: str
    reason: str
    field: str | None = None


class Fetched(NamedTuple):
    """One page of a poll.

    `cursor` is what to ask with next; the one asked with comes back where the page leads nowhere.
    `empty` is true when the platform had nothing after it. `not_before` is set when the platform
    allows no further call until then.
    """

    mentions: tuple[Mention, ...]
    unreadable: tuple[Unreadable, ...]
    cursor: str | None
    empty: bool
    not_before: datetime | None = None


class Sent(NamedTuple):
    """A post that certainly is on the platform; `platform_id` is None where it tells none."""

    platform_id: str | None
    permalink: str | None
    at: datetime


@runtime_checkable
class Reads(Protocol):
    """Understands one element that was kept in quarantine."""

    def read(self, raw: str) -> Mention:
        """The mention in `Unreadable.raw`; Malformed, naming the field, if it still is none."""
        ...


@runtime_checkable
class Pushes(Protocol):
    """The platform posts to our webhook."""

    def verify(self, headers: Mapping[str, str], body: bytes, *, now: datetime) -> None:
        """Raise Unauthenticated unless the raw bytes are signed with a secret of the account.

        Header names are lower case. Compare in constant time; sign the time too where the platform
        does, and refuse what is older or newer than 300 s; accept the current and the previous
        secret; read the secrets anew once before refusing.
        """
        ...

    def elements(self, body: bytes) -> Sequence[Mention | Unreadable]:
        """Each element in order; Malformed when there is no telling them apart.

        At most 1,000 (TooLarge). An element that names another channel or account is unreadable.
        """
        ...


@runtime_checkable
class Pollable(Protocol):
    """We ask the platform, page by page."""

    def fetch(self, cursor: str | None) -> Fetched:
        """The page right after `cursor`, oldest pages first; None: from the very beginning.

        A page is wholly handed over before the cursor is used. Never follow an address that the
        platform gives to another host. Raise Throttled (with the instant it names), Rejected
        (`reauth`, `forbidden`) or Unavailable; the last also for a page that cannot be parsed.
        """
        ...


@runtime_checkable
class Answers(Protocol):
    """Replies can be posted."""

    def send(self, reply: Reply) -> Sent:
        """Post it, using `reply.id` as idempotency key where the platform knows such a thing.

        Throttled and Unavailable say that it certainly was not posted (no connection, a refusal
        to listen). Rejected says the platform, or a limit known beforehand, forbids it. Everything
        else is Ambiguous: a time-out or a cut after the request was written, a 5xx, an answer that
        cannot be read. Never repeat the post inside this call. Never show it to more people than
        the parent was shown to.
        """
        ...


@runtime_checkable
class Reconciles(Protocol):
    """What we posted can be found again."""

    def find(self, reply: Reply) -> Sent | None:
        """Our own post that carries this reply; None when it is not there or cannot be seen.

        Throttled and Unavailable when the platform could not be asked now.
        """
        ...
