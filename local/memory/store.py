"""The store in memory: the same contract as the table's, for tests, simulation and fault drills."""

from earshot.domain.changes import Change
from local.memory.accounts import MemoryAccounts
from local.memory.cases import MemoryCases
from local.memory.rows import Rows


class MemoryStore(MemoryCases, MemoryAccounts):
    """A real store that forgets when the process ends; safe to use from many threads."""

    def __init__(self) -> None:
        self.rows = Rows()

    def drain(self) -> list[tuple[str, Change]]:
        """What the table's stream would have told since the last call: positions and changes."""
        return self.rows.drain()
