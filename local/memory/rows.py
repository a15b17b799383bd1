"""The rows of the memory store, and the changes that a real table's stream would tell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeVar

from earshot.domain import changes
from earshot.domain.agent import AgentRecord
from earshot.domain.case import CaseEvent, Reply
from earshot.domain.changes import Change
from earshot.domain.pace import Gate
from earshot.domain.records import AccountRecord, Counts, MentionRecord, Quarantined, Turn
from earshot.domain.standing import AnsweringRecord
from earshot.store.census import Record
from earshot.store.items import Timer
from earshot.store.keys import Key

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class HourRow:
    """The counts of one hour, and the names of the batches counted last."""

    counts: Counts = field(default_factory=Counts)
    batches: tuple[str, ...] = ()


Row = Record | HourRow | Turn | Gate | int | str


class Rows:
    """Typed records by key, one lock around them all, and a log of what each write means."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._rows: dict[Key, Row] = {}
        self._log: list[tuple[str, Change]] = []
        self._writes = 0

    def get(self, key: Key, kind: type[R]) -> R | None:
        row = self._rows.get(key)
        if row is None:
            return None
        if not isinstance(row, kind):
            raise TypeError(f"{key} holds a {type(row).__name__}, not a {kind.__name__}")
        return row

    def put(self, key: Key, row: Row) -> None:
        old = self._rows.get(key)
        self._rows[key] = row
        self._writes += 1
        position = str(self._writes).zfill(40)
        self._log += [(position, change) for change in _meaning(old, row)]

    def remove(self, key: Key) -> None:
        self._rows.pop(key, None)

    def of_kind(self, kind: type[R]) -> list[R]:
        """Every row of a kind, in the order of keys."""
        found: list[R] = []
        for _, row in self.all():
            if isinstance(row, kind):
                found.append(row)
        return found

    def all(self) -> list[tuple[Key, Row]]:
        with self.lock:
            return sorted(self._rows.items(), key=lambda pair: pair[0])

    def under(self, pk: str, prefix: str = "") -> list[tuple[str, Row]]:
        """Sort keys and rows of one partition, in the order of sort keys."""
        found = [(k.sk, r) for k, r in self._rows.items() if k.pk == pk and k.sk.startswith(prefix)]
        return sorted(found, key=lambda pair: pair[0])

    def drain(self) -> list[tuple[str, Change]]:
        """Positions and changes since the last call, as the relay would get them."""
        with self.lock:
            log, self._log = self._log, []
            return log


MEANING: dict[type, Callable[[Any, Any], Iterator[Change]]] = {
    MentionRecord: changes.of_mention,
    Quarantined: changes.of_quarantined,
    Reply: changes.of_reply,
    AccountRecord: changes.of_account,
    AnsweringRecord: changes.of_answering,
    AgentRecord: changes.of_agent,
}


def _meaning(old: Row | None, new: Row) -> Iterator[Change]:
    kind = type(new)
    if kind in MEANING:
        yield from MEANING[kind](old if isinstance(old, kind) else None, new)
    elif isinstance(new, CaseEvent) and old is None:
        yield changes.EventAdded(new)
    elif isinstance(new, Timer) and old is None:
        yield changes.TimerSet(new.step)
