"""Ask a platform what is new for one account: leased, page by page, the cursor saved last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from earshot.channels.protocol import Expires, Pollable, Rereads
from earshot.channels.values import Fetched
from earshot.domain.accounts import Account, Accounts
from earshot.domain.mention import Mention
from earshot.domain.records import AccountRecord
from earshot.domain.spending import Spending
from earshot.domain.standing import Health
from earshot.errors import Rejected, Throttled, Unavailable
from earshot.ports import Clock, Ids, Queue, Store
from earshot.usecases.course import Course, Ending
from earshot.usecases.door import Came, Door

LEASE = timedelta(minutes=5)
PAGES_PER_RUN = 20
KNOWN_PAGES = 3
"""So many pages one after another that hold only what the run has seen lead in a circle."""
MS_FOR_A_PAGE = 25_000


class Polled(NamedTuple):
    """What one run did, and how the account is; `news` is true when it was otherwise before.

    `look_at` are posts that it is time to look at again (`usecases.reread`).
    """

    ending: Ending
    pages: int = 0
    received: int = 0
    quarantined: int = 0
    health: Health = "ok"
    detail: str | None = None
    news: bool = False
    look_at: tuple[str, ...] = ()


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
        """Take in what is new, as far as pages, time and budget allow; the next run carries on."""
        connected = self.accounts.get(channel, account)
        holder, now = self.ids.new(), self.clock.now()
        record = self.store.lease(channel, account, holder=holder, now=now, until=now + LEASE)
        if record is None:
            return Polled("held")
        run = Run(self, connected, record, holder)
        try:
            return run.go(remaining_ms)
        finally:
            self.store.release(run.course.record, holder=holder)


class Run:
    """One poll under its lease."""

    def __init__(
        self, poller: Poller, account: Account, record: AccountRecord, holder: str
    ) -> None:
        self._with = poller
        self._account = account
        self._holder = holder
        self.course = Course(record, poller.clock, holder)
        self._door = Door(store=poller.store, queue=poller.queue, ids=poller.ids)
        self._seen: set[tuple[str, str]] = set()
        self._pages = self._received = self._quarantined = self._known = 0

    def go(self, remaining_ms: Callable[[], int]) -> Polled:
        """Everything but lease and release."""
        not_before = self.course.record.not_before
        if not_before and not_before > self._with.clock.now():
            return self._polled("waiting")
        connector = self._with.polling(self._account)
        ending = self._pages_until_done(connector, remaining_ms)
        return self._polled(ending, self._look_at(connector, ending))

    def _pages_until_done(self, connector: Pollable, remaining_ms: Callable[[], int]) -> Ending:
        others = self._spent_answering()
        while self._pages < PAGES_PER_RUN and remaining_ms() > MS_FOR_A_PAGE:
            if not self._affords(others):
                return self.course.over_budget()
            if not self._still_ours():
                return "held"
            page = self._page(connector)
            if not isinstance(page, Fetched):
                return page
            self.course.spent(page)
            if ended := self._circling(page):
                return ended
            self._take(page)
            self._learn(connector, page)
            if page.done:
                return self.course.done()
            if page.not_before:
                return "throttled"
        return "more"

    def _page(self, connector: Pollable) -> Fetched | Ending:
        """The next page, or how the platform's refusal ends the run; our own failures escape."""
        self._pages += 1
        try:
            return connector.fetch(self.course.record.cursor)
        except Throttled as error:
            return self.course.throttled(error)
        except (Rejected, Unavailable) as error:
            return self.course.failed(error)

    def _circling(self, page: Fetched) -> Ending | None:
        """Whether asking on would bring the same for ever, whatever the cursors say."""
        if page.done:
            return None
        if page.cursor == self.course.record.cursor:
            return self.course.stuck("the platform gives the same page again")
        fresh = {(mention.id, mention.revision) for mention in page.mentions} - self._seen
        self._seen |= fresh
        self._known = self._known + 1 if page.mentions and not fresh else 0
        if self._known == KNOWN_PAGES:
            return self.course.stuck("the platform gives pages that it gave before")
        return None

    def _take(self, page: Fetched) -> None:
        """Make it durable and count it; the cursor last."""
        now = self._with.clock.now()
        came = Came(self._account, now, "poll", page.mentions, page.notices, page.unreadable)
        self._received += self._door.take(came, self._stops)
        self._quarantined += len(page.unreadable)
        self.course.took(page, now)

    def _stops(self, mention: Mention) -> str | None:
        """Why it goes no further than the door; of what we may hold, a deletion is followed."""
        since = self._account.listen_since
        if since and mention.created_at < since and mention.event != "delete":
            return "before_listening"
        return "blocked_author" if self._account.stops_at_the_door(mention) else None

    def _still_ours(self) -> bool:
        """Whether nobody else may poll; a run that takes long keeps its lease alive."""
        record, now = self.course.record, self._with.clock.now()
        if record.lease_until is None or record.lease_until - now > LEASE / 2:
            return True
        place, until = (record.channel, record.account), now + LEASE
        renewed = self._with.store.lease(*place, holder=self._holder, now=now, until=until)
        if renewed is None:
            return False
        self.course.leased(until)
        return True

    def _spent_answering(self) -> Spending:
        if self._account.budget is None:
            return Spending()
        where = (self._account.channel, self._account.account)
        return self._with.store.answering(*where).spending

    def _affords(self, others: Spending) -> bool:
        spending, now = self.course.record.spending, self._with.clock.now()
        return spending.allows_more(self._account.budget, others, now)

    def _learn(self, connector: Pollable, page: Fetched) -> None:
        """When the token ends, and what may have to be looked at again."""
        if isinstance(connector, Rereads):
            self.course.follow(page.mentions)
        if isinstance(connector, Expires):
            self.course.expires(connector.ends("listen"))

    def _look_at(self, connector: Pollable, ending: Ending) -> tuple[str, ...]:
        if ending not in ("done", "more") or not isinstance(connector, Rereads):
            return ()
        return self.course.look_again(connector.capabilities.looks_again_every)

    def _polled(self, ending: Ending, look_at: tuple[str, ...] = ()) -> Polled:
        course = self.course
        return Polled(
            ending,
            self._pages,
            self._received,
            self._quarantined,
            course.record.health,
            course.record.detail,
            course.news,
            look_at,
        )
