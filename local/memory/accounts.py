"""What moves of an account, in memory: lease, cursor, quarantine, counts; and the sweep."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from earshot.domain.changes import hour_of
from earshot.domain.pace import Gate
from earshot.domain.records import AccountRecord, Counts, Quarantined
from earshot.domain.standing import AnsweringRecord
from earshot.errors import Conflict
from earshot.ports import Page
from earshot.ports.store import NOTHING
from earshot.store import cursors, keys
from earshot.store.items import BATCHES_REMEMBERED, storable
from earshot.store.keys import Key
from local.memory.rows import HourRow, Rows


class MemoryAccounts:
    rows: Rows

    def account(self, channel: str, account: str) -> AccountRecord:
        with self.rows.lock:
            found = self.rows.get(keys.account_key(channel, account), AccountRecord)
        return found or AccountRecord(channel=channel, account=account)

    def lease(
        self, channel: str, account: str, *, holder: str, now: datetime, until: datetime
    ) -> AccountRecord | None:
        with self.rows.lock:
            record = self.account(channel, account)
            held = record.lease is not None and record.lease != holder
            if held and not (record.lease_until and record.lease_until <= now):
                return None
            leased = record.model_copy(update={"lease": holder, "lease_until": until})
            self.rows.put(keys.account_key(channel, account), leased)
            return leased

    def release(self, record: AccountRecord, *, holder: str) -> None:
        with self.rows.lock:
            if self.account(record.channel, record.account).lease == holder:
                freed = record.model_copy(update={"lease": None, "lease_until": None})
                self.rows.put(keys.account_key(record.channel, record.account), freed)

    def gate(self, channel: str, account: str) -> Gate:
        with self.rows.lock:
            found = self.rows.get(keys.gate_key(channel, account), Gate)
        return found or Gate(channel=channel, account=account)

    def put_gate(self, gate: Gate) -> None:
        with self.rows.lock:
            standing = self.gate(gate.channel, gate.account)
            if standing.revision == gate.revision - 1:
                self.rows.put(keys.gate_key(gate.channel, gate.account), gate)
            elif standing != gate:
                raise Conflict(f"sends of {gate.channel}/{gate.account} moved on")

    def answering(self, channel: str, account: str) -> AnsweringRecord:
        with self.rows.lock:
            found = self.rows.get(keys.answering_key(channel, account), AnsweringRecord)
        return found or AnsweringRecord(channel=channel, account=account)

    def put_answering(self, record: AnsweringRecord) -> None:
        with self.rows.lock:
            standing = self.answering(record.channel, record.account)
            if standing.revision != record.revision - 1 and standing != record:
                raise Conflict(f"the health of {record.channel}/{record.account} changed")
            self.rows.put(keys.answering_key(record.channel, record.account), record)

    def quarantine(self, items: Sequence[Quarantined]) -> None:
        with self.rows.lock:
            for item in items:
                if self.rows.get(_quarantine_key(item), Quarantined) is None:
                    self.rows.put(_quarantine_key(item), storable(item))

    def quarantined(
        self, channel: str, account: str, *, limit: int, cursor: str | None = None
    ) -> Page[Quarantined]:
        before = cursors.decode(cursor) if cursor else None
        with self.rows.lock:
            rows = self.rows.under(keys.quarantine_partition(channel, account))
        kept = [(sk, r) for sk, r in reversed(rows) if before is None or sk < before]
        page = [row for _, row in kept[:limit] if isinstance(row, Quarantined)]
        return Page(page, cursors.encode(kept[limit - 1][0]) if len(kept) > limit else None)

    def mark_replayed(self, item: Quarantined, *, at: datetime) -> bool:
        with self.rows.lock:
            standing = self.rows.get(_quarantine_key(item), Quarantined)
            if standing is None or standing.replayed_at is not None:
                return standing is not None and standing.replayed_at == at
            self.rows.put(_quarantine_key(item), standing.model_copy(update={"replayed_at": at}))
            return True

    def count_received(
        self,
        channel: str,
        account: str,
        *,
        at: datetime,
        number: int,
        filtered: Mapping[str, int] = NOTHING,
    ) -> None:
        key = keys.count_key(channel, account, hour_of(at))
        counts = Counts.kept_out(filtered).plus(Counts(received=number))
        with self.rows.lock:
            row = self.rows.get(key, HourRow) or HourRow()
            self.rows.put(key, HourRow(row.counts.plus(counts), row.batches))

    def count_outcomes(
        self, channel: str, account: str, *, hour: str, outcomes: Counts, batch: str
    ) -> None:
        key = keys.count_key(channel, account, hour)
        with self.rows.lock:
            row = self.rows.get(key, HourRow) or HourRow()
            if batch not in row.batches:
                batches = (*row.batches, batch)[-BATCHES_REMEMBERED:]
                self.rows.put(key, HourRow(row.counts.plus(outcomes), batches))

    def counts(self, channel: str, account: str, *, since: str, until: str) -> dict[str, Counts]:
        pk = keys.account_key(channel, account).pk
        with self.rows.lock:
            rows = self.rows.under(pk, "COUNT#")
        hours = [(sk.removeprefix("COUNT#"), r.counts) for sk, r in rows if isinstance(r, HourRow)]
        return {hour: counts for hour, counts in hours if since <= hour <= until}

    def swept_until(self) -> str | None:
        with self.rows.lock:
            return self.rows.get(keys.SWEEP_KEY, str)

    def save_swept(self, step: str) -> None:
        with self.rows.lock:
            self.rows.put(keys.SWEEP_KEY, step)


def _quarantine_key(item: Quarantined) -> Key:
    return keys.quarantine_key(item.channel, item.account, item.received_at, item.receipt)
