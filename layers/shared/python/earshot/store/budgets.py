"""What paid services have cost in a month: one counter each, reserved before they are asked."""

from earshot.store import conditions, items, keys
from earshot.store.table import Table
from earshot.store.translation import Refused


class BudgetItems:
    _table: Table

    def reserve(self, budget: str, month: str, *, amount: int, limit: int) -> bool:
        if amount > limit:
            return False
        try:
            self._spend(budget, month, amount, conditions.budget_allows(amount, limit))
        except Refused:
            return False
        return True

    def give_back(self, budget: str, month: str, *, amount: int) -> None:
        self._spend(budget, month, -amount, None)

    def spent(self, budget: str, month: str) -> int:
        item = self._table.get(keys.budget_key(budget, month))
        return int(item["spent"]["N"]) if item else 0

    def _spend(
        self, budget: str, month: str, amount: int, guard: conditions.Condition | None
    ) -> None:
        self._table.update(
            keys.budget_key(budget, month),
            "SET expires_at = if_not_exists(expires_at, :expiry) ADD spent :amount",
            values={
                ":amount": {"N": str(amount)},
                ":expiry": {"N": str(items.budget_expiry(month))},
            },
            guard=guard,
        )
