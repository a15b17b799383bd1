"""Mentions and authors in memory."""

from collections.abc import Iterable

from earshot.domain.mention import MentionKey
from earshot.domain.records import AuthorRecord, MentionRecord
from earshot.errors import Conflict
from earshot.store import keys
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

    def author(self, channel: str, account: str, author_id: str) -> AuthorRecord | None:
        with self.rows.lock:
            return self.rows.get(keys.author_key(channel, account, author_id), AuthorRecord)


def revision_of(record: MentionRecord | None) -> int:
    """The revision that stands there; 0 when nothing does."""
    return record.revision if record else 0
