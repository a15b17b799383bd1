"""How long a question is left to peers: never so long that a promise could not be kept after it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from earshot.domain.case import Case, Clock
from earshot.domain.clocks import Calendars, calendar_of


def held_until(wanted: datetime, clocks: Iterable[Clock], calendars: Calendars) -> datetime:
    """When it comes back at the latest: before the first running promise is to be warned of."""
    return min([wanted, *(_presses_at(c, calendars) for c in clocks if c.running_since)])


def nearer(
    case: Case, clocks: Iterable[Clock], calendars: Calendars, now: datetime
) -> dict[str, Any]:
    """What changes of a case left to peers when its promises become these: it may come back sooner.

    At once where it should have come back already.
    """
    if case.hold is None or case.snoozed_until is None:
        return {}
    until = held_until(case.snoozed_until, clocks, calendars)
    return {"snoozed_until": max(until, now)} if until < case.snoozed_until else {}


def _presses_at(clock: Clock, calendars: Calendars) -> datetime:
    """When a promise is to be warned of, alerts open or not; half its time where it never is."""
    before = clock.target - (clock.lead or clock.target // 2)
    since = clock.running_since or clock.started_at
    return calendar_of(clock, calendars).add(since, max(0, before - clock.spent))
