"""Durations as people write them: `45s`, `30m`, `8h`, `2d`, `1h30m`."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

_FORM = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_UNITS = (86_400, 3_600, 60, 1)
_NAMED = tuple(zip(_UNITS, ("d", "h", "min", "s"), strict=True))
_WANTED = "write a duration such as 45s, 30m, 8h, 2d or 1h30m"

LONGEST = 366 * 86_400


def seconds(written: str | int) -> int:
    """Count the seconds of a written duration; a whole number stands for itself.

    Units come largest first, each once. A day is 24 hours; of business hours it is therefore
    several working days. Raise ValueError for anything else and for more than 366 days.
    """
    if isinstance(written, int) and not isinstance(written, bool):
        total = written
    else:
        total = _parsed(written)
    if not 0 <= total <= LONGEST:
        raise ValueError(f"{written!r} is out of range; a duration is 0 s to 366 days")
    return total


def _parsed(written: object) -> int:
    text = written.strip() if isinstance(written, str) else ""
    match = _FORM.fullmatch(text) if text and len(text) <= 40 else None
    if match is None:
        raise ValueError(f"{written!r} is not a duration; {_WANTED}")
    return sum(
        int(number) * unit for number, unit in zip(match.groups(), _UNITS, strict=True) if number
    )


def spoken(total: int) -> str:
    """Write seconds the way people do, two units at most: `1 h 30 min`, `2 d`, `45 s`."""
    return _written(total, _NAMED)


def worked(total: int) -> str:
    """The same for business time, in hours: `36 h` is four working days and no day and a half."""
    return _written(total, _NAMED[1:])


def _written(total: int, units: Sequence[tuple[int, str]]) -> str:
    parts = []
    for unit, name in units:
        number, total = divmod(total, unit)
        if number:
            parts.append(f"{number} {name}")
    return " ".join(parts[:2]) or "0 s"


def _read(written: str | int, info: ValidationInfo) -> int:
    """People write a unit; a number alone is what the compiled form holds."""
    people = isinstance(info.context, dict) and info.context.get("written")
    if people and isinstance(written, int) and not isinstance(written, bool) and written:
        raise ValueError(f"{written} has no unit; {_WANTED}")
    return seconds(written)


Duration = Annotated[
    int,
    BeforeValidator(_read, json_schema_input_type=str | int),
    Field(ge=0, le=LONGEST),
]
"""A pydantic field that takes what `seconds` takes and holds seconds.

With the context `{"written": True}` a number needs its unit.
"""
