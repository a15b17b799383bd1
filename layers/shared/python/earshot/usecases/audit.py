"""Hold what was promised against what the table says: the equation, and the cases' invariants."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from earshot.domain.consistency import Fault, faults
from earshot.domain.playbook import Playbook
from earshot.ports import Clock, Store
from earshot.usecases.waiting import waiting

LOOKS = 2
"""A case that is written while it is read looks wrong once, and is looked at again."""
MOST_HELD = 500


class Looked(NamedTuple):
    """How many cases were looked at, and what was wrong with them."""

    cases: int
    faults: list[Fault]


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditing:
    """The ports and the policy that an audit works with; it writes nothing."""

    store: Store
    clock: Clock
    playbook: Playbook

    def look(self, cases: Iterable[str]) -> Looked:
        """Check these cases one after another."""
        number, found = 0, []
        for case_id in cases:
            number += 1
            found += self._faults(case_id)
        return Looked(number, found)

    def unresolved(self, most: int) -> Iterator[str]:
        """Ids of cases that wait in a queue or are held by the roster, through the indexes."""
        return islice(dict.fromkeys(self._listed()), most)

    def _faults(self, case_id: str) -> list[Fault]:
        found: list[Fault] = []
        for _ in range(LOOKS):
            history = self.store.history(case_id)
            if history is None:
                return []
            if not (found := list(faults(*history, self.clock.now()))):
                return []
        return found

    def _listed(self) -> Iterator[str]:
        for brand in self.playbook.brands:
            for team in self.playbook.teams:
                yield from (case.id for case in waiting(self.store, brand, team))
        for agent in self.store.agents():
            held = self.store.cases_of_agent(agent.name, limit=MOST_HELD)
            yield from (case.id for case in held.items)
