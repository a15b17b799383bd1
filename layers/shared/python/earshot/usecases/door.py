"""Make what came in durable, then count it: the one way in, of webhooks and of polls."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from earshot.channels.values import Unreadable
from earshot.domain.accounts import Account
from earshot.domain.envelope import Noticed, Received
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.domain.records import Quarantined
from earshot.ports import Ids, Queue, Store

Source = Literal["webhook", "poll"]
StopsAt = Callable[[Mention], str | None]


class Came(NamedTuple):
    """What came in for an account at one time, each kind in order."""

    account: Account
    at: datetime
    source: Source
    mentions: Sequence[Mention]
    notices: Sequence[Notice] = ()
    unreadable: Sequence[Unreadable] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The ports that taking in works with."""

    store: Store
    queue: Queue
    ids: Ids

    def take(self, came: Came, stops: StopsAt) -> int:
        """Queue and quarantine, then count; how many mentions went on.

        `stops` says why a mention goes no further than this: it is counted as filtered, in the same
        write that counts what came, and kept nowhere.
        """
        received: Counter[str] = Counter(mention.account for mention in came.mentions)
        received.update(one.account or came.account.account for one in came.unreadable)
        reasons = [stops(mention) for mention in came.mentions]
        pairs = list(zip(came.mentions, reasons, strict=True))
        bodies = [self._enveloped(came, mention) for mention, reason in pairs if reason is None]
        bodies += [self._noticed(came, notice) for notice in came.notices]
        if bodies:
            self.queue.send(bodies)
        if came.unreadable:
            self.store.quarantine([self._quarantined(came, one) for one in came.unreadable])
        filtered: dict[str, Counter[str]] = defaultdict(Counter)
        for mention, reason in pairs:
            if reason is not None:
                filtered[mention.account][reason] += 1
        for name, number in received.items():
            self.store.count_received(
                came.account.channel, name, at=came.at, number=number, filtered=filtered[name]
            )
        return sum(reason is None for reason in reasons)

    def _enveloped(self, came: Came, mention: Mention) -> str:
        return Received(
            receipt=self.ids.new(), received_at=came.at, source=came.source, mention=mention
        ).model_dump_json()

    def _noticed(self, came: Came, notice: Notice) -> str:
        return Noticed(receipt=self.ids.new(), received_at=came.at, notice=notice).model_dump_json()

    def _quarantined(self, came: Came, element: Unreadable) -> Quarantined:
        return Quarantined(
            channel=came.account.channel,
            account=element.account or came.account.account,
            receipt=self.ids.new(),
            received_at=came.at,
            stage=came.source,
            reason=element.reason,
            field=element.field,
            raw=element.raw,
        )
