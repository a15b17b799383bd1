"""Where effects go: queues, alerts and timers. All of them may be told the same thing twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Queue(Protocol):
    def send(self, bodies: Sequence[str]) -> None:
        """Put every body on the queue, in tens. Raise Unavailable if any could not be put."""
        ...


class OrderedQueue(Protocol):
    def send(self, body: str, *, group: str, deduplication_id: str) -> None:
        """Put one body behind the others of its group; the same id within 5 min is dropped."""
        ...


class PatientQueue(Protocol):
    """A queue as its consumer sees it."""

    def postpone(self, receipt: str, *, seconds: int) -> None:
        """Hand a received message out again after so many seconds (1 to 43,200), not before."""
        ...


class Alerts(Protocol):
    def publish(self, *, subject: str, bodies: dict[str, str], attributes: dict[str, str]) -> None:
        """Tell the supervisors. `bodies` by protocol, with `default`; `attributes` for filters."""
        ...


class Timers(Protocol):
    def start(self, step: str, due_at: datetime) -> None:
        """Make sure that `check` is woken for this due step; the same step twice is one timer."""
        ...
