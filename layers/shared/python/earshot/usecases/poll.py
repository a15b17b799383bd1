"""Ask a platform what is new for one account: leased, page by page, the cursor saved last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from zlib import crc32

from earshot.channels.protocol import Fetched, Pollable
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Noticed, Received
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.domain.records import AccountRecord, Quarantined
from earshot.errors import Rejected, Throttled, Unavailable
from earshot.ports import Clock, Ids, Queue, Store

LEASE = timedelta(minutes=5)
PAGES_PER_RUN = 20
MS_FOR_A_PAGE = 25_000
SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)

Ending = Literal[
    "done", "more", "held", "waiting", "throttled", "no_progress", "degraded", "reauth", "forbidden"
]
Health = Literal["ok", "degraded", "reauth", "forbidden"]


class Polled(NamedTuple):
    """What one run did, and how the account is; `news` is true when it was otherwise before."""

    ending: Ending
    pages: int = 0
    received: int = 0
    quarantined: int = 0
    health: Health = "ok"
    detail: str | None = None
    news: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Poller:
    """The ports that polling works with; `polling` is what asks an account's platform."""

    store: Store
    queue: Queue
    clock: Clock
    ids: Ids
    accounts: Accounts
    polling: Callable[[Account], Pollable]

    def poll(self, channel: str, account: str, *, remaining_ms: Callable[[], int]) -> Polled:
        """Take in what is new, as far as pages and time allow; the next run carries on."""
        connected = self.accounts.get(channel, account)
        holder, now = self.ids.new(), self.clock.now()
        record = self.store.lease(channel, account, holder=holder, now=now, until=now + LEASE)
        if record is None:
            return Polled("held")
        run = Run(self, connected, record, holder)
        try:
            return run.go(remaining_ms)
        finally:
            self.store.release(run.record, holder=holder)


class Run:
    """One poll under its lease; `record` is what will be saved, true after every step."""

    def __init__(
        self, poller: Poller, account: Account, record: AccountRecord, holder: str
    ) -> None:
        self._with = poller
        self._account = account
        self.record = record
        self._was = record.health
        self._holder = holder
        self._pages = self._received = self._quarantined = 0

    def go(self, remaining_ms: Callable[[], int]) -> Polled:
        """Everything but lease and release."""
        if self.record.not_before and self.record.not_before > self._with.clock.now():
            return self._polled("waiting")
        return self._polled(self._pages_until_done(remaining_ms))

    def _pages_until_done(self, remaining_ms: Callable[[], int]) -> Ending:
        connector = self._with.polling(self._account)
        trouble: Rejected | Unavailable | None = None
        while self._pages < PAGES_PER_RUN and remaining_ms() > MS_FOR_A_PAGE:
            page = self._page(connector)
            if not isinstance(page, Fetched):
                return page
            if page.cursor == self.record.cursor and not page.done:
                self._backed_off("no progress: the platform gives the same page again")
                return "no_progress"
            self._take(page)
            trouble = page.trouble or trouble
            if page.done and trouble:
                return self._failed(trouble)
            if trouble is None:
                self._healthy(page.not_before)
            if page.done:
                return "done"
            if page.not_before:
                return "throttled"
        return "more"

    def _page(self, connector: Pollable) -> Fetched | Ending:
        """The next page, or how the platform's refusal ends the run; our own failures escape."""
        self._pages += 1
        try:
            return connector.fetch(self.record.cursor)
        except Throttled as error:
            self._update(not_before=error.after or self._with.clock.now() + LONGEST_WAIT)
            return "throttled"
        except (Rejected, Unavailable) as error:
            return self._failed(error)

    def _take(self, page: Fetched) -> None:
        """Queue and quarantine first, then the count, the cursor last."""
        now = self._with.clock.now()
        since = self._account.listen_since
        mentions = [m for m in page.mentions if since is None or m.created_at >= since]
        bodies = [self._enveloped(mention, now) for mention in mentions]
        bodies += [self._noticed(notice, now) for notice in page.notices]
        if bodies:
            self._with.queue.send(bodies)
        if page.unreadable:
            self._with.store.quarantine(self._quarantine(page, now))
        self._received += len(mentions)
        self._quarantined += len(page.unreadable)
        if number := len(mentions) + len(page.unreadable):
            account = self._account
            self._with.store.count_received(account.channel, account.account, at=now, number=number)
        self._update(cursor=page.cursor)

    def _enveloped(self, mention: Mention, now: datetime) -> str:
        return Received(
            receipt=self._with.ids.new(), received_at=now, source="poll", mention=mention
        ).model_dump_json()

    def _noticed(self, notice: Notice, now: datetime) -> str:
        return Noticed(
            receipt=self._with.ids.new(), received_at=now, notice=notice
        ).model_dump_json()

    def _quarantine(self, page: Fetched, now: datetime) -> list[Quarantined]:
        return [
            Quarantined(
                channel=self._account.channel,
                account=self._account.account,
                receipt=self._with.ids.new(),
                received_at=now,
                stage="poll",
                reason=element.reason,
                field=element.field,
                raw=element.raw,
            )
            for element in page.unreadable
        ]

    def _healthy(self, not_before: datetime | None) -> None:
        self._health("ok", None)
        self._update(not_before=not_before)

    def _failed(self, error: Rejected | Unavailable) -> Ending:
        """A token that is no good needs a person; look again in a while, in case one came."""
        if isinstance(error, Unavailable) or error.kind not in ("reauth", "forbidden"):
            return self._backed_off(str(error))
        kind: Literal["reauth", "forbidden"] = "reauth" if error.kind == "reauth" else "forbidden"
        self._health(kind, str(error))
        self._update(not_before=self._with.clock.now() + SHORTEST_WAIT * self._jitter())
        return kind

    def _backed_off(self, detail: str) -> Ending:
        """Wait as long again as it has been failing already, between one and fifteen minutes."""
        self._health("degraded", detail)
        now = self._with.clock.now()
        failing = now - (self.record.health_since or now)
        wait = min(max(failing, SHORTEST_WAIT), LONGEST_WAIT)
        self._update(not_before=now + wait * self._jitter())
        return "degraded"

    def _jitter(self) -> float:
        """Between 0.8 and 1, different for every run."""
        return 1 - crc32(self._holder.encode()) % 1000 / 5000

    def _health(self, health: Health, detail: str | None) -> None:
        if health != self.record.health:
            self._update(health=health, health_since=self._with.clock.now())
        self._update(detail=detail)

    def _update(self, **changes: object) -> None:
        self.record = self.record.model_copy(update=changes)

    def _polled(self, ending: Ending) -> Polled:
        news = self.record.health != self._was
        return Polled(
            ending,
            self._pages,
            self._received,
            self._quarantined,
            self.record.health,
            self.record.detail,
            news,
        )
