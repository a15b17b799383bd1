"""How much of the hour's budget is used up, as the headers of every answer say."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from earshot.channels.elements import parse
from earshot.errors import Malformed

FULL = 100
MEASURES = ("call_count", "total_time", "total_cputime")
# The budget is of the last hour; where no time is told, it is whole again after one.
AN_HOUR = timedelta(hours=1)
LONGEST = timedelta(days=1)


def pause(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when no call may be made, since each would lengthen the pause; None: go on."""
    waits = [*_of_the_app(headers), *_of_the_business(headers)]
    return now + min(max(waits), LONGEST) if waits else None


def _of_the_app(headers: Mapping[str, str]) -> Iterator[timedelta]:
    if _is_full(_read(headers.get("x-app-usage"))):
        yield AN_HOUR


def _of_the_business(headers: Mapping[str, str]) -> Iterator[timedelta]:
    used = _read(headers.get("x-business-use-case-usage"))
    for rows in used.values() if isinstance(used, dict) else ():
        for row in rows if isinstance(rows, list) else ():
            minutes = row.get("estimated_time_to_regain_access") if isinstance(row, dict) else None
            if isinstance(minutes, int) and 0 < minutes < 10**6:
                yield timedelta(minutes=minutes)
            elif _is_full(row):
                yield AN_HOUR


def _read(value: str | None) -> Any:
    try:
        return parse(value) if value else None
    except Malformed:
        return None


def _is_full(usage: Any) -> bool:
    found = [usage.get(name) for name in MEASURES] if isinstance(usage, dict) else []
    return any(isinstance(one, int | float) and one >= FULL for one in found)
