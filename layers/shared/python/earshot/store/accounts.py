"""What moves of an account: its lease and cursor, what it quarantined, its counts, the sweep."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from earshot.domain.changes import hour_of
from earshot.domain.pace import Gate
from earshot.domain.records import AccountRecord, Counts, Quarantined
from earshot.domain.standing import AnsweringRecord
from earshot.errors import Conflict
from earshot.ports import Page
from earshot.ports.store import NOTHING
from earshot.store import conditions, cursors, items, keys
from earshot.store.body import Item
from earshot.store.table import Table
from earshot.store.translation import Refused

COUNT_ATTEMPTS = 8


class AccountItems:
    _table: Table

    def account(self, channel: str, account: str) -> AccountRecord:
        item = self._table.get(keys.account_key(channel, account))
        return items.account_from(item or items.key_item(keys.account_key(channel, account)))

    def lease(
        self, channel: str, account: str, *, holder: str, now: datetime, until: datetime
    ) -> AccountRecord | None:
        try:
            item = self._table.update(
                keys.account_key(channel, account),
                "SET lease = :holder, lease_until = :until",
                values={":holder": {"S": holder}, ":until": {"S": keys.instant(until)}},
                guard=conditions.lease_is_free(holder, keys.instant(now)),
            )
        except Refused:
            return None
        return items.account_from(item)

    def release(self, record: AccountRecord, *, holder: str) -> None:
        freed = record.model_copy(update={"lease": None, "lease_until": None})
        try:
            self._table.put(items.account_item(freed), conditions.lease_is_held(holder))
        except Refused:
            return

    def gate(self, channel: str, account: str) -> Gate:
        item = self._table.get(keys.gate_key(channel, account))
        return items.gate_from(item) if item else Gate(channel=channel, account=account)

    def put_gate(self, gate: Gate) -> None:
        item = items.gate_item(gate)
        try:
            self._table.put(item, conditions.follows(gate.revision))
        except Refused as refused:
            if refused.item != item:
                raise Conflict(f"sends of {gate.channel}/{gate.account} moved on") from None

    def answering(self, channel: str, account: str) -> AnsweringRecord:
        item = self._table.get(keys.answering_key(channel, account))
        if item is None:
            return AnsweringRecord(channel=channel, account=account)
        return items.answering_from(item)

    def put_answering(self, record: AnsweringRecord) -> None:
        guard = conditions.follows(record.revision)
        try:
            self._table.put(items.answering_item(record), guard)
        except Refused as refused:
            if refused.item == items.answering_item(record):
                return
            raise Conflict(f"the health of {record.channel}/{record.account} changed") from None

    def quarantine(self, items_: Sequence[Quarantined]) -> None:
        self._table.put_new([items.quarantine_item(item) for item in items_])

    def quarantined(
        self, channel: str, account: str, *, limit: int, cursor: str | None = None
    ) -> Page[Quarantined]:
        condition, values = "pk = :pk", {":pk": keys.quarantine_partition(channel, account)}
        if cursor:
            condition += " AND sk < :sk"
            values[":sk"] = cursors.decode(cursor)
        found = self._table.query(condition, values, newest_first=True, Limit=limit + 1)
        return cursors.page(found, limit, "sk", items.quarantine_from)

    def mark_replayed(self, item: Quarantined, *, at: datetime) -> bool:
        key = keys.quarantine_key(item.channel, item.account, item.received_at, item.receipt)
        stamp = {"S": keys.instant(at)}
        try:
            self._table.update(
                key,
                "SET replayed_at = :at",
                values={":at": stamp},
                guard=conditions.NOT_REPLAYED,
            )
        except Refused as refused:
            return refused.item is not None and refused.item.get("replayed_at") == stamp
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
        counts = Counts.kept_out(filtered).plus(Counts(received=number))
        with suppress(Refused):
            self._add(channel, account, hour_of(at), counts)

    def count_outcomes(
        self, channel: str, account: str, *, hour: str, outcomes: Counts, batch: str
    ) -> None:
        digest = sha256(batch.encode()).hexdigest()[:10]
        item = self._table.get(keys.count_key(channel, account, hour))
        for _ in range(COUNT_ATTEMPTS):
            was = item["batches"]["S"] if item and "batches" in item else None
            counted = was.split() if was else []
            if digest in counted:
                return
            digests = " ".join([*counted, digest][-items.BATCHES_REMEMBERED :])
            try:
                self._add(channel, account, hour, outcomes, (was, digests))
            except Refused as refused:
                item = refused.item
                continue
            return
        raise Conflict(f"the counts of {channel}/{account} keep changing")

    def counts(self, channel: str, account: str, *, since: str, until: str) -> dict[str, Counts]:
        first, last = (keys.count_key(channel, account, hour) for hour in (since, until))
        found = self._table.query(
            "pk = :pk AND sk BETWEEN :first AND :last",
            {":pk": first.pk, ":first": first.sk, ":last": last.sk},
            ConsistentRead=True,
        )
        hours = map(items.counts_from, found)
        return {row.hour: row.counts for row in hours}

    def swept_until(self) -> str | None:
        item = self._table.get(keys.SWEEP_KEY)
        return item["step"]["S"] if item else None

    def save_swept(self, step: str) -> None:
        self._table.put({**items.key_item(keys.SWEEP_KEY), "step": {"S": step}})

    def _add(
        self,
        channel: str,
        account: str,
        hour: str,
        counts: Counts,
        batches: tuple[str | None, str] | None = None,
    ) -> None:
        """Add numbers to an hour, and move the names of the batches counted from one to another.

        What names no batch leaves a mark, so that the client's own second try adds nothing: then
        Refused, as of a batch that is counted already.
        """
        added = counts.flat()
        places = dict(zip(added, range(len(added)), strict=True))
        names = {f"#n{place}": name for name, place in places.items()}
        values: Item = {f":n{place}": {"N": str(added[name])} for name, place in places.items()}
        values[":expiry"] = {"N": str(items.counts_expiry(hour))}
        sets = "SET expires_at = if_not_exists(expires_at, :expiry)"
        if batches is None:
            mark = uuid4().hex[:12]
            values[":mark"], guard = {"S": mark}, conditions.IS_NOT_MARKED
            sets += ", mark = :mark"
        else:
            was, values[":batches"] = batches[0], {"S": batches[1]}
            guard = conditions.batches_are(was)
            sets += ", batches = :batches"
        adds = " ADD " + ", ".join(f"#n{n} :n{n}" for n in places.values()) if added else ""
        key = keys.count_key(channel, account, hour)
        self._table.update(key, sets + adds, values=values, names=names, guard=guard)
