"""Polling: lease, pages, cursor last, and what is remembered of a platform that fails."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.channels.values import Fetched, Unreadable
from earshot.domain.accounts import Account, Accounts
from earshot.domain.envelope import Noticed, Received, opened
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.domain.records import AccountRecord
from earshot.errors import Rejected, Throttled, Unavailable, Unknown
from earshot.usecases.poll import PAGES_PER_RUN, Polled, Poller
from local.memory import FixedClock, MemoryQueue, MemoryStore, NumberedIds
from tests.builders import MONDAY_NINE, mention

HOUR = "2026-03-02T09"
ACCOUNT = Account(
    brand="acme",
    channel="mastodon",
    account="acmehelp",
    connector="mastodon",
    base_url="https://social.example",
    listen_secret="in",
)


class Listing:
    """A platform that lists `count` mentions, five to a page; `failing` is raised once a call."""

    def __init__(self, count: int = 0, page: int = 5) -> None:
        self.mentions = [said(n) for n in range(1, count + 1)]
        self.page = page
        self.calls: list[str | None] = []
        self.failing: list[Exception] = []
        self.unreadable: dict[int, Unreadable] = {}
        self.not_before: datetime | None = None
        self.stuck = False
        self.trouble: Rejected | Unavailable | None = None

    def fetch(self, cursor: str | None) -> Fetched:
        self.calls.append(cursor)
        if self.failing:
            raise self.failing.pop(0)
        start = 0 if self.stuck else int(cursor or 0)
        page = self.mentions[start : start + self.page]
        bad = [self.unreadable[n] for n in range(start, start + self.page) if n in self.unreadable]
        found = Fetched(tuple(page), tuple(bad), str(start + len(page)), not page, self.not_before)
        trouble, self.trouble = self.trouble, None
        return found._replace(trouble=trouble)


def said(number: int, **over: object) -> Mention:
    return mention(channel="mastodon", id=f"s{number}", **over)


@dataclass
class Post:
    """A poller with all its ports in memory, and a platform."""

    platform: Listing = field(default_factory=Listing)
    store: MemoryStore = field(default_factory=MemoryStore)
    queue: MemoryQueue = field(default_factory=MemoryQueue)
    clock: FixedClock = field(default_factory=lambda: FixedClock(MONDAY_NINE))
    ids: NumberedIds = field(default_factory=lambda: NumberedIds("r"))
    account: Account = ACCOUNT

    def poll(self, remaining_ms: Callable[[], int] = lambda: 60_000) -> Polled:
        return Poller(
            store=self.store,
            queue=self.queue,
            clock=self.clock,
            ids=self.ids,
            accounts=Accounts(accounts=(self.account,)),
            polling=lambda _: self.platform,
        ).poll("mastodon", "acmehelp", remaining_ms=remaining_ms)

    def queued(self) -> list[str]:
        return [Received.model_validate_json(body).mention.id for body in self.queue.take()]

    def record(self) -> AccountRecord:
        return self.store.account("mastodon", "acmehelp")

    def received(self) -> int:
        hours = self.store.counts("mastodon", "acmehelp", since=HOUR, until=HOUR)
        return hours[HOUR].received if HOUR in hours else 0


def test_every_page_is_taken_in_order_and_the_cursor_stands_behind_the_last() -> None:
    post = Post(Listing(12))
    assert post.poll() == Polled("done", pages=4, received=12)
    assert post.queued() == [f"s{n}" for n in range(1, 13)]
    assert post.record().cursor == "12"
    assert post.received() == 12


def test_the_next_run_asks_for_what_came_since() -> None:
    post = Post(Listing(2))
    post.poll()
    post.platform.mentions.append(said(3))
    post.platform.calls.clear()
    assert post.poll().received == 1
    assert post.platform.calls == ["2", "3"]


def test_every_mention_is_polled_under_a_receipt_of_its_own() -> None:
    post = Post(Listing(7))
    post.poll()
    envelopes = [Received.model_validate_json(body) for body in post.queue.take()]
    assert len({envelope.receipt for envelope in envelopes}) == 7
    assert {envelope.source for envelope in envelopes} == {"poll"}


def test_notices_of_a_page_are_queued_beside_its_mentions_and_not_counted() -> None:
    gone = Notice(kind="revoked", channel="mastodon", account="acmehelp")

    class Telling(Listing):
        def fetch(self, cursor: str | None) -> Fetched:
            page = super().fetch(cursor)
            return page._replace(notices=() if page.done else (gone,))

    post = Post(Telling(1))
    assert post.poll().received == 1
    _, told = [opened(body, Received) for body in post.queue.take()]
    assert isinstance(told, Noticed)
    assert told.notice == gone
    assert post.received() == 1


def test_an_account_that_is_not_connected_is_unknown() -> None:
    post = Post(account=ACCOUNT.model_copy(update={"account": "another"}))
    with pytest.raises(Unknown):
        post.poll()


def test_f16_a_second_poller_finds_the_lease_held_and_asks_nothing() -> None:
    post = Post(Listing(3))
    until = MONDAY_NINE + timedelta(minutes=5)
    post.store.lease("mastodon", "acmehelp", holder="other", now=MONDAY_NINE, until=until)
    assert post.poll() == Polled("held")
    assert post.platform.calls == []
    post.clock.advance(minutes=5)
    assert post.poll().received == 3


@pytest.mark.parametrize("failure", [Throttled("busy"), Rejected("no", kind="reauth"), None])
def test_the_lease_is_given_up_whatever_happens(failure: Exception | None) -> None:
    post = Post(Listing(1))
    post.platform.failing = [failure] if failure else []
    post.poll()
    until = MONDAY_NINE + timedelta(minutes=1)
    assert post.store.lease("mastodon", "acmehelp", holder="x", now=MONDAY_NINE, until=until)


def test_the_lease_is_given_up_and_progress_kept_when_the_queue_fails_later_on() -> None:
    class Full(MemoryQueue):
        def send(self, bodies: object) -> None:
            if len(self) >= 5:
                raise Unavailable("full")
            super().send(bodies)  # type: ignore[arg-type]  # the double passes on what it gets

    post = Post(Listing(12), queue=Full())
    with pytest.raises(Unavailable, match="full"):
        post.poll()
    assert post.record().health == "ok"
    assert post.record().cursor == "5"
    assert post.record().lease is None
    assert post.received() == 5


def test_f17_a_platform_that_gives_the_same_page_for_ever_is_asked_twice_and_never_again() -> None:
    post = Post(Listing(5))
    post.platform.stuck = True
    first = post.poll()
    assert (first.ending, first.pages, first.received) == ("no_progress", 2, 5)
    assert (first.health, first.news) == ("degraded", True)
    assert len(post.queued()) == 5
    post.clock.advance(minutes=16)
    again = post.poll()
    assert (again.ending, again.pages, again.news) == ("no_progress", 1, False)
    assert post.queued() == []


def test_f18_a_crash_between_queue_and_cursor_only_repeats_the_page() -> None:
    class Killed(BaseException):
        pass

    class Dies(MemoryStore):
        alive = False

        def release(self, record: AccountRecord, *, holder: str) -> None:
            if not self.alive:
                raise Killed
            super().release(record, holder=holder)

    store = Dies()
    post = Post(Listing(3), store=store)
    with pytest.raises(Killed):
        post.poll()
    assert post.queued() == ["s1", "s2", "s3"]
    store.alive = True
    post.clock.advance(minutes=5)
    assert post.poll().received == 3
    assert post.queued() == ["s1", "s2", "s3"]


def test_the_cursor_is_not_moved_over_what_could_not_be_put_in_quarantine() -> None:
    class Full(MemoryStore):
        def quarantine(self, items: object) -> None:
            raise Unavailable("the table is away")

    post = Post(Listing(3), store=Full())
    post.platform.unreadable = {1: Unreadable("{}", "status: missing", "status")}
    with pytest.raises(Unavailable):
        post.poll()
    assert post.record().cursor is None
    assert post.received() == 0


def test_a_notification_that_cannot_be_read_is_kept_and_the_rest_go_on() -> None:
    post = Post(Listing(3))
    post.platform.unreadable = {1: Unreadable('{"id":"7"}', "status: missing", "status")}
    assert post.poll() == Polled("done", pages=2, received=3, quarantined=1)
    (kept,) = post.store.quarantined("mastodon", "acmehelp", limit=5).items
    assert (kept.stage, kept.field, kept.raw) == ("poll", "status", '{"id":"7"}')
    assert post.received() == 4


def test_f21_before_the_instant_the_platform_named_no_call_is_made_and_nothing_sleeps() -> None:
    post = Post(Listing(3))
    post.platform.failing = [Throttled("busy", after=MONDAY_NINE + timedelta(hours=1))]
    assert post.poll().ending == "throttled"
    post.clock.advance(minutes=59)
    assert post.poll() == Polled("waiting")
    assert len(post.platform.calls) == 1
    post.clock.advance(minutes=1)
    assert post.poll().received == 3
    assert post.record().not_before is None


def test_f21_the_last_call_of_a_window_ends_the_run_and_its_page_counts() -> None:
    post = Post(Listing(12))
    post.platform.not_before = MONDAY_NINE + timedelta(minutes=3)
    assert post.poll() == Polled("throttled", pages=1, received=5)
    assert post.record().cursor == "5"
    assert post.record().not_before == MONDAY_NINE + timedelta(minutes=3)


@pytest.mark.parametrize("kind", ["reauth", "forbidden"])
def test_f22_a_refused_token_is_news_once_and_polling_resumes_from_the_old_cursor(
    kind: str,
) -> None:
    post = Post(Listing(2))
    post.poll()
    post.platform.failing = [Rejected("no", kind=kind), Rejected("no", kind=kind)]
    first = post.poll()
    assert (first.ending, first.news) == (kind, True)
    since = post.record().health_since
    assert post.poll().ending == "waiting"
    post.clock.advance(minutes=1)
    again = post.poll()
    assert (again.ending, again.news) == (kind, False)
    assert post.record().health_since == since
    post.platform.mentions.append(said(3))
    post.clock.advance(minutes=1)
    assert post.poll() == Polled("done", pages=2, received=1, news=True)
    assert post.record().health == "ok"
    assert post.record().detail is None


@pytest.mark.parametrize("failure", [Unavailable("500"), Rejected("404", kind="target_gone")])
def test_f23_a_failing_platform_leaves_the_cursor_and_is_left_alone_for_longer_and_longer(
    failure: Exception,
) -> None:
    post = Post(Listing(2))
    post.poll()
    waits = []
    for _ in range(12):
        post.platform.failing = [failure]
        assert post.poll().ending == "degraded"
        not_before = post.record().not_before
        assert not_before is not None
        waits.append(not_before - post.clock.now())
        post.clock.set(not_before)
    assert post.record().cursor == "2"
    assert timedelta(seconds=48) <= waits[0] <= timedelta(seconds=60)
    assert timedelta(minutes=12) <= waits[-1] <= timedelta(minutes=15)
    assert len(set(waits)) > 5
    assert post.poll().ending == "done"


@pytest.mark.parametrize(
    ("trouble", "health"),
    [
        (Unavailable("search: answered 500"), "degraded"),
        (Rejected("search: answered 403", kind="forbidden"), "forbidden"),
        (Rejected("search: answered 400", kind="invalid"), "degraded"),
    ],
)
def test_trouble_with_one_of_several_listings_holds_up_no_other_and_is_told(
    trouble: Rejected | Unavailable, health: str
) -> None:
    post = Post(Listing(7))
    post.platform.trouble = trouble
    polled = post.poll()
    assert (polled.ending, polled.health, polled.received) == (health, health, 7)
    assert polled.detail == str(trouble)
    post.clock.advance(minutes=15)
    assert post.poll()[:1] == ("done",)
    assert post.record().health == "ok"


def test_a_run_stops_at_its_page_budget_and_the_next_carries_on() -> None:
    post = Post(Listing(5 * PAGES_PER_RUN + 3))
    assert post.poll() == Polled("more", pages=20, received=100)
    assert post.poll() == Polled("done", pages=2, received=3)


def test_a_run_stops_while_there_is_time_for_its_page() -> None:
    left = iter([40_000, 30_000, 24_999])
    post = Post(Listing(50))
    assert post.poll(lambda: next(left)) == Polled("more", pages=2, received=10)
    assert post.record().cursor == "10"


def test_what_was_written_before_listening_began_is_left_out() -> None:
    account = ACCOUNT.model_copy(update={"listen_since": MONDAY_NINE})
    post = Post(Listing(2), account=account)
    post.platform.mentions = [said(1, created_at=MONDAY_NINE - timedelta(seconds=1)), said(2)]
    assert post.poll().received == 1
    assert post.queued() == ["s2"]
    hour = post.store.counts("mastodon", "acmehelp", since=HOUR, until=HOUR)[HOUR]
    assert (hour.received, hour.filtered_by) == (2, {"before_listening": 1})


def test_d51_a_deletion_is_followed_however_old_its_post_is() -> None:
    """D51: a backfill, or an account listened to anew, holds posts from before."""
    post = Post(Listing(1), account=ACCOUNT.model_copy(update={"listen_since": MONDAY_NINE}))
    gone = MONDAY_NINE - timedelta(days=1)
    post.platform.mentions = [said(1, event="delete", text=None, created_at=gone)]
    assert post.poll().received == 1
    assert post.queued() == ["s1"]


@given(
    count=st.integers(0, 40),
    page=st.integers(1, 9),
    failures=st.lists(st.sampled_from(["ok", "busy", "away", "refused"]), max_size=12),
)
def test_whatever_fails_in_between_each_mention_is_queued_once_and_counted(
    count: int, page: int, failures: list[str]
) -> None:
    kinds: dict[str, Exception] = {
        "busy": Throttled("busy"),
        "away": Unavailable("away"),
        "refused": Rejected("no", kind="reauth"),
    }
    post = Post(Listing(count, page))
    for name in failures:
        post.platform.failing = [kinds[name]] if name in kinds else []
        post.poll()
        post.clock.advance(minutes=16)
    while post.poll().ending != "done":
        post.clock.advance(minutes=16)
    assert post.queued() == [f"s{n}" for n in range(1, count + 1)]
