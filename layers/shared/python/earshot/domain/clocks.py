"""What makes the clocks of a case start, pause, go on and stop; time is counted by calendars.

Each clock carries the terms of its promise, so a playbook that changes while a case waits changes
nothing for it. The rules:

- The response clocks are armed by the customer alone and stopped by a human answer alone.
- Only one of them is on at a time: `next_response` waits until a first answer has been given, and
  counts from the earliest message that is still unanswered.
- `resolution` counts from opening or reopening until the case is resolved.
- A pause keeps what was spent, in whole seconds; what remains never grows by pausing.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from earshot.domain.calendar import ROUND_THE_CLOCK, Calendar
from earshot.domain.case import CaseState, Clock, ClockName

Calendars = Mapping[str, Calendar]
Clocks = dict[ClockName, Clock]

RESPONSES: tuple[ClockName, ...] = ("first_response", "next_response")


def calendar_of(clock: Clock, calendars: Calendars) -> Calendar:
    """The calendar that a clock counts by, as the playbook has it now.

    A calendar that has been taken out of the playbook counts round the clock: the promise must
    still be kept, and a case that cannot be touched any more would help nobody.
    """
    return calendars.get(clock.calendar, ROUND_THE_CLOCK)


def run(clock: Clock, at: datetime, calendars: Calendars) -> Clock:
    """Set a clock going with what remains of its target, not before it was paused."""
    at = max(at, clock.paused_at or at)
    calendar = calendar_of(clock, calendars)
    add = calendar.add
    left = clock.target - clock.spent
    due, page = add(at, left), _next_page(clock)
    warns = clock.lead and clock.breached_at is None
    return _copy(
        clock,
        calendar_version=calendar.version,
        running_since=at,
        paused_at=None,
        due_at=clock.breached_at or due,
        warn_at=warning(clock, add(at, left - clock.lead), due, calendars) if warns else None,
        escalate_at=add(at, left + page) if page is not None else None,
    )


def warning(
    clock: Clock, wanted: datetime, due: datetime | None, calendars: Calendars
) -> datetime | None:
    """When to warn: once alerts are open, and not at all if it is due before that."""
    if clock.alert_calendar is None:
        return wanted
    opens = calendars.get(clock.alert_calendar, ROUND_THE_CLOCK).opening(wanted)
    return opens if opens and (due is None or opens < due) else None


def owed_warning(clock: Clock) -> datetime | None:
    """When somebody is still to be warned of its deadline, or once more; None when nobody is.

    It is the warning's own instant that counts, whichever way the deadline moves: one that lies
    later than the last warning is one more, as the terms in force say. Who goes on with no more
    left than the lead was warned of that already.
    """
    if clock.warn_at is None or clock.breached_at:
        return None
    if clock.warned_at is None:
        return clock.warn_at
    further = clock.warn_at > clock.warned_at and clock.target - clock.spent > clock.lead
    return clock.warn_at if further else None


def _next_page(clock: Clock) -> int | None:
    """How many business seconds after the deadline the next page is due; None when none is.

    A case that was escalated before there was a ladder has nobody left to page.
    """
    if clock.acknowledged_at or (clock.escalated_at and not clock.page):
        return None
    return clock.page_after if clock.page else clock.escalate_after


def pause(clock: Clock, at: datetime, calendars: Calendars) -> Clock:
    """Keep what was spent of a running clock and hold it."""
    return _copy(
        clock,
        **_counted(clock, at, calendars),
        running_since=None,
        paused_at=max(at, clock.running_since or at),
        due_at=None,
        warn_at=None,
        escalate_at=None,
    )


def stop(clock: Clock, at: datetime, calendars: Calendars) -> Clock:
    """End a clock for good; when it was due stays on record, and its lateness stops growing."""
    if clock.stopped_at:
        return clock
    held = pause(clock, at, calendars)
    return _copy(held, paused_at=None, due_at=clock.due_at, stopped_at=at)


def next_cycle(clock: Clock, at: datetime, calendars: Calendars) -> Clock:
    """The same promise anew, from `at`."""
    fresh = Clock(
        name=clock.name,
        calendar=clock.calendar,
        target=clock.target,
        lead=clock.lead,
        escalate_after=clock.escalate_after,
        alert_calendar=clock.alert_calendar,
        pauses=clock.pauses,
        cycle=clock.cycle + 1,
        spent_before=clock.spent_before + clock.spent,
        started_at=at,
    )
    return run(fresh, at, calendars)


def in_state(clocks: Clocks, state: CaseState, at: datetime, calendars: Calendars) -> Clocks:
    """Pause and set going what the state of the case asks for."""
    return {name: _in_state(c, state, at, calendars) for name, c in clocks.items()}


def _in_state(clock: Clock, state: CaseState, at: datetime, calendars: Calendars) -> Clock:
    running, rests = clock.running_since is not None, state in clock.pauses
    if clock.stopped_at or running != rests:
        return clock
    return pause(clock, at, calendars) if rests else run(clock, at, calendars)


def customer_spoke(clocks: Clocks, at: datetime, calendars: Calendars) -> Clocks:
    """Arm `next_response`, unless an answer is owed already; call it when the agent spoke last."""
    owed = clocks.get("next_response")
    if owed is None or any(_is_on(clocks, name) for name in RESPONSES):
        return clocks
    return {**clocks, "next_response": next_cycle(owed, at, calendars)}


def answered(clocks: Clocks, at: datetime, calendars: Calendars) -> Clocks:
    """Stop the response clocks that had started when the answer was given."""
    given = [name for name in RESPONSES if name in clocks and clocks[name].started_at <= at]
    return _stopped(clocks, given, at, calendars)


def stopped(clocks: Clocks, at: datetime, calendars: Calendars) -> Clocks:
    """Stop them all."""
    return _stopped(clocks, clocks, at, calendars)


def reopened(clocks: Clocks, at: datetime, calendars: Calendars, *, waiting: bool) -> Clocks:
    """Begin new cycles from the reopening; a response is owed only if the customer waits."""
    again: list[ClockName] = ["resolution"]
    if waiting:
        again.append("first_response" if "first_response" in clocks else "next_response")
    fresh = {n: next_cycle(clocks[n], at, calendars) for n in again if n in clocks}
    return {**clocks, **fresh}


def _is_on(clocks: Clocks, name: ClockName) -> bool:
    return name in clocks and clocks[name].stopped_at is None


def _stopped(
    clocks: Clocks, names: Iterable[ClockName], at: datetime, calendars: Calendars
) -> Clocks:
    return {**clocks, **{name: stop(clocks[name], at, calendars) for name in names}}


def spent(clock: Clock, at: datetime, calendars: Calendars) -> int:
    """The business seconds that its turn has counted up to this instant."""
    if clock.running_since is None or at <= clock.running_since:
        return clock.spent
    return clock.spent + calendar_of(clock, calendars).between(clock.running_since, at)


def _counted(clock: Clock, at: datetime, calendars: Calendars) -> dict[str, Any]:
    if clock.running_since is None:
        return {}
    version = calendar_of(clock, calendars).version
    return {"spent": spent(clock, at, calendars), "calendar_version": version}


def _copy(clock: Clock, **changes: Any) -> Clock:
    return clock.model_copy(update=changes)
