"""Cases, their events, replies and timers in the table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Any

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.mention import MentionKey
from earshot.domain.records import MentionRecord
from earshot.errors import Conflict
from earshot.ports import Commit, Page
from earshot.store import conditions, cursors, items, keys, opened
from earshot.store.agents import AgentItems
from earshot.store.body import Item
from earshot.store.table import Operation, Table
from earshot.store.translation import Cancelled, Refused

Guarded = tuple[str, Operation]


class CaseItems(AgentItems):
    _table: Table

    def case(self, case_id: str) -> Case | None:
        item = self._table.get(keys.case_key(case_id))
        return items.case_from(item) if item else None

    def cases(self, case_ids: Iterable[str]) -> list[Case]:
        order = list(dict.fromkeys(case_ids))
        found = self._table.get_all([keys.case_key(case_id) for case_id in order])
        by_id = {case.id: case for case in map(items.case_from, found)}
        return [by_id[case_id] for case_id in order if case_id in by_id]

    def history(self, case_id: str) -> tuple[Case, list[CaseEvent], list[Reply]] | None:
        key = keys.case_key(case_id)
        case: Case | None = None
        events: list[CaseEvent] = []
        replies: list[Reply] = []
        for item in self._table.query("pk = :pk", {":pk": key.pk}, ConsistentRead=True):
            kind = item["sk"]["S"].partition("#")[0]
            if kind == "CASE":
                case = items.case_from(item)
                events += opened.opened_from(item)
            elif kind == "EVENT":
                events.append(items.event_from(item))
            elif kind == "REPLY":
                replies.append(items.reply_from(item))
        return (case, events, replies) if case else None

    def queue_of(
        self, brand: str, team: str, *, limit: int, cursor: str | None = None
    ) -> Page[Case]:
        return self._listed(keys.QUEUE_INDEX, keys.queue_partition(brand, team), limit, cursor)

    def cases_of_agent(self, agent: str, *, limit: int, cursor: str | None = None) -> Page[Case]:
        return self._listed(keys.AGENT_INDEX, keys.agent_partition(agent), limit, cursor)

    def due_in(self, step: str, *, shard: int | None = None, most: int | None = None) -> list[str]:
        condition, values = "pk = :pk", {":pk": keys.timer_partition(step)}
        if shard is not None:
            condition += " AND sk BETWEEN :first AND :last"
            values[":first"], values[":last"] = keys.timer_shard(shard)
        limit: dict[str, Any] = {} if most is None else {"Limit": most}
        found = self._table.query(condition, values, ConsistentRead=True, **limit)
        return [items.timer_from(item).case_id for item in islice(found, most)]

    def reply(self, case_id: str, reply_id: str) -> Reply | None:
        item = self._table.get(keys.reply_key(case_id, reply_id))
        return items.reply_from(item) if item else None

    def reply_of_post(self, post: MentionKey) -> Reply | None:
        item = self._table.get(keys.post_key(post))
        return self.reply(*items.post_from(item)) if item else None

    def move_reply(self, reply: Reply, *, was: tuple[str, int]) -> None:
        item = items.reply_item(reply)
        try:
            self._table.put(item, conditions.reply_is(was))
        except Refused as refused:
            if refused.item != item:
                place = f"{was[0]}, attempt {was[1]}"
                raise Conflict(f"reply {reply.id} no longer stands at {place}") from None

    def commit(self, commit: Commit) -> None:
        changed = self._try(commit)
        if set(changed) == {"load"}:
            changed = self._try(replace(commit, loads=self._possible(commit.loads)))
        if changed:
            raise Conflict(f"case {commit.case.id}: changed {', '.join(changed)}")

    def _try(self, commit: Commit) -> list[str]:
        """Write it all; return the names of what stood in the way, none when it is done."""
        guarded = list(self._operations(commit))
        operations = [operation for _, operation in guarded]
        try:
            self._table.transact(operations, token=_token(operations) if commit.events else None)
        except Cancelled as cancelled:
            if not self._is_done(commit):
                named = zip(guarded, cancelled.codes, strict=False)
                return [name for (name, _), code in named if code != "None"]
        return []

    def _operations(self, commit: Commit) -> Iterator[Guarded]:
        put, case = self._put, commit.case
        yield from self._state(commit)
        if mention := commit.mention:
            guard = conditions.follows(mention.revision)
            yield "mention", put(items.mention_item(mention), guard)
        if author := commit.author:
            yield "author", put(items.author_item(author), conditions.follows(author.revision))
        for reply, was in commit.replies:
            yield "reply", put(items.reply_item(reply), conditions.reply_is(was))
            if platform_id := reply.post_id:
                yield "post", put(items.post_item(reply, platform_id), None)
        if commit.correction:
            yield "correction", put(items.correction_item(commit.correction), None)
        for load in self._load_operations(commit.loads):
            yield "load", load
        if commit.was_step != case.step:
            yield from self._timer_moves(commit.was_step, case)

    def _state(self, commit: Commit) -> Iterator[Guarded]:
        """The case and the events that made it so. A new one holds these itself if they fit."""
        guard = conditions.stands_at(commit.expected)
        if not commit.expected:
            whole = opened.opening_item(commit.case, commit.events) if commit.events else None
            yield "case", self._put(whole or items.case_item(commit.case), guard)
            if whole:
                return
        else:
            yield "case", self._table.operation("Update", guard, **opened.case_update(commit.case))
        for event in commit.events:
            yield f"event {event.version}", self._put(items.event_item(event), conditions.ABSENT)

    def _timer_moves(self, was_step: str | None, case: Case) -> Iterator[Guarded]:
        if was_step is not None:
            gone = items.key_item(keys.timer_key(was_step, case.id))
            yield "timer", self._table.operation("Delete", Key=gone)
        if case.step is not None:
            yield "timer", self._put(items.timer_item(case.step, case.id), None)

    def _put(self, item: Item, guard: conditions.Condition | None) -> Operation:
        return self._table.operation("Put", guard, Item=item)

    def _is_done(self, commit: Commit) -> bool:
        """Whether the events stand there as we would write them: our answer was lost.

        Two deliveries may cause the same event at the same instant; the mention tells them apart.
        """
        if not commit.events:
            return False
        if not self._stands(commit.events[-1]):
            return False
        return commit.mention is None or self._has_heard(commit.mention)

    def _stands(self, event: CaseEvent) -> bool:
        """Whether this is what happened there; the events of an opening are in the case itself."""
        item = self._table.get(keys.event_key(event.case_id, event.version))
        if item is not None:
            return items.event_from(item) == event
        case = self._table.get(keys.case_key(event.case_id))
        return case is not None and event in opened.opened_from(case)

    def _has_heard(self, ours: MentionRecord) -> bool:
        found = self._table.get(keys.mention_key(ours.key))
        return found is not None and items.mention_from(found).knows(ours)

    def _listed(self, index: str, partition: str, limit: int, cursor: str | None) -> Page[Case]:
        pk, sk = keys.INDEX_KEYS[index]
        condition, values = f"{pk} = :pk", {":pk": partition}
        if cursor:
            condition += f" AND {sk} > :sk"
            values[":sk"] = cursors.decode(cursor)
        found = self._table.query(condition, values, IndexName=index, Limit=limit + 1)
        return cursors.page(found, limit, sk, items.case_from)


def _token(operations: list[Operation]) -> str:
    """The same write has the same token, so DynamoDB itself answers a quick repeat with success."""
    return sha256(repr(operations).encode()).hexdigest()[:36]
