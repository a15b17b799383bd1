"""A place at which a stage is killed: before or after the k-th call that it makes of the world."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

T = TypeVar("T")


class Killed(Exception):
    """The function was stopped from outside; nobody in it may catch this."""


class Trip:
    """Counts calls over all that it watches, and kills once: at the call number `at` while armed.

    `before`: the call is not made. `after`: it is made and its answer is lost.
    """

    def __init__(self, at: int = 0, side: Literal["before", "after"] = "before") -> None:
        self.at = at
        self.side = side
        self.calls = 0
        self.armed = True
        self.killed_at: str | None = None

    def around(self, name: str, call: Callable[[], T]) -> T:
        if not self.armed:
            return call()
        self.calls += 1
        if self.calls != self.at:
            return call()
        self.killed_at = name
        if self.side == "after":
            call()
        raise Killed(f"{self.side} {name}")


class Tripwire:
    """Stands before a port and lets every call of it be counted."""

    def __init__(self, target: Any, trip: Trip) -> None:
        self._target = target
        self._trip = trip

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._target, name)

        def call(*args: Any, **named: Any) -> Any:
            return self._trip.around(name, lambda: found(*args, **named))

        return call
