"""What the use cases need of the world; each port has a memory and an AWS implementation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from earshot.domain.agent import AgentRecord, LoadMove
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.judgement import Label
from earshot.domain.mention import MentionKey
from earshot.domain.records import (
    AccountRecord,
    AuthorRecord,
    Correction,
    Counts,
    MentionRecord,
    Quarantined,
)

if TYPE_CHECKING:
    # Functions that only hear and hand on have no use for a playbook.
    from earshot.domain.opinions import Advice, Question
    from earshot.domain.playbook import Playbook
    from earshot.domain.playbook.backends import Backend


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant in UTC."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh, sortable, opaque identifier."""
        ...


class Languages(Protocol):
    def tell(self, text: str) -> Label | None:
        """The language of a text by ISO 639-1; None where the built-in rules know as much."""
        ...


class Secrets(Protocol):
    def values(self, name: str) -> tuple[str, ...]:
        """What the secret holds, newest first: the current value and, in rotation, the previous.

        May be up to five minutes old. Raise Unavailable when it cannot be read.
        """
        ...

    def refresh(self, name: str) -> tuple[str, ...]:
        """The same, read anew; asked too often, it answers from memory again."""
        ...


class Queue(Protocol):
    def send(self, bodies: Sequence[str]) -> None:
        """Put every body on the queue, in tens. Raise Unavailable if any could not be put."""
        ...


class OrderedQueue(Protocol):
    def send(self, body: str, *, group: str, deduplication_id: str) -> None:
        """Put one body behind the others of its group; the same id within 5 min is dropped."""
        ...


class PatientQueue(Protocol):
    """A queue as its consumer sees it."""

    def postpone(self, receipt: str, *, seconds: int) -> None:
        """Hand a received message out again after so many seconds (1 to 43,200), not before."""
        ...


class Alerts(Protocol):
    def publish(self, *, subject: str, bodies: dict[str, str], attributes: dict[str, str]) -> None:
        """Tell the supervisors. `bodies` by protocol, with `default`; `attributes` for filters."""
        ...


class Timers(Protocol):
    def start(self, step: str, due_at: datetime) -> None:
        """Make sure that `check` is woken for this due step; the same step twice is one timer."""
        ...


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Published(Protocol[T_co]):
    """A document that is deployed apart from the code: the playbook, the list of accounts."""

    def current(self) -> T_co:
        """What is in force now, at most a minute old."""
        ...


class Playbooks(Protocol):
    """Every version that has been published."""

    def version(self, name: str) -> "Playbook":
        """The playbook of that stamp (`v3:9f2c01ab77de`), or the newest of that version (`v3`).

        Raise Unknown when none such was published.
        """
        ...


class ModelRegistry(Protocol):
    """Versions of the embedded model's weights that this deployment has trained, by name."""

    def weights(self, version: str) -> bytes:
        """Raise Unknown when there are none of the name, Unavailable when they cannot be read."""
        ...

    def is_finished(self, version: str) -> bool:
        """Whether the version has its report, which is written last."""
        ...

    def put(self, version: str, weights: bytes) -> None: ...

    def finish(self, version: str, report: str) -> None:
        """Add the report, as JSON."""
        ...


class Adviser(Protocol):
    """A paid service that sets labels, asked for several posts at once or for one at a time.

    A new one keeps to this: it has a time-out of at most three seconds and does not try again; the
    words of a post are data to it and never instruction; what it says is handed on unchecked.
    """

    @property
    def heads(self) -> frozenset[str]:
        """The labels it can set."""
        ...

    def parcels(self, questions: "Sequence[Question]") -> "list[list[Question]]":
        """The questions as they are asked together; those it cannot answer are left out."""
        ...

    def price(self, parcel: "Sequence[Question]") -> int:
        """The most that asking can cost, in millionths of a US dollar."""
        ...

    def ask(self, parcel: "Sequence[Question]") -> "Advice":
        """Its opinions, as far as it has any. Throttled costs nothing, Unavailable may have."""
        ...


class Consulted(NamedTuple):
    """A service by what the playbook says of it, and one way of asking it."""

    backend: "Backend"
    adviser: Adviser


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One conditional write: the new state of a case and all that must move with it.

    `case` is the state after `events`; `expected` its version before (0 for a new case).
    `was_step` is the step that the case's pending timer pointed at; the store moves the timer item
    when it differs from `case.step`. `mention`, `author` and `reply` are written under their own
    `revision` or state conditions: a record whose `revision` is n is written only over n - 1.
    `loads` move with it: one that grows must not exceed its limit, none falls below zero, and that
    of an agent who is not in the roster is nothing.
    """

    case: Case
    expected: int
    events: Sequence[CaseEvent]
    was_step: str | None = None
    mention: MentionRecord | None = None
    author: AuthorRecord | None = None
    reply: Reply | None = None
    reply_was: tuple[str, int] | None = None
    loads: Sequence[LoadMove] = ()
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a listing; `cursor` is None at the end."""

    items: Sequence[T]
    cursor: str | None = None


