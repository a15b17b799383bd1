"""Mentions and authors in memory."""

from collections.abc import Iterable

from earshot.domain.mention import MentionKey
from earshot.domain.records import AuthorRecord, MentionRecord
from earshot.errors import Conflict
from earshot.ports import EARLY_ANSWERS, Page
from earshot.store import cursors, keys
from local.memory.rows import Rows


class MemoryMentions:
    rows: Rows

    def mention(self, key: MentionKey) -> MentionRecord | None:
        with self.rows.lock:
            return self.rows.get(keys.mention_key(key), MentionRecord)

    def mentions(self, wanted: Iterable[MentionKey]) -> list[MentionRecord]:
        found = (self.mention(key) for key in dict.fromkeys(wanted))
        return [record for record in found if record is not None]

    def put_mention(self, record: MentionRecord) -> MentionRecord | None:
        with self.rows.lock:
            standing = self.mention(record.key)
            if revision_of(standing) == record.revision - 1:
                self.rows.put(keys.mention_key(record.key), record)
                return None
            if standing is None:
                raise Conflict(f"revision {record.revision} of a mention that is not there")
            return None if standing == record else standing

    def highlights(
        self, brand: str, team: str, *, limit: int, cursor: str | None = None
    ) -> Page[MentionRecord]:
        before = cursors.decode(cursor) if cursor else keys.NEVER
        wanted = keys.highlight_partitions(brand, team)
        with self.rows.lock:
            placed = [(keys.highlight_place(r), r) for r in self.rows.of_kind(MentionRecord)]
        kept = [(key.sk, r) for key, r in placed if key and key.pk in wanted and key.sk < before]
        kept.sort(key=lambda pair: pair[0], reverse=True)
        page = [record for _, record in kept[:limit]]
        return Page(page, cursors.encode(kept[limit - 1][0]) if len(kept) > limit else None)

    def early_answers(self, question: MentionKey) -> list[MentionRecord]:
        wanted = keys.early_partition(question)
        with self.rows.lock:
            placed = [(keys.early_place(r), r) for r in self.rows.of_kind(MentionRecord)]
        found = [(key.sk, r) for key, r in placed if key and key.pk == wanted]
        found.sort(key=lambda pair: pair[0])
        return [record for _, record in found[:EARLY_ANSWERS]]

    def author(self, channel: str, account: str, author_id: str) -> AuthorRecord | None:
        with self.rows.lock:
            return self.rows.get(keys.author_key(channel, account, author_id), AuthorRecord)


def revision_of(record: MentionRecord | None) -> int:
    """The revision that stands there; 0 when nothing does."""
    return record.revision if record else 0
