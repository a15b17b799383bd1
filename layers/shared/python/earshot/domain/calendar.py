"""A playbook's calendar: when the desk is open, and time counted in its business hours."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from earshot.domain.frozen import Frozen
from earshot.domain.hours import DAY, SECOND, Hours, Span, instant, micros
from earshot.domain.nearest import nearest
from earshot.domain.periods import Periods, joined, left_over, run_into, within_day
from earshot.errors import Malformed

DayName = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[DayName, ...] = get_args(DayName)
LONGEST_OVERRIDE = timedelta(days=1_000)


def _weekday(written: Any) -> Any:
    """Take `Monday`, `monday` and `mon` for the same day."""
    if isinstance(written, str) and len(written) >= 3:
        name = written.strip().lower()
        return next((day for day in WEEKDAYS if name in (day, day[:3])), written)
    return written


Weekday = Annotated[DayName, BeforeValidator(_weekday)]


class Override(Frozen):
    """Other hours on the days `from` to `to`, both included; no periods means closed.

    What runs over midnight of the last day is open on the day after as well.
    """

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)

    first: date = Field(alias="from")
    last: date = Field(alias="to")
    periods: Periods = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the override from {self.first} ends before it begins ({self.last})")
        if self.last - self.first > LONGEST_OVERRIDE:
            raise ValueError(f"the override from {self.first} is too long; change the weekly hours")
        if self.last > self.first and run_into(self.periods, self.periods):
            raise ValueError(f"the override from {self.first}: its hours run into the next day's")
        return self

    @property
    def ordinals(self) -> range:
        return range(self.first.toordinal(), self.last.toordinal() + 1)


Reason = Literal["open", "closed", "holiday", "override"]


class Part(NamedTuple):
    """A stretch of time that counts, or does not, for one reason; `override` may be either."""

    start: datetime
    end: datetime
    counts: bool
    reason: Reason


def _zone_meant(written: str) -> str:
    """A hint: the zone that is much alike, or whose place has this name, as Berlin."""
    # Those of Etc count the other way round: its GMT+1 is an hour behind.
    zones = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
    of_place = {zone.rpartition("/")[2].replace("_", " "): zone for zone in zones}
    place = nearest(written.replace("_", " "), of_place) if "/" not in written else None
    found = of_place[place] if place else nearest(written, zones)
    return f"did you mean {found!r}?" if found else ""


class Calendar(Frozen):
    """Opening hours in the wall time of one place, several periods a day, some over midnight.

    An override replaces whatever its dates would have been, holidays included; a holiday is closed
    and leaves nothing over; any other day has its weekly hours, and what its eve leaves over. Days
    that `weekly` does not name are closed.
    """

    model_config = ConfigDict(extra="forbid")

    time_zone: str
    weekly: dict[Weekday, Periods]
    holidays: tuple[date, ...] = ()
    overrides: tuple[Override, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._find_zone()
        if not any(self.weekly.values()) and not any(o.periods for o in self.overrides):
            raise ValueError("the calendar is empty: give at least one day a period")
        for number, day in enumerate(WEEKDAYS):
            if run_into(self._of(number - 1), self._of(number)):
                raise ValueError(f"the hours of {WEEKDAYS[number - 1]} run into those of {day}")
        ordered = sorted(self.overrides, key=lambda override: override.first)
        for earlier, later in pairwise(ordered):
            if later.first <= earlier.last:
                raise ValueError(f"two overrides, from {earlier.first} and {later.first}, overlap")
        return self

    def _find_zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone)
        except (LookupError, ValueError, OSError):
            hint = _zone_meant(self.time_zone) or "write an IANA name such as Europe/Berlin"
            raise ValueError(f"unknown time zone {self.time_zone!r}; {hint}") from None

    @cached_property
    def zone(self) -> ZoneInfo:
        return self._find_zone()

    @cached_property
    def version(self) -> str:
        """Ten characters that stand for its content, so that a clock can name what it counts by."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:10]

    def _of(self, number: int) -> tuple[str, ...]:
        """The periods of a weekday, Monday being 0 and Sunday also -1."""
        return self.weekly.get(WEEKDAYS[number], ())

    @cached_property
    def _week(self) -> tuple[tuple[Span, ...], ...]:
        """For each weekday its own hours and what the day before leaves over."""
        days = range(len(WEEKDAYS))
        return tuple(joined((*left_over(self._of(n - 1)), *within_day(self._of(n)))) for n in days)

    @cached_property
    def _hours(self) -> Hours:
        special: dict[int, tuple[str, ...]] = {day.toordinal(): () for day in self.holidays}
        for override in self.overrides:
            special.update(dict.fromkeys(override.ordinals, override.periods))
        dates = {day: within_day(periods) for day, periods in special.items()}
        for day, periods in special.items():
            # Of the day after, as ordinal 1 was a Monday; its eve's weekly hours did not begin.
            after = dates.get(day + 1, within_day(self._of(day % 7)))
            dates[day + 1] = joined((*left_over(periods), *after))
        return Hours(self.zone, self._week, dates)

    @cached_property
    def always_open(self) -> bool:
        """Whether every instant counts, so that plain arithmetic will do."""
        if self.holidays or self.overrides:
            return False
        return all(sum(end - start for start, end in spans) == DAY for spans in self._week)

    def add(self, start: datetime, seconds: int) -> datetime:
        """The earliest instant, in UTC, by which so many business seconds have passed.

        At the end of a period this is its closing time and not the next opening. Raise Malformed
        when nothing at all is open for more than a year.
        """
        if self.always_open:
            return instant(micros(start) + max(seconds, 0) * SECOND)
        return instant(self._hours.add(micros(start), seconds * SECOND))

    def opening(self, at: datetime) -> datetime | None:
        """The first instant from `at` on that is open, in UTC; None if none is in over a year."""
        try:
            return instant(self._hours.add(micros(at), 1) - 1)
        except Malformed:
            return None

    def between(self, start: datetime, end: datetime) -> int:
        """Whole business seconds from `start` to `end`; 0 if `end` is not later."""
        if self.always_open:
            return max(micros(end) - micros(start), 0) // SECOND
        return self._hours.between(micros(start), micros(end)) // SECOND

    def intervals(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The open intervals in UTC from `start` to `end`, cut to these, touching ones joined."""
        joined: list[Span] = []
        for opens, closes in self._hours.spans(micros(start), micros(end)):
            if joined and joined[-1][1] == opens:
                joined[-1] = (joined[-1][0], closes)
            else:
                joined.append((opens, closes))
        return [(instant(opens), instant(closes)) for opens, closes in joined]

    def parts(self, start: datetime, end: datetime) -> Iterator[Part]:
        """All of the time from `start` to `end`, in UTC: what counts, what does not, and why."""
        since, until = micros(start), micros(end)
        found: list[tuple[int, int, bool, Reason]] = []
        for day, reach, spans in self._hours.days(since, until):
            for opens, closes, counts in _alternating(reach, spans):
                span = max(opens, since), min(closes, until)
                if span[0] < span[1]:
                    _append(found, (*span, counts, self._reason(day, counts)))
        return (Part(instant(a), instant(b), counts, why) for a, b, counts, why in found)

    def _reason(self, day: int, counts: bool) -> Reason:
        if any(day in override.ordinals for override in self.overrides):
            return "override"
        if date.fromordinal(day) in self.holidays:
            return "holiday"
        return "open" if counts else "closed"

    def is_open(self, at: datetime) -> bool:
        """Whether this instant counts; a closing time itself is closed."""
        return self._hours.holds(micros(at))


def _alternating(reach: Span, spans: Iterable[Span]) -> Iterator[tuple[int, int, bool]]:
    """The open spans of a day with the closed ones around them."""
    at = reach[0]
    for opens, closes in spans:
        if at < opens:
            yield at, opens, False
        yield opens, closes, True
        at = closes
    if at < reach[1]:
        yield at, reach[1], False


def _append(
    found: list[tuple[int, int, bool, Reason]], part: tuple[int, int, bool, Reason]
) -> None:
    """Add a part, joined with the one before where they touch and are of one kind."""
    if found and found[-1][1] == part[0] and found[-1][2:] == part[2:]:
        part = (found.pop()[0], *part[1:])
    found.append(part)


ROUND_THE_CLOCK = Calendar(
    time_zone="UTC",
    weekly=dict.fromkeys(WEEKDAYS, ("00:00-24:00",)),
)
"""For a promise whose calendar has since been taken out of the playbook."""
