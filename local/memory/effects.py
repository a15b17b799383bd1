"""Where effects go in memory: lists that can be looked at, with the dedupe of the real ones."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import NamedTuple


class MemoryQueue:
    """A standard queue; `take` empties it."""

    def __init__(self) -> None:
        self._bodies: deque[str] = deque()

    def __len__(self) -> int:
        return len(self._bodies)

    def send(self, bodies: Sequence[str]) -> None:
        self._bodies.extend(bodies)

    def take(self) -> list[str]:
        """Everything that waits, oldest first."""
        return [self._bodies.popleft() for _ in range(len(self._bodies))]


class MemoryOrderedQueue:
    """A FIFO queue that never forgets a deduplication id."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: set[str] = set()
        self._bodies: deque[tuple[str, str]] = deque()

    def __len__(self) -> int:
        return len(self._bodies)

    def send(self, body: str, *, group: str, deduplication_id: str) -> None:
        with self._lock:
            if deduplication_id not in self._seen:
                self._seen.add(deduplication_id)
                self._bodies.append((group, body))

    def take(self) -> list[str]:
        """Every body that waits, oldest first."""
        return [self._bodies.popleft()[1] for _ in range(len(self._bodies))]


@dataclass(frozen=True, slots=True)
class Alert:
    subject: str
    bodies: dict[str, str]
    attributes: dict[str, str]


class MemoryAlerts:
    """Supervisors with a perfect memory."""

    def __init__(self) -> None:
        self.published: list[Alert] = []

    def publish(self, *, subject: str, bodies: dict[str, str], attributes: dict[str, str]) -> None:
        self.published.append(Alert(subject, bodies, attributes))


class Started(NamedTuple):
    step: str
    due_at: datetime


class MemoryTimers:
    """Timers by name; `due` hands out each of them once, when its instant has come."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._fired: set[str] = set()
        self.started: dict[str, datetime] = {}

    def start(self, step: str, due_at: datetime) -> None:
        with self._lock:
            self.started.setdefault(step, due_at)

    def due(self, now: datetime) -> list[str]:
        """The steps that have come due since they were last asked for."""
        with self._lock:
            ready = sorted(s for s, at in self.started.items() if at <= now)
            fresh = [step for step in ready if step not in self._fired]
            self._fired.update(fresh)
            return fresh
