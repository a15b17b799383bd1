"""Understand again what was set aside, and hand it on as the delivery that it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from earshot.channels.protocol import Reads
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Received
from earshot.domain.mention import Mention
from earshot.domain.records import Quarantined
from earshot.errors import Malformed, Permanent
from earshot.ports import Clock, Queue, Store

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Replayed:
    """How one element fared: the mention it is now understood as, or why it stays."""

    item: Quarantined
    mention: Mention | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayer:
    """The ports that replaying works with; `reading` understands an account's raw elements."""

    store: Store
    queue: Queue
    clock: Clock
    accounts: Accounts
    reading: Callable[[Account], Reads]

    def waiting(self, channel: str, account: str) -> Iterator[Quarantined]:
        """What is set aside and has not been replayed, newest first."""
        cursor = None
        while True:
            page = self.store.quarantined(channel, account, limit=AT_ONCE, cursor=cursor)
            yield from (item for item in page.items if item.replayed_at is None)
            if (cursor := page.cursor) is None:
                return

    def replay(self, item: Quarantined) -> Replayed:
        """Put it on the queue, then stamp it; what still cannot be understood stays as it is.

        The receipt stays the same, so whoever replays it once more after a crash in between only
        repeats a delivery that is known.
        """
        if item.replayed_at is not None:
            return Replayed(item, problem=f"was replayed at {item.replayed_at.isoformat()}")
        try:
            mention = self._read(item)
        except Permanent as error:
            return Replayed(item, problem=str(error))
        is_history = item.stage == "backfill"
        received = Received(
            receipt=item.receipt,
            received_at=item.received_at,
            source="backfill" if is_history else "replay",
            opens_cases=not is_history,
            mention=mention,
        )
        self.queue.send([received.model_dump_json()])
        self.store.mark_replayed(item, at=self.clock.now())
        return Replayed(item, mention)

    def _read(self, item: Quarantined) -> Mention:
        """Raw elements are the platform's; what was set aside later is a mention of our own form.

        Raise Permanent where it is none yet, or where its account is not connected.
        """
        account = self.accounts.get(item.channel, item.account)
        if item.stage in ("webhook", "poll", "backfill"):
            return self.reading(account).read(item.raw)
        try:
            return Mention.model_validate_json(item.raw)
        except ValueError:
            raise Malformed("the raw text is no mention") from None
