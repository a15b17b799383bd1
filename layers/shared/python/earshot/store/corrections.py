"""What people have put right, in the table: by month, in order of time."""

from datetime import datetime

from earshot.domain.records import Correction
from earshot.store import items, keys
from earshot.store.table import Table


class CorrectionItems:
    _table: Table

    def corrections(self, since: datetime, until: datetime) -> list[Correction]:
        found: list[Correction] = []
        for month in keys.months(since, until):
            values = {
                ":pk": keys.correction_partition(month),
                ":a": keys.instant(since),
                ":b": keys.instant(until) + keys.LAST,
            }
            condition = "pk = :pk AND sk BETWEEN :a AND :b"
            found += map(items.correction_from, self._table.query(condition, values))
        return found
