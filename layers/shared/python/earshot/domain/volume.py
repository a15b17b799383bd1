"""Whether an account has fallen silent: far under what it hears at these hours of other weeks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from earshot.domain.changes import hour_of

HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)
WEEKS = 4
SPANS = (3, 24)
"""Whole hours that are looked at together: the short span notices soon, the long one also where
little comes in."""
LEAST_EXPECTED = 20
"""By chance as few as a tenth of twenty come once in two million times."""
TENTH = 10


class Window(NamedTuple):
    """Hours `2026-03-02T07` from first to last, both included."""

    since: str
    until: str


def windows(now: datetime) -> list[Window]:
    """The last day of whole hours, then the same hours of the weeks before."""
    return [_window(now - week * WEEK, max(SPANS)) for week in range(WEEKS + 1)]


def is_silent(received: Mapping[str, int], now: datetime) -> bool:
    """Whether a span brought less than a tenth of its usual; `received` by hour, absent is none.

    Its usual is the median of the same hours of the last four weeks, so one odd week changes
    nothing, and an account that was connected two weeks ago has no usual yet. Where that is under
    twenty, nobody can tell.
    """
    return any(_is_silent(received, now, span) for span in SPANS)


def _is_silent(received: Mapping[str, int], now: datetime, span: int) -> bool:
    sums = [_sum(received, now - week * WEEK, span) for week in range(WEEKS + 1)]
    usual = median(sums[1:])
    return usual >= LEAST_EXPECTED and sums[0] * TENTH < usual


def _sum(received: Mapping[str, int], now: datetime, span: int) -> int:
    return sum(received.get(hour, 0) for hour in _hours(now, span))


def _window(now: datetime, span: int) -> Window:
    hours = _hours(now, span)
    return Window(hours[-1], hours[0])


def _hours(now: datetime, span: int) -> Sequence[str]:
    """The last whole hours before this one, the newest first."""
    return [hour_of(now - back * HOUR) for back in range(1, span + 1)]
