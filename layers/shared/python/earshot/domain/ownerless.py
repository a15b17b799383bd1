"""How long a case may be nobody's: a time that begins whenever it comes to wait for somebody."""

from datetime import datetime, timedelta
from typing import NamedTuple

from earshot.domain.assignment import waits
from earshot.domain.calendar import ROUND_THE_CLOCK
from earshot.domain.case import Case
from earshot.domain.clocks import Calendars, calendar_of
from earshot.domain.playbook import Playbook


class Watch(NamedTuple):
    """After so many business seconds somebody is told; None: nobody ever is."""

    after: int | None
    calendars: Calendars

    @classmethod
    def of(cls, playbook: Playbook) -> "Watch":
        return cls(playbook.assignment.ownerless_after, playbook.calendars)


def ownerless_at(
    before: Case | None, after: Case, now: datetime, watch: Watch | None
) -> datetime | None:
    """When the case has been nobody's for too long; None when it need not be told of, or was.

    The time counts in the calendar of the case's promises, round the clock without any. A case of
    the tier `outside` may stay nobody's: it expires. Without a watch no new time begins.
    """
    if not _is_missed(after):
        return None
    if before is not None and _is_missed(before):
        return after.ownerless_at
    if watch is None or watch.after is None:
        return None
    promise = next(iter(after.clocks.values()), None)
    calendar = calendar_of(promise, watch.calendars) if promise else ROUND_THE_CLOCK
    # Whole seconds: every case that is opened carries this instant twice.
    return calendar.add(_whole_seconds(now), watch.after)


def _is_missed(case: Case) -> bool:
    return waits(case) and case.tier != "outside"


def _whole_seconds(at: datetime) -> datetime:
    """The first that is not before it."""
    return at + timedelta(microseconds=-at.microsecond % 1_000_000)
