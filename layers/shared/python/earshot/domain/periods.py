"""Open periods of a day as people write them: `09:00-17:30`, or over midnight as `22:00-06:00`."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from earshot.domain.hours import DAY, SECOND, Span

MINUTE = 60 * SECOND

_PERIOD = re.compile(r"(\d{1,2}):(\d{2}) *- *(\d{1,2}):(\d{2})", re.ASCII)


def _minutes(hours: str, minutes: str, written: str) -> int:
    if int(minutes) > 59 or int(hours) * 60 + int(minutes) > 24 * 60:
        raise ValueError(f"{written!r}: {hours}:{minutes} is no time of day")
    return int(hours) * 60 + int(minutes)


def _bounds(written: str) -> tuple[int, int]:
    """The first and the last minute of a period, counted from midnight of the day it begins on.

    One that ends before it starts runs into the next day: `22:00-06:00` gives 1320 and 1800.
    """
    match = _PERIOD.fullmatch(written.strip())
    if match is None:
        raise ValueError(f"{written!r} is not a period; write it as 09:00-17:30")
    start = _minutes(match[1], match[2], written)
    end = _minutes(match[3], match[4], written)
    if start == end:
        raise ValueError(f"{written!r} ends when it starts; a whole day is 00:00-24:00")
    return (start, end) if start < end else (start, end + 24 * 60)


def _period(written: str) -> str:
    start, end = _bounds(written)
    end -= 24 * 60 if end > 24 * 60 else 0
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _in_order(periods: tuple[str, ...]) -> tuple[str, ...]:
    ordered = tuple(sorted(periods))
    for earlier, later in pairwise(ordered):
        if _bounds(earlier)[1] > _bounds(later)[0]:
            raise ValueError(f"periods {earlier} and {later} overlap")
    return ordered


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Period = Annotated[str, AfterValidator(_period)]
Periods = Annotated[tuple[Period, ...], BeforeValidator(_listed), AfterValidator(_in_order)]


def within_day(periods: Iterable[str]) -> tuple[Span, ...]:
    """What lies on the day that they begin on."""
    bounds = (_bounds(period) for period in periods)
    return tuple((start * MINUTE, min(end * MINUTE, DAY)) for start, end in bounds)


def left_over(periods: Iterable[str]) -> tuple[Span, ...]:
    """What lies on the day after."""
    bounds = (_bounds(period) for period in periods)
    return tuple((0, end * MINUTE - DAY) for _, end in bounds if end * MINUTE > DAY)


def run_into(eve: Iterable[str], day: Iterable[str]) -> bool:
    """Whether what one day leaves over overlaps the hours of the next."""
    spans = sorted((*left_over(eve), *within_day(day)))
    return any(earlier[1] > later[0] for earlier, later in pairwise(spans))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, and none of them within another."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span[1]))
        else:
            found.append(span)
    return tuple(found)
