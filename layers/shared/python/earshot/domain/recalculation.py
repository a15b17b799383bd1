"""Deadlines anew when a calendar has been changed under them.

Only a running promise that is not broken moves: what was counted before a pause, and a breach that
was told, stay as they are. A clock whose calendar has left the playbook keeps its deadline.
"""

from datetime import datetime
from typing import Any, NamedTuple

from earshot.domain.case import Case, CaseEvent, Clock, ClockName
from earshot.domain.clocks import Calendars, owed_warning, run
from earshot.domain.hold import nearer
from earshot.domain.journal import Journal


class Shift(NamedTuple):
    """One deadline that moves; its warning and pages move with it, or alone where it stays."""

    clock: ClockName
    cycle: int
    calendar: str
    was: datetime | None
    due_at: datetime | None


def shifts(case: Case, calendars: Calendars) -> list[Shift]:
    """What a recalculation of this case would move."""
    return [
        Shift(name, clock.cycle, clock.calendar, case.clocks[name].due_at, clock.due_at)
        for name, clock in _moved(case, calendars).items()
    ]


def recalculate(case: Case, calendars: Calendars, *, by: str, now: datetime) -> list[CaseEvent]:
    """One event that moves them all; none when nothing moves, so that a repeat is nothing."""
    journal = Journal(case, actor=by, now=now)
    refresh(journal, calendars)
    return journal.events


def refresh(journal: Journal, calendars: Calendars) -> None:
    """Bring deadlines up to date before something is told by them, and the end of a hold."""
    case = journal.case
    moved = _moved(case, calendars)
    if moved:
        told: dict[str, Any] = {"shifts": [s._asdict() for s in shifts(case, calendars)]}
        clocks = {**case.clocks, **moved}
        sooner = nearer(case, clocks.values(), calendars, journal.now)
        journal.add("sla_recalculated", {"clocks": clocks, **sooner}, data=told)


def _moved(case: Case, calendars: Calendars) -> dict[ClockName, Clock]:
    fresh = {name: anew(clock, calendars) for name, clock in case.clocks.items()}
    return {name: clock for name, clock in fresh.items() if clock is not case.clocks[name]}


def anew(clock: Clock, calendars: Calendars) -> Clock:
    """The clock by the calendar as it is now; the same one where no instant moves."""
    calendar = calendars.get(clock.calendar)
    if calendar is None or clock.running_since is None or clock.breached_at:
        return clock
    if calendar.version == clock.calendar_version:
        return clock
    fresh = run(clock, clock.running_since, calendars)
    return fresh if _differ(clock, fresh) else clock


def _differ(old: Clock, fresh: Clock) -> bool:
    if (old.due_at, old.escalate_at) != (fresh.due_at, fresh.escalate_at):
        return True
    # One that lies earlier may have been put off while alerts were closed: that is no other
    # deadline.
    owed = owed_warning(old)
    return owed is not None and (fresh.warn_at is None or fresh.warn_at > owed)


def is_current(clock: Clock, calendars: Calendars) -> bool:
    """Whether the calendar as it is now gives a running promise the very instants that it has."""
    running = clock.running_since is not None and not clock.breached_at
    return running and clock.calendar in calendars and anew(clock, calendars) is clock
