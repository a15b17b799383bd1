"""Look again at posts of open cases: a platform may tell nobody of edits and deletions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from earshot.channels.capabilities import Capabilities
from earshot.channels.protocol import Rereads
from earshot.channels.values import Reread
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Received
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.records import AccountRecord, MentionRecord
from earshot.domain.spending import Spending
from earshot.errors import Rejected, Retryable
from earshot.ports import Clock, Ids, Queue, Store

MOST_AT_ONCE = 100
MS_FOR_LOOKING = 25_000
LEASE = timedelta(minutes=1)


class Looked(NamedTuple):
    """How many posts were asked for, how many are otherwise now, and what asking failed with."""

    asked: int = 0
    changed: int = 0
    failed: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereader:
    """The ports that it works with; `rereading` is what shows an account's posts again."""

    store: Store
    queue: Queue
    clock: Clock
    ids: Ids
    accounts: Accounts
    rereading: Callable[[Account], Rereads | None]

    def look(
        self, channel: str, account: str, ids: Sequence[str], *, remaining_ms: Callable[[], int]
    ) -> Looked:
        """Ask how the posts of open cases among these are now, the newest first.

        What is otherwise takes the way of all that is heard. A platform that cannot be asked now is
        asked at the next turn, and nothing else waits for that.
        """
        connected = self.accounts.get(channel, account)
        rereads, holder, now = self.rereading(connected), self.ids.new(), self.clock.now()
        if rereads is None or remaining_ms() < MS_FOR_LOOKING:
            return Looked()
        record = self.store.lease(channel, account, holder=holder, now=now, until=now + LEASE)
        if record is None:
            return Looked()
        try:
            record, looked = self._look(connected, rereads, record, ids)
        finally:
            self.store.release(record, holder=holder)
        return looked

    def _look(
        self, account: Account, rereads: Rereads, record: AccountRecord, ids: Sequence[str]
    ) -> tuple[AccountRecord, Looked]:
        place = (account.channel, account.account)
        known = self.store.mentions(MentionKey(*place, one) for one in reversed(ids))
        held = self._of_open_cases(known)
        over = {one.id for one in (record.mention for record in known)} - {one.id for one in held}
        record = record.model_copy(update={"followed": record.followed.without(over)})
        wanted = held[: self._most(account, rereads.capabilities, record.spending)]
        try:
            found = rereads.reread(wanted) if wanted else Reread()
        except (Rejected, Retryable) as error:
            return record, Looked(len(wanted), 0, error)
        self._take(account, found.changed)
        spending = record.spending.plus(*found.spent, self.clock.now())
        record = record.model_copy(update={"spending": spending})
        return record, Looked(len(wanted), len(found.changed))

    def _of_open_cases(self, known: Sequence[MentionRecord]) -> list[Mention]:
        ids = dict.fromkeys(one.case_id for one in known if one.case_id)
        living = {case.id for case in self.store.cases(ids) if case.state != "resolved"}
        return [one.mention for one in known if not one.deleted and one.case_id in living]

    def _most(self, account: Account, can: Capabilities, mine: Spending) -> int:
        """As many as the budget allows; one that was edited may be billed twice."""
        if account.budget is None:
            return MOST_AT_ONCE
        others = self.store.answering(account.channel, account.account).spending
        if not mine.allows_more(account.budget, others, self.clock.now()):
            return 0
        left = mine.usd_left(account.budget, others, self.clock.now())
        if left is None or not can.price_of_a_post:
            return MOST_AT_ONCE
        return min(MOST_AT_ONCE, int(left / (2 * can.price_of_a_post)))

    def _take(self, account: Account, changed: Sequence[Mention]) -> None:
        """Queue first, then count."""
        if not changed:
            return
        now = self.clock.now()
        self.queue.send([self._enveloped(mention, now) for mention in changed])
        self.store.count_received(account.channel, account.account, at=now, number=len(changed))

    def _enveloped(self, mention: Mention, now: datetime) -> str:
        return Received(
            receipt=self.ids.new(), received_at=now, source="reread", mention=mention
        ).model_dump_json()
