"""Promises to customers: the playbook's policies, and what has become true of a case's clocks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from earshot.domain.case import Case, CaseEvent, Clock, ClockName, EventKind
from earshot.domain.clocks import Calendars, Clocks, calendar_of, run
from earshot.domain.digest import digest
from earshot.domain.dues import Due, come_true, dues
from earshot.domain.duration import Duration
from earshot.domain.frozen import Frozen
from earshot.domain.journal import Journal


class Target(Frozen):
    """One promise: within how much business time, how long before that to warn, when to escalate.

    `warn` 0 means no warning. `escalate_after` counts business time from the breach.
    """

    model_config = ConfigDict(extra="forbid")

    within: Annotated[Duration, Field(ge=1)]
    warn: Duration = 0
    escalate_after: Duration | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.warn >= self.within:
            raise ValueError("the warning must come after the start: make warn less than within")
        return self


class SlaPolicy(Frozen):
    """What is promised, in the business hours of one calendar.

    `pause_while` holds `resolution` and `next_response` still; by default while we wait for the
    customer (`pending`). A snooze is the agent's own choice and does not stop a promise unless the
    playbook says so. `first_response` never pauses: nothing but a human answer ends that wait.
    """

    model_config = ConfigDict(extra="forbid")

    calendar: str
    first_response: Target | None = None
    next_response: Target | None = None
    resolution: Target | None = None
    pause_while: tuple[Literal["pending", "snoozed"], ...] = ("pending",)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not any(self.targets().values()):
            raise ValueError(
                "the policy promises nothing: give first_response, next_response or resolution"
            )
        return self

    def targets(self) -> dict[ClockName, Target | None]:
        return {
            "first_response": self.first_response,
            "next_response": self.next_response,
            "resolution": self.resolution,
        }


def start(policy: SlaPolicy | None, at: datetime, calendars: Calendars) -> Clocks:
    """The clocks of a case opened by a message of `at`: next_response waits for its first turn."""
    clocks: Clocks = {}
    for name, target in policy.targets().items() if policy else ():
        if target and policy:
            clock = _made(name, target, policy, at)
            clocks[name] = clock if clock.stopped_at else run(clock, at, calendars)
    return clocks


def _made(name: ClockName, target: Target, policy: SlaPolicy, at: datetime) -> Clock:
    waits = name == "next_response"
    return Clock(
        name=name,
        calendar=policy.calendar,
        target=target.within,
        lead=target.warn,
        escalate_after=target.escalate_after,
        pauses=() if name == "first_response" else policy.pause_while,
        cycle=0 if waits else 1,
        started_at=at,
        stopped_at=at if waits else None,
    )


def upcoming(case: Case) -> Iterator[Due]:
    """All that will become true of a case if nothing else happens, in no order."""
    for name, clock in case.clocks.items():
        if clock.running_since is None or clock.due_at is None:
            continue
        if clock.breached_at is None:
            if clock.warn_at and clock.warned_at is None:
                yield Due(clock.warn_at, "sla_warned", name)
            yield Due(clock.due_at, "sla_breached", name)
        elif clock.escalate_at and clock.escalated_at is None:
            yield Due(clock.escalate_at, "case_escalated", name)
    yield from dues(case)


def next_instant(case: Case) -> datetime | None:
    """The next instant at which anything can become true: what the case's timer is set to."""
    return min((due.at for due in upcoming(case)), default=None)


def evaluate(case: Case, now: datetime, calendars: Calendars) -> list[CaseEvent]:
    """The events that have become true, oldest first: never early, each once.

    `data.late_s` says how long ago it became true. Of a promise that is already broken nobody is
    warned any more.
    """
    journal = Journal(case, actor="timer", now=now)
    while due := min(_true(journal.case, now), default=None):
        if due.clock:
            _tell(journal, due, due.clock, now, calendars)
        else:
            come_true(journal, due, now, calendars)
    return journal.events


def _true(case: Case, now: datetime) -> Iterator[Due]:
    for due in upcoming(case):
        broken_at = case.clocks[due.clock].due_at if due.clock else None
        stale = due.kind == "sla_warned" and broken_at is not None and broken_at <= now
        if due.at <= now and not stale:
            yield due


def settle(journal: Journal, at: datetime, calendars: Calendars) -> None:
    """Put on record the promises that were broken before `at`, when something else happens first.

    Every breach has its event and its alert, whether a timer or an agent comes first; what happened
    a moment after the deadline does not hide that it was missed.
    """
    for due in sorted(upcoming(journal.case)):
        if due.clock and due.kind == "sla_breached" and due.at < at:
            _tell(journal, due, due.clock, at, calendars)
        elif due.kind == "promise_unfinished" and due.at < at:
            come_true(journal, due, at, calendars)


def alert_id(case: Case, clock: Clock, kind: EventKind) -> str:
    """The same for the same promise of the same turn under the same playbook, for ever."""
    started = clock.started_at.timestamp()
    return "a" + digest(case.id, clock.name, f"{started:.6f}", case.playbook, kind)


_STAMPS: dict[EventKind, str] = {
    "sla_warned": "warned_at",
    "sla_breached": "breached_at",
    "case_escalated": "escalated_at",
}


def _tell(journal: Journal, due: Due, name: ClockName, now: datetime, calendars: Calendars) -> None:
    """Stamp the clock with the instant at which it became true, and write the event."""
    case, clock = journal.case, journal.case.clocks[name]
    stamped = clock.model_copy(update={_STAMPS[due.kind]: due.at})
    changes: dict[str, Any] = {"clocks": {**case.clocks, name: stamped}}
    if due.kind == "case_escalated":
        changes["escalation"] = case.escalation + 1
    journal.add(
        due.kind,
        changes,
        data={
            "clock": name,
            "cycle": clock.cycle,
            "started_at": clock.started_at,
            "due_at": clock.due_at,
            "target_s": clock.target,
            "late_s": _seconds(now, due.at),
            "calendar": clock.calendar,
            "time_zone": calendar_of(clock, calendars).time_zone,
        },
        alert_id=alert_id(case, clock, due.kind),
    )


def _seconds(now: datetime, then: datetime) -> int:
    return max(int((now - then).total_seconds()), 0)
