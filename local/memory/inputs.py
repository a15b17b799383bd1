"""What use cases are told of the world, in memory: time, ids, secrets, published documents."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from threading import Lock
from typing import Generic, TypeVar

from earshot.domain.playbook import Playbook
from earshot.errors import Unavailable, Unknown

T = TypeVar("T")


class FixedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now

    def advance(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> datetime:
        """Move on, and return what it shows then."""
        self._now += timedelta(seconds=seconds, minutes=minutes, hours=hours)
        return self._now


class NumberedIds:
    """Ids `prefix-00000001`, …: fresh, sortable, and the same in every run."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def new(self) -> str:
        return f"{self._prefix}-{next(self._numbers):08d}"


class MemorySecrets:
    """Secrets by name; `rotate` puts a new value before the old one."""

    def __init__(self, **values: str) -> None:
        self._turn = Lock()
        self._held: dict[str, tuple[str, ...]] = {n: (value,) for n, value in values.items()}

    def values(self, name: str) -> tuple[str, ...]:
        if name not in self._held:
            raise Unavailable(f"no secret {name}")
        return self._held[name]

    def refresh(self, name: str) -> tuple[str, ...]:
        return self.values(name)

    def renew(self, name: str, was: str, make: Callable[[str], str]) -> str:
        with self._turn:
            held = self.values(name)[0]
            if held == was:
                self.rotate(name, make(was))
            return self.values(name)[0]

    def put(self, name: str, *values: str) -> None:
        self._held[name] = values

    def rotate(self, name: str, value: str) -> None:
        self._held[name] = (value, *self._held[name][:1])


class MemoryPlaybooks:
    """Published playbooks, the newest first."""

    def __init__(self, *playbooks: Playbook) -> None:
        self._held = playbooks

    def version(self, name: str) -> Playbook:
        for held in self._held:
            if name in (held.stamp, f"v{held.version}"):
                return held
        raise Unknown(f"no playbook {name} has been published")


class Pinned(Generic[T]):
    """A published document that stays what it is until it is replaced."""

    def __init__(self, value: T) -> None:
        self._value = value

    def current(self) -> T:
        return self._value

    def publish(self, value: T) -> None:
        self._value = value
