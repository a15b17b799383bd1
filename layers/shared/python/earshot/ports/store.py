"""The table: what is written at once, and every access pattern."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from earshot.domain.agent import AgentRecord, LoadMove
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.mention import MentionKey
from earshot.domain.pace import Gate
from earshot.domain.records import (
    AccountRecord,
    AuthorRecord,
    Correction,
    Counts,
    MentionRecord,
    Quarantined,
    Turn,
)
from earshot.domain.standing import AnsweringRecord
from earshot.domain.threads import Moved

T = TypeVar("T")

NOTHING: Mapping[str, int] = MappingProxyType({})

EARLY_ANSWERS = 50
"""How many early answers to one post are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One conditional write: the new state of a case and all that must move with it.

    `case` is the state after `events`; `expected` its version before (0 for a new case).
    `was_step` is the step that the case's pending timer pointed at; the store moves the timer item
    when it differs from `case.step`. `mention`, `author` and `reply` are written under their own
    `revision` or state conditions: a record whose `revision` is n is written only over n - 1.
    `parts` are the other entries of the ledger that move with `reply`.
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
    parts: Sequence[Moved] = ()
    loads: Sequence[LoadMove] = ()
    correction: Correction | None = None

    @property
    def replies(self) -> list[Moved]:
        """Every entry of the ledger that moves."""
        own = [Moved(self.reply, self.reply_was)] if self.reply else []
        return [*own, *self.parts]


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

    def early_answers(self, question: MentionKey) -> list[MentionRecord]:
        """Posts that came before the one that they answer: the oldest fifty, the oldest first.

        One query of an index, so they may be a moment old.
        """
        ...

    def author(self, channel: str, account: str, author_id: str) -> AuthorRecord | None: ...

    def case(self, case_id: str) -> Case | None: ...

    def cases(self, case_ids: Iterable[str]) -> list[Case]:
        """Those that exist, in the order asked for."""
        ...

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

    def due_in(self, step: str, *, shard: int | None = None, most: int | None = None) -> list[str]:
        """Ids of the cases whose pending timer points at this step, `most` of them at most.

        `shard` asks for one of the parts (from 0, see `domain.timer`) that together hold them all.
        """
        ...

    def reply(self, case_id: str, reply_id: str) -> Reply | None: ...

    def reply_of_post(self, post: MentionKey) -> Reply | None:
        """The reply that a post of ours is, by the id that the platform gave it when it was sent.

        A commit of a reply with its `platform_id` makes it so.
        """
        ...

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

    def answering(self, channel: str, account: str) -> AnsweringRecord: ...

    def put_answering(self, record: AnsweringRecord) -> None:
        """Write over `revision - 1`; Conflict if another was written since."""
        ...

    def take_turn(self, secret: str, *, holder: str, now: datetime, until: datetime) -> Turn:
        """Begin to renew a secret, unless somebody else is at it; the turn that holds now."""
        ...

    def end_turn(self, turn: Turn, *, now: datetime) -> None:
        """Let others renew it and keep `replaced`, if the turn is still its holder's."""
        ...

    def gate(self, channel: str, account: str) -> Gate:
        """What the account's sends wait for."""
        ...

    def put_gate(self, gate: Gate) -> None:
        """Write over `revision - 1`; Conflict if another was written since."""
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

    def count_received(
        self,
        channel: str,
        account: str,
        *,
        at: datetime,
        number: int,
        filtered: Mapping[str, int] = NOTHING,
    ) -> None:
        """Add to the hour's `received`, counted at the door.

        `filtered` says, by reason, how many of them went no further.
        """
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
