"""The store in memory: the same contract as the table's, for tests, simulation and fault drills."""

from collections.abc import Iterator

from earshot.domain.changes import Change
from earshot.domain.pace import Gate
from earshot.domain.records import Turn
from earshot.store import keys
from earshot.store.census import Record
from earshot.store.items import HourCounts
from local.memory.accounts import MemoryAccounts
from local.memory.budgets import MemoryBudgets
from local.memory.cases import MemoryCases
from local.memory.renewals import MemoryRenewals
from local.memory.rows import HourRow, Rows


class MemoryStore(MemoryCases, MemoryAccounts, MemoryBudgets, MemoryRenewals):
    """A real store that forgets when the process ends; safe to use from many threads."""

    def __init__(self) -> None:
        self.rows = Rows()

    def drain(self) -> list[tuple[str, Change]]:
        """What the table's stream would have told since the last call: positions and changes."""
        return self.rows.drain()

    def census(self) -> Iterator[Record]:
        """Every record, as `earshot.store.census` reads them from the table."""
        for key, row in self.rows.all():
            if isinstance(row, HourRow):
                _, channel, account = keys.split(key.pk)
                yield HourCounts(channel, account, keys.split(key.sk)[1], row.counts)
            elif not isinstance(row, str | int | Turn | Gate):
                yield row
