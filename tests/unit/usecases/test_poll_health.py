"""Polling: what a run makes of budgets, tokens that end, failing listings, and circles."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from earshot.channels.values import Fetched, Spent
from earshot.domain.mention import Mention
from earshot.domain.spending import Budget
from earshot.domain.standing import AnsweringRecord
from earshot.errors import OverBudget, Rejected, Unavailable
from earshot.usecases.poll import LEASE, PAGES_PER_RUN
from tests.builders import MONDAY_NINE
from tests.unit.usecases.test_poll import ACCOUNT, HOUR, Listing, Post, said

WHERE = ("mastodon", "acmehelp")


class Pages(Listing):
    """A platform that gives these pages, one after another, and then nothing."""

    def __init__(self, *pages: Fetched) -> None:
        super().__init__()
        self.pages: Iterator[Fetched] = iter(pages)
        self.end: datetime | None = None

    def fetch(self, cursor: str | None) -> Fetched:
        self.calls.append(cursor)
        if self.failing:
            raise self.failing.pop(0)
        return next(self.pages, Fetched((), (), cursor, True))

    def ends(self, direction: str) -> datetime | None:
        assert direction == "listen"
        return self.end


def page(number: int, *mentions: Mention, **over: object) -> Fetched:
    fetched = Fetched(mentions, (), f"c{number}", False)
    return fetched._replace(**over)  # type: ignore[arg-type]


def polled(*pages: Fetched, budget: Budget | None = None) -> Post:
    return Post(Pages(*pages), account=ACCOUNT.model_copy(update={"budget": budget}))


def test_f25_polling_stops_before_the_budget_and_goes_on_the_next_day() -> None:
    """F25: with an ending of its own, and no call while it lasts."""
    costs = [page(n, said(n), spent=Spent(units=4)) for n in range(1, 9)]
    post = polled(*costs, budget=Budget(units_per_day=10))
    done = post.poll()
    assert (done.ending, done.pages, done.health, done.news) == (
        "over_budget",
        2,
        "over_budget",
        True,
    )
    assert post.poll().ending == "over_budget"
    assert len(post.platform.calls) == 2
    assert post.queued() == ["s1", "s2"]
    post.clock.advance(hours=15)
    again = post.poll()
    assert (again.ending, again.pages) == ("over_budget", 2)
    assert post.queued() == ["s3", "s4"]


def test_f25_a_platform_whose_credit_is_spent_is_left_alone_until_it_says() -> None:
    """F25: its own cap shows as ours does."""
    post = polled(page(1, said(1)))
    after = MONDAY_NINE + timedelta(days=2)
    post.platform.failing = [OverBudget("the cap is used up", after=after)]
    assert post.poll().ending == "over_budget"
    assert (post.record().health, post.record().not_before) == ("over_budget", after)
    assert post.poll().ending == "waiting"
    post.clock.set(after)
    assert (post.poll().ending, post.record().health) == ("done", "ok")


def test_a_larger_budget_holds_from_the_next_turn_on() -> None:
    costs = [page(n, said(n), spent=Spent(usd=1.0)) for n in range(1, 4)]
    post = polled(*costs, budget=Budget(usd_per_month=1))
    assert post.poll().ending == "over_budget"
    post.account = ACCOUNT.model_copy(update={"budget": Budget(usd_per_month=100)})
    done = post.poll()
    assert (done.ending, done.health, done.news) == ("done", "ok", True)


def test_what_replies_have_cost_is_taken_off_the_budget() -> None:
    post = polled(page(1, said(1), spent=Spent(usd=0.3)), budget=Budget(usd_per_month=1))
    spending = AnsweringRecord(channel="mastodon", account="acmehelp").spending
    spent = spending.plus(1.0, 0, MONDAY_NINE)
    post.store.put_answering(
        AnsweringRecord(channel="mastodon", account="acmehelp", revision=1, spending=spent)
    )
    assert post.poll().ending == "over_budget"
    assert post.platform.calls == []


def test_a_page_that_costs_is_counted_though_nothing_comes_of_it() -> None:
    stuck = Fetched((said(1),), (), None, False, spent=Spent(units=5))
    post = polled(stuck)
    assert post.poll().ending == "no_progress"
    assert post.record().spending.units == 5


def test_f17_pages_of_the_same_posts_under_new_cursors_end_the_run() -> None:
    """F17: a cursor that moves is no proof of progress."""
    circle = [page(n, said(1), said(2)) for n in range(1, 50)]
    post = polled(*circle)
    done = post.poll()
    assert (done.ending, done.pages, done.health) == ("no_progress", 4, "degraded")
    assert post.record().detail == "no progress: the platform gives pages that it gave before"


def test_an_overlap_and_pages_without_mentions_are_progress() -> None:
    pages = [page(1, said(1), said(2)), page(2, said(2)), page(3, said(1)), page(4, said(3))]
    pages += [page(n) for n in range(5, 12)]
    post = polled(*pages)
    assert post.poll().ending == "done"
    assert post.record().health == "ok"


@pytest.mark.parametrize(
    ("trouble", "health"),
    [
        (Rejected("search: 403", kind="forbidden"), "forbidden"),
        (Unavailable("search: 500"), "degraded"),
        (Rejected("search: 422", kind="invalid"), "degraded"),
    ],
)
def test_one_listing_that_fails_is_named_while_the_others_go_on(
    trouble: Rejected | Unavailable, health: str
) -> None:
    post = polled(page(1, trouble=trouble), page(2, said(1)))
    done = post.poll()
    assert (done.ending, done.received, done.health) == (health, 1, health)
    assert post.record().not_before is None
    assert post.record().detail == str(trouble)
    assert post.poll().health == "ok"
    assert post.record().detail is None


def test_d38_that_a_token_ends_is_known_three_days_before() -> None:
    """D38: and forgotten when a new one is there."""
    platform = Pages()
    post = Post(platform)
    platform.end = MONDAY_NINE + timedelta(days=3, seconds=1)
    post.poll()
    assert post.record().expiring is None
    post.clock.advance(seconds=1)
    post.poll()
    assert post.record().expiring == platform.end
    platform.end = MONDAY_NINE + timedelta(days=90)
    post.poll()
    assert post.record().expiring is None


def test_what_the_record_tells_of_times() -> None:
    post = polled(page(1, said(1)), page(2))
    post.poll()
    post.clock.advance(minutes=5)
    post.poll()
    record = post.record()
    assert record.heard_at == record.cursor_at == MONDAY_NINE
    assert record.polled_at == MONDAY_NINE + timedelta(minutes=5)


class Slow(Pages):
    """A platform that takes three minutes for a page."""

    def __init__(self, post: Post, *pages: Fetched) -> None:
        super().__init__(*pages)
        self.post = post
        self.others: list[object] = []

    def fetch(self, cursor: str | None) -> Fetched:
        now = self.post.clock.advance(minutes=3)
        other = self.post.store.lease(*WHERE, holder="other", now=now, until=now + LEASE)
        self.others.append(other)
        return super().fetch(cursor)


def test_f16_a_run_that_takes_longer_than_its_lease_keeps_it() -> None:
    """F16: nobody else polls meanwhile, and the cursor is saved in the end."""
    post = Post()
    post.platform = Slow(post, *(page(n, said(n)) for n in range(1, 6)))
    assert post.poll().ending == "done"
    assert post.platform.others == [None] * 6
    assert post.record().cursor == "c5"


def test_f16_who_has_lost_the_lease_stops_and_saves_nothing() -> None:
    post = Post()
    post.platform = Slow(post, *(page(n, said(n)) for n in range(1, 6)))
    post.clock.advance(minutes=0)
    steps = iter(range(PAGES_PER_RUN))

    def remaining() -> int:
        if next(steps) == 1:
            now = post.clock.advance(minutes=10)
            assert post.store.lease(*WHERE, holder="other", now=now, until=now + LEASE)
        return 60_000

    assert post.poll(remaining).ending == "held"
    assert post.record().cursor is None
    assert post.record().lease == "other"


def test_d52_who_is_blocked_is_counted_at_the_door_and_kept_nowhere() -> None:
    """D52: before any work is done; a deletion of theirs is followed all the same."""
    post = polled(
        page(
            1,
            said(1, author={"id": "troll"}),
            said(2),
            said(3, author={"id": "troll"}, event="delete", text=None),
        )
    )
    post.account = ACCOUNT.model_copy(update={"blocked_ids": ("troll",)})
    assert post.poll().received == 2
    assert post.queued() == ["s2", "s3"]
    hour = post.store.counts(*WHERE, since=HOUR, until=HOUR)[HOUR]
    assert (hour.received, hour.filtered_by, hour.missing) == (3, {"blocked_author": 1}, 2)
