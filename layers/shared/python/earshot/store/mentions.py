"""Mentions and authors in the table."""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice

from earshot.domain.mention import MentionKey
from earshot.domain.records import AuthorRecord, MentionRecord
from earshot.errors import Conflict
from earshot.ports import EARLY_ANSWERS, Page
from earshot.store import conditions, cursors, items, keys
from earshot.store.body import Item
from earshot.store.table import Table
from earshot.store.translation import Refused


class MentionItems:
    _table: Table

    def mention(self, key: MentionKey) -> MentionRecord | None:
        item = self._table.get(keys.mention_key(key))
        return items.mention_from(item) if item else None

    def mentions(self, wanted: Iterable[MentionKey]) -> list[MentionRecord]:
        order = list(dict.fromkeys(wanted))
        found = self._table.get_all([keys.mention_key(key) for key in order])
        by_key = {record.key: record for record in map(items.mention_from, found)}
        return [by_key[key] for key in order if key in by_key]

    def put_mention(self, record: MentionRecord) -> MentionRecord | None:
        item = items.mention_item(record)
        try:
            self._table.put(item, conditions.follows(record.revision))
        except Refused as refused:
            if refused.item is None:
                raise Conflict(f"revision {record.revision} of a mention not there") from None
            return None if refused.item == item else items.mention_from(refused.item)
        return None

    def highlights(
        self, brand: str, team: str, *, limit: int, cursor: str | None = None
    ) -> Page[MentionRecord]:
        _, sk = keys.INDEX_KEYS[keys.QUEUE_INDEX]
        before = cursors.decode(cursor) if cursor else None
        shards = [
            self._newest(partition, limit + 1, before)
            for partition in keys.highlight_partitions(brand, team)
        ]
        found = merge(*shards, key=lambda item: str(item[sk]["S"]), reverse=True)
        return cursors.page(found, limit, sk, items.mention_from)

    def _newest(self, partition: str, limit: int, before: str | None) -> Iterator[Item]:
        pk, sk = keys.INDEX_KEYS[keys.QUEUE_INDEX]
        condition, values = f"{pk} = :pk", {":pk": partition}
        if before:
            condition += f" AND {sk} < :sk"
            values[":sk"] = before
        return self._table.query(
            condition, values, newest_first=True, IndexName=keys.QUEUE_INDEX, Limit=limit
        )

    def early_answers(self, question: MentionKey) -> list[MentionRecord]:
        pk, _ = keys.INDEX_KEYS[keys.AGENT_INDEX]
        found = self._table.query(
            f"{pk} = :pk",
            {":pk": keys.early_partition(question)},
            IndexName=keys.AGENT_INDEX,
            Limit=EARLY_ANSWERS,
        )
        return [items.mention_from(item) for item in islice(found, EARLY_ANSWERS)]

    def author(self, channel: str, account: str, author_id: str) -> AuthorRecord | None:
        item = self._table.get(keys.author_key(channel, account, author_id))
        return items.author_from(item) if item else None
