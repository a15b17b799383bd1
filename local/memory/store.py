"""The store in memory: the same contract as the table's, for tests, simulation and fault drills."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.changes import Change, hour_of
from earshot.domain.mention import MentionKey
from earshot.domain.records import (
    AccountRecord,
    AuthorRecord,
    Counts,
    MentionRecord,
    Quarantined,
)
from earshot.errors import Conflict
from earshot.ports import Commit, Page
from earshot.store import cursors, keys
from earshot.store.items import Timer
from earshot.store.keys import Key
from local.memory.rows import HourRow, Rows


class MemoryStore:
    """A real store that forgets when the process ends; safe to use from many threads."""

    def __init__(self) -> None:
        self.rows = Rows()

    def drain(self) -> list[tuple[str, Change]]:
        """What the table's stream would have told since the last call: positions and changes."""
        return self.rows.drain()

    def mention(self, key: MentionKey) -> MentionRecord | None:
        with self.rows.lock:
            return self.rows.get(keys.mention_key(key), MentionRecord)

    def mentions(self, wanted: Iterable[MentionKey]) -> list[MentionRecord]:
        found = (self.mention(key) for key in dict.fromkeys(wanted))
        return [record for record in found if record is not None]

    def put_mention(self, record: MentionRecord) -> MentionRecord | None:
        with self.rows.lock:
            standing = self.mention(record.key)
            if _revision(standing) == record.revision - 1:
                self.rows.put(keys.mention_key(record.key), record)
                return None
            if standing is None:
                raise Conflict(f"revision {record.revision} of a mention that is not there")
            return None if standing == record else standing

    def author(self, channel: str, account: str, author_id: str) -> AuthorRecord | None:
        with self.rows.lock:
            return self.rows.get(keys.author_key(channel, account, author_id), AuthorRecord)

    def case(self, case_id: str) -> Case | None:
        with self.rows.lock:
            return self.rows.get(keys.case_key(case_id), Case)

    def history(self, case_id: str) -> tuple[Case, list[CaseEvent], list[Reply]] | None:
        with self.rows.lock:
            case = self.case(case_id)
            rows = [row for _, row in self.rows.under(keys.case_key(case_id).pk)]
        if case is None:
            return None
        events = [row for row in rows if isinstance(row, CaseEvent)]
        return case, events, [row for row in rows if isinstance(row, Reply)]

    def commit(self, commit: Commit) -> None:
        with self.rows.lock:
            if all(self._guards(commit)):
                self._apply(commit)
            elif not self._is_done(commit):
                raise Conflict(f"case {commit.case.id} is no longer at {commit.expected}")

    def queue_of(
        self, brand: str, team: str, *, limit: int, cursor: str | None = None
    ) -> Page[Case]:
        return self._listed(keys.queue_place, keys.queue_partition(brand, team), limit, cursor)

    def cases_of_agent(self, agent: str, *, limit: int, cursor: str | None = None) -> Page[Case]:
        return self._listed(keys.agent_place, keys.agent_partition(agent), limit, cursor)

    def due_in(self, step: str) -> list[str]:
        with self.rows.lock:
            rows = [row for _, row in self.rows.under(keys.timer_partition(step))]
        return [row.case_id for row in rows if isinstance(row, Timer)]

    def reply(self, case_id: str, reply_id: str) -> Reply | None:
        with self.rows.lock:
            return self.rows.get(keys.reply_key(case_id, reply_id), Reply)

    def move_reply(self, reply: Reply, *, was: tuple[str, int]) -> None:
        with self.rows.lock:
            standing = self.reply(reply.case_id, reply.id)
            if _place(standing) == was:
                self.rows.put(keys.reply_key(reply.case_id, reply.id), reply)
            elif standing != reply:
                raise Conflict(f"reply {reply.id} no longer stands at {was[0]}, attempt {was[1]}")

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
            if held and record.lease_until and record.lease_until > now:
                return None
            leased = record.model_copy(update={"lease": holder, "lease_until": until})
            self.rows.put(keys.account_key(channel, account), leased)
            return leased

    def release(self, record: AccountRecord, *, holder: str) -> None:
        with self.rows.lock:
            if self.account(record.channel, record.account).lease == holder:
                freed = record.model_copy(update={"lease": None, "lease_until": None})
                self.rows.put(keys.account_key(record.channel, record.account), freed)

    def quarantine(self, items: Sequence[Quarantined]) -> None:
        with self.rows.lock:
            for item in items:
                self.rows.put(_quarantine_key(item), item)

    def quarantined(
        self, channel: str, account: str, *, limit: int, cursor: str | None = None
    ) -> Page[Quarantined]:
        before = cursors.decode(cursor, 1)[0] if cursor else None
        pk = keys.quarantine_partition(channel, account)
        with self.rows.lock:
            rows = self.rows.under(pk)
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

    def count_received(self, channel: str, account: str, *, at: datetime, number: int) -> None:
        key = keys.count_key(channel, account, hour_of(at))
        with self.rows.lock:
            row = self.rows.get(key, HourRow) or HourRow()
            self.rows.put(key, HourRow(_sum(row.counts, Counts(received=number)), row.counted))

    def count_outcomes(
        self,
        channel: str,
        account: str,
        *,
        hour: str,
        outcomes: Counts,
        source: str,
        upto: str,
        since: str | None = None,
    ) -> str | None:
        key = keys.count_key(channel, account, hour)
        with self.rows.lock:
            row = self.rows.get(key, HourRow) or HourRow()
            reached = row.counted.get(source)
            if reached is not None and reached >= (since or upto):
                return None if reached >= upto else reached
            counted = {**row.counted, source: upto}
            self.rows.put(key, HourRow(_sum(row.counts, outcomes), counted))
            return None

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

    def _listed(
        self, place: Callable[[Case], Key | None], partition: str, limit: int, cursor: str | None
    ) -> Page[Case]:
        behind = cursors.decode(cursor, 2) if cursor else []
        with self.rows.lock:
            cases = self.rows.of_kind(Case)
        placed = [(place(case), case) for case in cases]
        found = sorted(
            (
                (key.sk, keys.case_key(case.id).pk, case)
                for key, case in placed
                if key is not None and key.pk == partition
            ),
            key=lambda row: row[:2],
        )
        kept = [row for row in found if list(row[:2]) > behind]
        page = [row[2] for row in kept[:limit]]
        return Page(page, cursors.encode(*kept[limit - 1][:2]) if len(kept) > limit else None)

    def _guards(self, commit: Commit) -> Iterator[bool]:
        standing = self.case(commit.case.id)
        yield (standing.version if standing else 0) == commit.expected
        for event in commit.events:
            key = keys.event_key(event.case_id, event.version)
            yield self.rows.get(key, CaseEvent) is None
        if commit.mention:
            yield _revision(self.mention(commit.mention.key)) == commit.mention.revision - 1
        if commit.author:
            author = self.author(
                commit.author.channel, commit.author.account, commit.author.author_id
            )
            yield (author.revision if author else 0) == commit.author.revision - 1
        if commit.reply:
            yield _place(self.reply(commit.reply.case_id, commit.reply.id)) == commit.reply_was

    def _is_done(self, commit: Commit) -> bool:
        if not commit.events:
            return False
        last = commit.events[-1]
        return self.rows.get(keys.event_key(last.case_id, last.version), CaseEvent) == last

    def _apply(self, commit: Commit) -> None:
        case = commit.case
        self.rows.put(keys.case_key(case.id), case)
        for event in commit.events:
            self.rows.put(keys.event_key(event.case_id, event.version), event)
        if commit.was_step != case.step and commit.was_step is not None:
            self.rows.remove(keys.timer_key(commit.was_step, case.id))
        if commit.was_step != case.step and case.step is not None:
            self.rows.put(keys.timer_key(case.step, case.id), Timer(case.step, case.id))
        if commit.mention:
            self.rows.put(keys.mention_key(commit.mention.key), commit.mention)
        if commit.author:
            author = commit.author
            key = keys.author_key(author.channel, author.account, author.author_id)
            self.rows.put(key, author)
        if commit.reply:
            self.rows.put(keys.reply_key(commit.reply.case_id, commit.reply.id), commit.reply)


def _revision(record: MentionRecord | None) -> int:
    return record.revision if record else 0


def _place(reply: Reply | None) -> tuple[str, int] | None:
    return (reply.state, reply.attempt) if reply else None


def _quarantine_key(item: Quarantined) -> Key:
    return keys.quarantine_key(item.channel, item.account, item.received_at, item.receipt)


def _sum(a: Counts, b: Counts) -> Counts:
    fields = Counts.model_fields
    return Counts.model_validate({name: getattr(a, name) + getattr(b, name) for name in fields})