class Store(Protocol):
    """The table. Methods are named after the access pattern; reads are consistent by primary key.

    Writes raise Conflict when a guard does not hold, Throttled and Unavailable when DynamoDB says
    so. A write whose answer was lost and which is tried again with the same values succeeds.
    """

    def mention(self, key: MentionKey) -> MentionRecord | None: ...

    def mentions(self, keys: Iterable[MentionKey]) -> list[MentionRecord]:
        """Those that exist, in the order asked for."""
        ...

    def put_mention(self, record: MentionRecord) -> MentionRecord | None:
        """Write over `revision - 1`; return None when written, else what stands there instead."""
        ...

    def highlights(
        self, brand: str, team: str, *, limit: int, cursor: str | None = None
    ) -> Page[MentionRecord]:
        """Praise that clauses hand to a team, newest first: one query for each shard."""
        ...

    def author(self, channel: str, account: str, author_id: str) -> AuthorRecord | None: ...

    def case(self, case_id: str) -> Case | None: ...

    def history(self, case_id: str) -> tuple[Case, list[CaseEvent], list[Reply]] | None:
        """A case with all its events and replies: one query."""
        ...

    def commit(self, commit: Commit) -> None:
        """Write all of it or nothing."""
        ...

    def queue_of(
        self, brand: str, team: str, *, limit: int, cursor: str | None = None
    ) -> Page[Case]:
        """Unclaimed open cases of a team, most urgent first: one query."""
        ...

    def cases_of_agent(self, agent: str, *, limit: int, cursor: str | None = None) -> Page[Case]:
        """Unresolved cases that an agent holds, next due first: one query."""
        ...

    def due_in(self, step: str) -> list[str]:
        """Ids of the cases whose pending timer points at this step."""
        ...

    def reply(self, case_id: str, reply_id: str) -> Reply | None: ...

    def move_reply(self, reply: Reply, *, was: tuple[str, int]) -> None:
        """Write a reply over (state, attempt) `was`; Conflict if it stands elsewhere."""
        ...

    def corrections(self, since: datetime, until: datetime) -> list[Correction]:
        """What people have put right in this time, oldest first."""
        ...

    def agent(self, name: str) -> AgentRecord | None: ...

    def agents(self) -> list[AgentRecord]:
        """The roster, by name: one query."""
        ...

    def put_agent(self, record: AgentRecord) -> None:
        """Write all but the load over `revision - 1`; Conflict if another was written since."""
        ...

    def mend_load(self, record: AgentRecord, load: int, *, at: datetime) -> bool:
        """Correct a load that has not moved since the record was read; False if it has."""
        ...

    def account(self, channel: str, account: str) -> AccountRecord: ...

    def lease(
        self, channel: str, account: str, *, holder: str, now: datetime, until: datetime
    ) -> AccountRecord | None:
        """Take the poll lease if it is free or run out, and return the account; None if held."""
        ...

    def release(self, record: AccountRecord, *, holder: str) -> None:
        """Save cursor and health and give up the lease, if `holder` still has it."""
        ...

    def quarantine(self, items: Sequence[Quarantined]) -> None:
        """Set them aside; an element that is already there stays as it is."""
        ...

    def quarantined(
        self, channel: str, account: str, *, limit: int, cursor: str | None = None
    ) -> Page[Quarantined]:
        """Newest first."""
        ...

    def mark_replayed(self, item: Quarantined, *, at: datetime) -> bool:
        """Stamp it once; False if it already was."""
        ...

    def count_received(self, channel: str, account: str, *, at: datetime, number: int) -> None:
        """Add to the hour's `received`, counted at the door."""
        ...

    def count_outcomes(
        self, channel: str, account: str, *, hour: str, outcomes: Counts, batch: str
    ) -> None:
        """Add to the hour's outcomes unless `batch` was counted before.

        `batch` names the stream batch they follow from, without blanks; a batch is only ever tried
        again before the ones behind it, so the last few names are enough to know it by.
        """
        ...

    def counts(self, channel: str, account: str, *, since: str, until: str) -> dict[str, Counts]:
        """The equation by hour, `2026-03-02T07`."""
        ...

    def reserve(self, budget: str, month: str, *, amount: int, limit: int) -> bool:
        """Add to what a month (`2026-11`) has cost, unless that would go over the limit.

        Millionths of a US dollar. A write that is tried again may count twice, never not at all.
        """
        ...

    def give_back(self, budget: str, month: str, *, amount: int) -> None:
        """Take off what was reserved and not spent."""
        ...

    def spent(self, budget: str, month: str) -> int:
        """What the month has cost until now."""
        ...

    def swept_until(self) -> str | None:
        """The last due step that the safety sweep has looked at."""
        ...

    def save_swept(self, step: str) -> None: ...
