"""Due steps: the instants, five seconds apart, at which timers fire.

A step is named after its end and stands for all instants since the end of the one before, so it
never fires early. The name says when (`20261123T101505Z`), sorts as text, and is fit to be the name
of a Step Functions execution and a part of a key. The width is fixed: the safety sweep finds steps
by counting, so those of another width would be overlooked.

A step in which a crowd is due is divided into shards (`20261123T101505Z-03`), each with a timer of
its own, so that they are worked off beside each other.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

WIDTH_S = 5
MARGIN_S = 2
SHARDS = 4
"""Into how many parts a crowd is divided: so many functions at most work on one step.

They evaluate twice what the one partition that holds a step's timers can write; more of them would
only wait for each other.
"""
ALONE = 500
"""How many cases one function evaluates by itself: about two seconds of its time."""

_FORM = "%Y%m%dT%H%M%SZ"
_SHARD = re.compile(r"(?P<step>.+Z)-(?P<shard>\d\d)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def due_step(
    instant: datetime, *, now: datetime, width_s: int = WIDTH_S, margin_s: int = MARGIN_S
) -> str:
    """The first step that is not before `instant` and certainly has not fired yet.

    It lies beyond `now` plus a margin, in which a write that is under way may still land.
    """
    earliest = _number(now + timedelta(seconds=margin_s), width_s) + 1
    return _name(max(_number_up(instant, width_s), earliest), width_s)


def step_instant(step: str) -> datetime:
    """When a step fires."""
    return datetime.strptime(step, _FORM).replace(tzinfo=UTC)


def steps_between(start: datetime, end: datetime, *, width_s: int = WIDTH_S) -> Iterator[str]:
    """The steps that fire after `start` and up to `end`, which is included."""
    for number in range(_number(start, width_s) + 1, _number(end, width_s) + 1):
        yield _name(number, width_s)


def shards(step: str) -> list[str]:
    """The names of all shards of a step."""
    return [f"{step}-{shard:02d}" for shard in range(SHARDS)]


def step_and_shard(name: str) -> tuple[str, int | None]:
    """The step that a timer is for, and the shard; None where it is for the whole step."""
    found = _SHARD.fullmatch(name)
    return (found["step"], int(found["shard"])) if found else (name, None)


def _number(at: datetime, width_s: int) -> int:
    """How many whole steps have passed since 1970."""
    return ((at - _EPOCH) // _MICROSECOND) // (width_s * 1_000_000)


def _number_up(at: datetime, width_s: int) -> int:
    return -(-((at - _EPOCH) // _MICROSECOND) // (width_s * 1_000_000))


def _name(number: int, width_s: int) -> str:
    return (_EPOCH + timedelta(seconds=number * width_s)).strftime(_FORM)
