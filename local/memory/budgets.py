"""What paid services have cost, in memory."""

from earshot.store import keys
from local.memory.rows import Rows


class MemoryBudgets:
    rows: Rows

    def reserve(self, budget: str, month: str, *, amount: int, limit: int) -> bool:
        with self.rows.lock:
            if self.spent(budget, month) + amount > limit:
                return False
            self._spend(budget, month, amount)
            return True

    def give_back(self, budget: str, month: str, *, amount: int) -> None:
        with self.rows.lock:
            self._spend(budget, month, -amount)

    def spent(self, budget: str, month: str) -> int:
        with self.rows.lock:
            return self.rows.get(keys.budget_key(budget, month), int) or 0

    def _spend(self, budget: str, month: str, amount: int) -> None:
        self.rows.put(keys.budget_key(budget, month), self.spent(budget, month) + amount)
