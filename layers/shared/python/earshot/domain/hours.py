"""Which instants are open: local opening hours turned into spans of UTC, and counting in them.

Instants are whole microseconds since 1970 in UTC, so that nothing is rounded. The rule is: it is
open whenever the clock on the wall shows an open time. When clocks go forward, the hour that the
wall never shows does not count; when they go back, an open hour shown twice counts twice.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from earshot.errors import Malformed

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAY = 24 * HOUR
PATIENCE = 400  # days without a single open one, after which nobody will ever be asked to wait

Span = tuple[int, int]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_REMEMBERED_DAYS = 4_000


def micros(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def instant(at: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at)


class Hours:
    """Open spans of one calendar; `week` and `dates` hold local periods in microseconds of a day.

    `dates` maps the ordinals of special days to their periods. What was worked out for a day is
    remembered, since the days around now are asked for all the time.
    """

    __slots__ = ("_dates", "_days", "_week", "_zone")

    def __init__(
        self, zone: ZoneInfo, week: tuple[tuple[Span, ...], ...], dates: dict[int, tuple[Span, ...]]
    ) -> None:
        self._zone = zone
        self._week = week
        self._dates = dates
        self._days: dict[int, tuple[Span, ...]] = {}

    def add(self, start: int, wanted: int) -> int:
        """The earliest instant by which `wanted` open microseconds have passed since `start`."""
        if wanted <= 0:
            return start
        day, closed = self._day_of(start), 0
        while closed <= PATIENCE:
            open_before = wanted
            for opens, closes in self._spans(day):
                begin = max(opens, start)
                if closes - begin >= wanted:
                    return begin + wanted
                wanted -= max(closes - begin, 0)
            closed = closed + 1 if wanted == open_before else 0
            day += 1
        raise Malformed(
            f"nothing is open in the {PATIENCE} days before {date.fromordinal(day)};"
            " check the calendar's holidays and overrides",
            field="calendars",
        )

    def between(self, start: int, end: int) -> int:
        """Open microseconds from `start` to `end`; 0 if `end` is not later."""
        return sum(closes - opens for opens, closes in self.spans(start, end))

    def holds(self, at: int) -> bool:
        """Whether this microsecond is open; it is so on no other than its own local day."""
        day = at // DAY + _EPOCH_DAY  # by UTC, from which the local day is no further than the next
        for near in (day, day - 1, day + 1):
            for opens, closes in self._spans(near):
                if opens <= at < closes:
                    return True
        return False

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """The open spans from `start` to `end`, cut to these, day by day."""
        if end <= start:
            return
        for day in range(self._day_of(start), self._day_of(end) + 1):
            for opens, closes in self._spans(day):
                span = max(opens, start), min(closes, end)
                if span[0] < span[1]:
                    yield span

    def days(self, start: int, end: int) -> Iterator[tuple[int, Span, tuple[Span, ...]]]:
        """Each local day from `start` to `end`: its ordinal, how far it reaches, its open spans."""
        for day in range(self._day_of(start), self._day_of(end) + 1):
            reach = tuple(self._on_the_wall(day, ((0, DAY),)))
            if reach:  # a day that the country left out has none
                yield day, (reach[0][0], reach[-1][1]), self._spans(day)

    def _day_of(self, at: int) -> int:
        return instant(at).astimezone(self._zone).toordinal()

    def _spans(self, day: int) -> tuple[Span, ...]:
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= _REMEMBERED_DAYS:
                self._days.clear()
            known = self._days[day] = tuple(self._work_out(day))
        return known

    def _work_out(self, day: int) -> Iterator[Span]:
        periods = self._dates.get(day)
        if periods is None:
            periods = self._week[(day + 6) % 7]  # ordinal 1, 0001-01-01, was a Monday
        if periods:
            yield from self._on_the_wall(day, periods)

    def _on_the_wall(self, day: int, periods: tuple[Span, ...]) -> Iterator[Span]:
        """When in UTC the wall shows these times of a local day."""
        midnight = (day - _EPOCH_DAY) * DAY
        for since, until, offset in self._offsets(midnight):
            for opens, closes in periods:
                start = max(midnight + opens - offset, since)
                end = min(midnight + closes - offset, until)
                if start < end:
                    yield start, end

    def _offsets(self, midnight: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of UTC around a local day in which one offset is in force."""
        since, until = midnight - 15 * HOUR, midnight + DAY + 13 * HOUR
        first, last = self._offset(since), self._offset(until)
        if first == last:
            yield since, until, first
            return
        change = self._change(since // SECOND, until // SECOND, last) * SECOND
        yield since, change, first
        yield change, until, last

    def _change(self, before: int, after: int, new: int) -> int:
        """The second at which the offset becomes `new`, by halving."""
        while after - before > 1:
            middle = (before + after) // 2
            if self._offset(middle * SECOND) == new:
                after = middle
            else:
                before = middle
        return after

    def _offset(self, at: int) -> int:
        offset = instant(at).astimezone(self._zone).utcoffset()
        return (offset or timedelta()) // _MICROSECOND
