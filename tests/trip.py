"""A place at which a stage is killed, or told of a failure: before or after its k-th call."""

from collections.abc import Callable, Container
from typing import Any, Literal, TypeVar

from earshot.errors import Unavailable

T = TypeVar("T")


class Killed(Exception):
    """The function was stopped from outside; nobody in it may catch this."""


class Trip:
    """Counts calls over all that it watches, and strikes once: at the call number `at` while armed.

    `before`: the call is not made. `after`: it is made and its answer is lost. With `kills` the
    whole function ends there, and what it would do while it falls is not done either, until it is
    `revived`; else the call fails with the error of its port, and the function lives on. `only`
    names the calls that count.
    """

    def __init__(
        self,
        at: int = 0,
        side: Literal["before", "after"] = "before",
        *,
        kills: bool = True,
        only: Container[str] | None = None,
    ) -> None:
        self.at = at
        self.side = side
        self.kills = kills
        self.only = only
        self.calls = 0
        self.armed = True
        self.dead = False
        self.killed_at: str | None = None

    def around(
        self, name: str, call: Callable[[], T], error: Callable[[str], Exception] = Unavailable
    ) -> T:
        """Make the call, unless it is its turn; `error` is what the port would raise."""
        if self.dead:
            raise Killed(f"dead since {self.killed_at}")
        if not self.armed or (self.only is not None and name not in self.only):
            return call()
        self.calls += 1
        if self.calls != self.at:
            return call()
        self.killed_at = name
        if self.side == "after":
            call()
        self.dead = self.kills
        raise Killed(f"{self.side} {name}") if self.kills else error(f"{self.side} {name}")

    def revive(self) -> None:
        """The next function starts."""
        self.dead = False


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
