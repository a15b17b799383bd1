"""Promises to customers: the playbook's policies, and what has become true of a case's clocks."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from earshot.domain.case import Case, CaseEvent, Clock, ClockName
from earshot.domain.clocks import Calendars, Clocks, owed_warning, run
from earshot.domain.dues import Due, come_true, dues
from earshot.domain.duration import Duration
from earshot.domain.frozen import Frozen
from earshot.domain.journal import Journal
from earshot.domain.ladder import Ladder
from earshot.domain.recalculation import refresh
from earshot.domain.telling import Teller


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
    Warnings come only in the hours of `alert_calendar`, where one is named; breaches always come.
    """

    model_config = ConfigDict(extra="forbid")

    calendar: str
    first_response: Target | None = None
    next_response: Target | None = None
    resolution: Target | None = None
    alert_calendar: str | None = None
    pause_while: tuple[Literal["pending", "snoozed"], ...] = ("pending",)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not any(self.targets().values()):
            raise ValueError(
                "the policy promises nothing: give first_response, next_response or resolution"
            )
        return self

    def completed(self, *, alert_calendar: str | None, escalate_after: int | None) -> "SlaPolicy":
        """The policy with these terms where it has none of its own."""
        later = {} if escalate_after is None else {"escalate_after": escalate_after}
        targets: dict[str, Any] = {
            name: target.model_copy(update=later)
            for name, target in self.targets().items()
            if target and target.escalate_after is None
        }
        alerts = {"alert_calendar": self.alert_calendar or alert_calendar}
        return self.model_copy(update=targets | alerts)

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
            clock = promised(name, target, policy, at)
            clocks[name] = clock if clock.stopped_at else run(clock, at, calendars)
    return clocks


def promised(name: ClockName, target: Target, policy: SlaPolicy, at: datetime) -> Clock:
    """A clock with the terms of this promise, not yet set going."""
    waits = name == "next_response"
    return Clock(
        name=name,
        calendar=policy.calendar,
        target=target.within,
        lead=target.warn,
        escalate_after=target.escalate_after,
        alert_calendar=policy.alert_calendar,
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
            if warn_at := owed_warning(clock):
                yield Due(warn_at, "sla_warned", name)
            yield Due(clock.due_at, "sla_breached", name)
        elif clock.escalate_at and (clock.page or clock.escalated_at is None):
            yield Due(clock.escalate_at, "case_escalated", name)
    yield from dues(case)


def next_instant(case: Case) -> datetime | None:
    """The next instant at which anything can become true: what the case's timer is set to."""
    return min((due.at for due in upcoming(case)), default=None)


def evaluate(
    case: Case, now: datetime, calendars: Calendars, ladder: Ladder = ()
) -> list[CaseEvent]:
    """The events that have become true, oldest first: never early, each once.

    `data.late_seconds` says how long ago it became true. Of a promise that is already broken nobody
    is warned any more. `ladder` says who is paged after a breach. Nothing is told by a calendar
    that has been changed since: deadlines are brought up to date first.
    """
    journal = Journal(case, actor="timer", now=now)
    refresh(journal, calendars)
    teller = Teller(journal, now, calendars, ladder)
    while due := min(_true(journal.case, now), default=None):
        if due.clock:
            teller.tell(due, due.clock)
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
    if any(due.kind == "sla_breached" and due.at < at for due in upcoming(journal.case)):
        refresh(journal, calendars)
    for due in sorted(upcoming(journal.case)):
        if due.clock and due.kind == "sla_breached" and due.at < at:
            Teller(journal, at, calendars).tell(due, due.clock)
        elif due.kind == "promise_unfinished" and due.at < at:
            come_true(journal, due, at, calendars)
