"""Why a promise is due when it is due: every stretch of time that counted, or did not, and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from earshot.domain.calendar import Calendar, Part
from earshot.domain.case import CaseEvent, Clock, ClockName
from earshot.domain.clocks import Calendars, calendar_of
from earshot.domain.frozen import Frozen
from earshot.domain.hours import SECOND, micros
from earshot.domain.recalculation import anew, is_current
from earshot.domain.turns import Rest, Stretch, Turn, turns

Why = Literal["open", "closed", "holiday", "override", "earlier_calendar"] | Rest
State = Literal["running", "paused", "stopped"]


class Interval(Frozen):
    """From `start` to `end`, how many business seconds counted, and why or why not.

    An `override` counts where it is open. `earlier_calendar` is time that a calendar counted which
    has been changed since: how much it was is on record, when it was open is not.
    """

    start: AwareDatetime
    end: AwareDatetime
    seconds: int
    why: Why


class ExplainedTurn(Frozen):
    """One turn of one promise. Seconds are business time of the calendar.

    `intervals` are what has passed, to the end of the turn or to now; their seconds sum to
    `counted_seconds`. All of it is explained by the calendar as it is now, `calendar_version`;
    `due_by_version` is the one that `due_at` was set by. Where they differ while it runs and is not
    broken, a recomputation is due and would move it to `would_be_due_at`; that is null where no
    deadline moves. `ahead` is what lies between now and the deadline, the one that it would have.
    """

    clock: ClockName
    cycle: int
    state: State
    sla_policy: str | None
    playbook: str
    calendar: str
    calendar_version: str
    due_by_version: str | None
    time_zone: str
    target_seconds: int
    counted_seconds: int
    started_at: AwareDatetime
    due_at: AwareDatetime | None
    would_be_due_at: AwareDatetime | None
    warn_at: AwareDatetime | None
    warned_at: AwareDatetime | None
    breached_at: AwareDatetime | None
    stopped_at: AwareDatetime | None
    intervals: tuple[Interval, ...]
    ahead: tuple[Interval, ...]


class TimeToResolution(Frozen):
    """How long it took to resolve the case the first time, and in all with its reopenings.

    None where it has not been resolved yet, and where nothing was promised about it.
    """

    first_seconds: int | None
    total_seconds: int | None


def explain(
    events: Iterable[CaseEvent], calendars: Calendars, now: datetime
) -> list[ExplainedTurn]:
    """Every turn of every promise, in the order in which they began."""
    return [_explained(turn, calendars, now) for turn in turns(events)]


def resolution(explained: Sequence[ExplainedTurn]) -> TimeToResolution:
    """The first and the total time to resolution, in business seconds."""
    found = [one for one in explained if one.clock == "resolution"]
    first = found[0].counted_seconds if found and found[0].stopped_at else None
    total = sum(one.counted_seconds for one in found) if found else None
    return TimeToResolution(first_seconds=first, total_seconds=total)


def _explained(turn: Turn, calendars: Calendars, now: datetime) -> ExplainedTurn:
    clock, calendar = turn.clock, calendar_of(turn.clock, calendars)
    fresh = anew(clock, calendars)
    intervals = [i for stretch in turn.stretches for i in _passed(stretch, clock, calendars, now)]
    return ExplainedTurn(
        clock=clock.name,
        cycle=clock.cycle,
        state=_state(clock),
        sla_policy=turn.sla_policy,
        playbook=turn.playbook,
        calendar=clock.calendar,
        calendar_version=calendar.version,
        due_by_version=calendar.version if is_current(clock, calendars) else clock.calendar_version,
        time_zone=calendar.time_zone,
        target_seconds=clock.target,
        counted_seconds=sum(interval.seconds for interval in intervals),
        started_at=clock.started_at,
        due_at=clock.due_at,
        would_be_due_at=fresh.due_at if fresh.due_at != clock.due_at else None,
        warn_at=clock.warn_at,
        warned_at=clock.warned_at,
        breached_at=clock.breached_at,
        stopped_at=clock.stopped_at,
        intervals=tuple(intervals),
        ahead=tuple(_ahead(fresh, calendar, now)),
    )


def _state(clock: Clock) -> State:
    if clock.stopped_at:
        return "stopped"
    return "running" if clock.running_since else "paused"


def _passed(
    stretch: Stretch, clock: Clock, calendars: Calendars, now: datetime
) -> Iterator[Interval]:
    end = stretch.end or max(now, stretch.start)
    if end <= stretch.start:
        return
    if stretch.rest:
        yield Interval(start=stretch.start, end=end, seconds=0, why=stretch.rest)
        return
    calendar = calendar_of(clock.model_copy(update={"calendar": stretch.calendar}), calendars)
    if stretch.counted is not None and not _is_countable(stretch, end, calendar):
        yield Interval(
            start=stretch.start, end=end, seconds=stretch.counted, why="earlier_calendar"
        )
        return
    yield from _counted(calendar.parts(stretch.start, end))


def _is_countable(stretch: Stretch, end: datetime, calendar: Calendar) -> bool:
    """Whether the calendar, as it is now, is the one that counted."""
    same = stretch.version in (None, calendar.version)
    return same and calendar.between(stretch.start, end) == stretch.counted


def _counted(parts: Iterable[Part]) -> Iterator[Interval]:
    """Whole seconds for each, so that they sum to the whole seconds of them all."""
    passed = 0
    for part in parts:
        before = passed // SECOND
        passed += (micros(part.end) - micros(part.start)) if part.counts else 0
        seconds = passed // SECOND - before
        yield Interval(start=part.start, end=part.end, seconds=seconds, why=part.reason)


def _ahead(clock: Clock, calendar: Calendar, now: datetime) -> Iterator[Interval]:
    if clock.running_since and clock.due_at:
        since = max(now, clock.running_since)
        if since < clock.due_at:
            yield from _counted(calendar.parts(since, clock.due_at))
