"""Waiting with a deadline: the only way in which the end-to-end tests let time pass."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 45.0
LOOK_EVERY_S = 0.1


def eventually(
    ask: Callable[[], T], *, holds: Callable[[T], object] = bool, within: float = PATIENCE_S
) -> T:
    """The first answer that holds; AssertionError with the last one when none does in time."""
    deadline = time.monotonic() + within
    while not holds(answer := ask()):
        assert time.monotonic() < deadline, f"not within {within:.0f} s; the last was {answer!r}"
        time.sleep(LOOK_EVERY_S)
    return answer
