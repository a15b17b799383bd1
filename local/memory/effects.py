"""Where effects go in memory: lists that can be looked at, with the dedupe of the real ones."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Lock

from earshot.ports import Clock
from earshot.settings import RECEIVES
from local.memory.inputs import FixedClock

VISIBILITY = timedelta(seconds=180)
REMEMBERED = timedelta(minutes=5)


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


@dataclass
class Message:
    """A body on its way: handed out `receives` times, and next seen at `visible_at`."""

    body: str
    group: str
    receipt: str
    visible_at: datetime
    receives: int = 0


class MemoryOrderedQueue:
    """A FIFO queue as SQS has it; without a clock, time stands still.

    Of a group only the first message is ever handed out, and while that one waits, none. What was
    received `RECEIVES` times and not deleted goes to `dead` when it would be seen again. A
    deduplication id is forgotten after five minutes.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
        self._lock = Lock()
        self._numbers = count(1)
        self._seen: dict[str, datetime] = {}
        self._messages: list[Message] = []
        self.dead: list[str] = []

    def __len__(self) -> int:
        return len(self._messages)

    def send(self, body: str, *, group: str, deduplication_id: str) -> None:
        now = self._clock.now()
        with self._lock:
            seen = self._seen.get(deduplication_id)
            if seen is None or now - seen >= REMEMBERED:
                self._seen[deduplication_id] = now
                receipt = f"receipt-{next(self._numbers)}"
                self._messages.append(Message(body, group, receipt, now))

    def receive(self) -> Message | None:
        """The oldest message that may be seen now; it is not seen again for `VISIBILITY`."""
        now = self._clock.now()
        with self._lock:
            self._bury(now)
            found = next((m for m in self._heads() if m.visible_at <= now), None)
            if found:
                found.receives += 1
                found.visible_at = now + VISIBILITY
            return found

    def postpone(self, receipt: str, *, seconds: int) -> None:
        with self._lock:
            for message in self._messages:
                if message.receipt == receipt:
                    message.visible_at = self._clock.now() + timedelta(seconds=seconds)

    def delete(self, receipt: str) -> None:
        with self._lock:
            self._messages = [m for m in self._messages if m.receipt != receipt]

    def seen_next(self) -> datetime | None:
        """When the next message can be received; None when none waits."""
        return min((message.visible_at for message in self._heads()), default=None)

    def take(self) -> list[str]:
        """Every body that waits, oldest first."""
        bodies = [message.body for message in self._messages]
        self._messages.clear()
        return bodies

    def _heads(self) -> list[Message]:
        first: dict[str, Message] = {}
        for message in self._messages:
            first.setdefault(message.group, message)
        return list(first.values())

    def _bury(self, now: datetime) -> None:
        spent = [m for m in self._messages if m.receives >= RECEIVES and m.visible_at <= now]
        self.dead.extend(message.body for message in spent)
        self._messages = [m for m in self._messages if m not in spent]


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
