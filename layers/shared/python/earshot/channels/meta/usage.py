"""How much of the hour's budget is used up, as the headers of every answer say."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from earshot.channels.elements import parse
from earshot.errors import Malformed

FULL, BUSY = 100, 80
MEASURES = ("call_count", "total_time", "total_cputime")
# The budget is of the last hour; where no time is told, it is whole again after one.
AN_HOUR = timedelta(hours=1)
# Above 80 % the platform wants to be asked more seldom.
SLOWLY = timedelta(minutes=5)
LONGEST = timedelta(days=1)


def pause(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when no call shall be made, since each would lengthen a pause; None: go on."""
    waits = [*_of_the_app(headers), *_of_the_business(headers)]
    return now + min(max(waits), LONGEST) if waits else None


def _of_the_app(headers: Mapping[str, str]) -> Iterator[timedelta]:
    yield from _by_use(_read(headers.get("x-app-usage")))


def _of_the_business(headers: Mapping[str, str]) -> Iterator[timedelta]:
    used = _read(headers.get("x-business-use-case-usage"))
    for rows in used.values() if isinstance(used, dict) else ():
        for row in rows if isinstance(rows, list) else ():
            minutes = row.get("estimated_time_to_regain_access") if isinstance(row, dict) else None
            if isinstance(minutes, int) and 0 < minutes < 10**6:
                yield timedelta(minutes=minutes)
            else:
                yield from _by_use(row)


def _read(value: str | None) -> Any:
    try:
        return parse(value) if value else None
    except Malformed:
        return None


def _by_use(usage: Any) -> Iterator[timedelta]:
    found = [usage.get(name) for name in MEASURES] if isinstance(usage, dict) else []
    used = max((one for one in found if isinstance(one, int | float)), default=0)
    if used > BUSY:
        yield AN_HOUR if used >= FULL else SLOWLY
