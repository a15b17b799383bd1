"""Cases, their events, replies and timers in memory."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.mention import MentionKey
from earshot.domain.own_posts import name_of, named
from earshot.domain.records import Correction
from earshot.errors import Conflict
from earshot.ports import Commit, Page
from earshot.store import cursors, keys
from earshot.store.items import Timer
from earshot.store.keys import Key
from local.memory.agents import MemoryAgents
from local.memory.mentions import MemoryMentions, revision_of


class MemoryCases(MemoryMentions, MemoryAgents):
    """What moves together with a case includes its mention and author."""

    def case(self, case_id: str) -> Case | None:
        with self.rows.lock:
            return self.rows.get(keys.case_key(case_id), Case)

    def cases(self, case_ids: Iterable[str]) -> list[Case]:
        found = (self.case(case_id) for case_id in dict.fromkeys(case_ids))
        return [case for case in found if case is not None]

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

    def due_in(self, step: str, *, shard: int | None = None, most: int | None = None) -> list[str]:
        first, last = ("", "") if shard is None else keys.timer_shard(shard)
        with self.rows.lock:
            rows = self.rows.under(keys.timer_partition(step))
        found = [
            row.case_id
            for sk, row in rows
            if isinstance(row, Timer) and (shard is None or first <= sk <= last)
        ]
        return found[:most]

    def reply(self, case_id: str, reply_id: str) -> Reply | None:
        with self.rows.lock:
            return self.rows.get(keys.reply_key(case_id, reply_id), Reply)

    def reply_of_post(self, post: MentionKey) -> Reply | None:
        with self.rows.lock:
            found = named(self.rows.get(keys.post_key(post), str))
            return self.reply(*found) if found else None

    def move_reply(self, reply: Reply, *, was: tuple[str, int]) -> None:
        with self.rows.lock:
            standing = self.reply(reply.case_id, reply.id)
            if _place(standing) == was:
                self.rows.put(keys.reply_key(reply.case_id, reply.id), reply)
            elif standing != reply:
                raise Conflict(f"reply {reply.id} no longer stands at {was[0]}, attempt {was[1]}")

    def _listed(
        self, place: Callable[[Case], Key | None], partition: str, limit: int, cursor: str | None
    ) -> Page[Case]:
        behind = cursors.decode(cursor) if cursor else ""
        with self.rows.lock:
            placed = [(place(case), case) for case in self.rows.of_kind(Case)]
        kept = sorted(
            (key.sk, case)
            for key, case in placed
            if key is not None and key.pk == partition and key.sk > behind
        )
        page = [case for _, case in kept[:limit]]
        return Page(page, cursors.encode(kept[limit - 1][0]) if len(kept) > limit else None)

    def _guards(self, commit: Commit) -> Iterator[bool]:
        standing = self.case(commit.case.id)
        yield (standing.version if standing else 0) == commit.expected
        for event in commit.events:
            key = keys.event_key(event.case_id, event.version)
            yield self.rows.get(key, CaseEvent) is None
        if commit.mention:
            yield revision_of(self.mention(commit.mention.key)) == commit.mention.revision - 1
        if commit.author:
            author = self.author(
                commit.author.channel, commit.author.account, commit.author.author_id
            )
            yield (author.revision if author else 0) == commit.author.revision - 1
        for reply, was in commit.replies:
            yield _place(self.reply(reply.case_id, reply.id)) == was
        yield all(map(self._may_move, commit.loads))

    def _is_done(self, commit: Commit) -> bool:
        if not commit.events:
            return False
        last = commit.events[-1]
        if self.rows.get(keys.event_key(last.case_id, last.version), CaseEvent) != last:
            return False
        mention = self.mention(commit.mention.key) if commit.mention else None
        return commit.mention is None or (mention is not None and mention.knows(commit.mention))

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
        for reply, _ in commit.replies:
            self._put_reply(reply)
        self._apply_beside(commit)

    def _put_reply(self, reply: Reply) -> None:
        self.rows.put(keys.reply_key(reply.case_id, reply.id), reply)
        if reply.post_id:
            post = MentionKey(reply.channel, reply.account, reply.post_id)
            self.rows.put(keys.post_key(post), name_of(reply))

    def _apply_beside(self, commit: Commit) -> None:
        if made := commit.correction:
            self.rows.put(keys.correction_key(made.at, made.case_id, made.version), made)
        for move in commit.loads:
            self._move(move)

    def corrections(self, since: datetime, until: datetime) -> list[Correction]:
        with self.rows.lock:
            found = self.rows.of_kind(Correction)
        within = [made for made in found if since <= made.at <= until]
        return sorted(within, key=lambda made: (made.at, made.case_id, made.version))


def _place(reply: Reply | None) -> tuple[str, int] | None:
    return reply.place if reply else None
