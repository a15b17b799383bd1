"""Closing days out of an iCalendar file: whole days, several days in a row, every year again."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain, repeat
from pathlib import Path
from typing import Any

LARGEST = 1024 * 1024
MOST = 2_000
LONGEST = 400
_BEGIN = "BEGIN:VEVENT"


class Unreadable(Exception):
    """What is wrong with the file, and on which line where that is known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class ClosingDays:
    """The days that the events of a file cover; of those that repeat, the ones up to `until`."""

    def __init__(self, file: Path, *, until: date) -> None:
        self._until = until
        self._text = _text(file)

    def dates(self) -> set[date]:
        """Every one of them. Raise Unreadable, with the line of the event that is no whole day."""
        import icalendar

        try:
            calendar = icalendar.Calendar.from_ical(self._text)
        except (ValueError, IndexError) as error:
            raise Unreadable(f"is no iCalendar file: {error}", 1) from None
        written = enumerate(self._text.splitlines(), 1)
        lines = [n for n, line in written if line.strip().upper() == _BEGIN]
        found: set[date] = set()
        for event, line in zip(calendar.walk("VEVENT"), chain(lines, repeat(0)), strict=False):
            if str(event.get("STATUS", "")).upper() != "CANCELLED":
                found.update(self._days(event, line))
            if len(found) > MOST:
                raise Unreadable(f"covers more than {MOST} days", line)
        return found

    def _days(self, event: Any, line: int) -> Iterator[date]:
        _check_read(event, line)
        if event.get("RDATE") is not None:
            raise Unreadable("RDATE is not taken: write an event for each of its days", line)
        start, length = _extent(event, line)
        excepted = set(_excepted(event))
        for first in self._starts(event, start, line):
            if first not in excepted:
                yield from (first + timedelta(days=n) for n in range(length))

    def _starts(self, event: Any, start: date, line: int) -> Iterator[date]:
        """The days on which it begins: once, or by its rule."""
        rule = event.get("RRULE")
        if rule is None:
            yield start
            return
        from dateutil.rrule import rrulestr

        written = rule.to_ical().decode()
        if [str(f).upper() for f in rule.get("FREQ", [])] != ["YEARLY"]:
            raise Unreadable(f"RRULE:{written}: only FREQ=YEARLY is taken", line)
        begin = datetime(start.year, start.month, start.day)  # noqa: DTZ001  # a day, not an instant
        until = datetime(self._until.year, self._until.month, self._until.day)  # noqa: DTZ001
        try:
            days = rrulestr(_floating(written), dtstart=begin, ignoretz=True)
        except (ValueError, TypeError) as error:
            raise Unreadable(f"RRULE:{written}: {error}", line) from None
        for at in days.xafter(begin, inc=True):
            if at > until:
                return
            yield at.date()


_ONCE = {
    "DTSTART": "date",
    "DTEND": "date",
    "DURATION": "duration",
    "RRULE": "rule",
}


def _check_read(event: Any, line: int) -> None:
    """What icalendar could not read is kept as text, which fails only where it is used."""
    from icalendar.prop import vBroken

    for name, value in event.items():
        if name in _ONCE and isinstance(value, list):
            raise Unreadable(f"{name} is given twice", line)
        for one in value if isinstance(value, list) else [value]:
            if name in {*_ONCE, "EXDATE"} and isinstance(one, vBroken):
                raise Unreadable(f"{name}:{one} is no {_ONCE.get(name, 'date')}", line)


def _floating(rule: str) -> str:
    """The rule with an end that is a day, like its beginning."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"][:8]
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _extent(event: Any, line: int) -> tuple[date, int]:
    """The first day of an event, and how many there are."""
    start = _day(event, "DTSTART", line)
    if start is None:
        raise Unreadable("the event has no DTSTART", line)
    end = _day(event, "DTEND", line)
    if end is None:
        duration = event.get("DURATION")
        end = start + (duration.dt if duration else timedelta(days=1))
    days = max((end - start).days, 1)
    if days > LONGEST:
        raise Unreadable(f"the event lasts {days} days; {LONGEST} at most", line)
    return start, days


def _day(event: Any, name: str, line: int) -> date | None:
    found = event.get(name)
    if found is None:
        return None
    value = getattr(found, "dt", None)
    if isinstance(value, datetime) or not isinstance(value, date):
        said = "the event is not a whole day: write hours of a day as an override of the playbook"
        raise Unreadable(said, line)
    return value


def _excepted(event: Any) -> Iterator[date]:
    listed = event.get("EXDATE", [])
    for one in listed if isinstance(listed, list) else [listed]:
        for at in one.dts:
            yield at.dt.date() if isinstance(at.dt, datetime) else at.dt


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise Unreadable(f"is larger than {LARGEST} bytes")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8") from None
