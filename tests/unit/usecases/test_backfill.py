"""History comes in and troubles nobody: kept, decided on, counted, and repeatable."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from earshot.channels.values import Fetched, Unreadable
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.records import AccountRecord
from earshot.errors import Illegal, Rejected, Throttled, Unavailable
from earshot.usecases.backfill import Backfiller, Brought, Window
from earshot.usecases.replay import Replayer
from tests import builders, invariants
from tests.builders import MONDAY_NINE
from tests.desk import Desk

LAST_WEEK = MONDAY_NINE - timedelta(days=7)
WINDOW = Window(since=LAST_WEEK - timedelta(days=7), until=MONDAY_NINE - timedelta(hours=1))


def said(number: int, **over: Any) -> Mention:
    at = LAST_WEEK + timedelta(minutes=number)
    return builders.mention(**{"id": f"h{number}", "created_at": at, **over})


def filler(desk: Desk, **over: Any) -> Backfiller:
    fields: dict[str, Any] = {
        "store": desk.store,
        "queue": desk.mentions,
        "clock": desk.clock,
        "ids": desk.ids,
        "account": desk.accounts.accounts[0],
    }
    return Backfiller(**fields | over)


def bring(desk: Desk, mentions: Iterable[Mention], **over: Any) -> Brought:
    made = filler(desk, **over)
    for _ in made.take(mentions, WINDOW):
        pass
    desk.rest()
    return made.brought


def later(desk: Desk) -> None:
    desk.endure(desk.clock.now() + timedelta(days=5))
    invariants.check_all(desk)


def test_d24_history_is_decided_on_and_kept_without_case_clock_or_alert() -> None:
    desk = Desk()
    brought = bring(desk, [said(1, text="My parcel is lost"), said(2, text="outage again")])
    later(desk)
    assert (brought.received, brought.ending) == (2, "done")
    assert [record.history for record in desk.records()] == [True, True]
    decided = {(record.decision or {})["clause"] for record in desk.records()}
    assert decided == {"lost", "outage"}
    assert all(record.classification for record in desk.records())
    assert (desk.cases(), desk.replies(), desk.told(), desk.timers.started) == ([], [], [], {})
    assert sum(hour.received for hour in desk.hours().values()) == 2


def test_brought_in_again_it_is_a_duplicate_and_the_equation_holds() -> None:
    desk = Desk()
    for _ in range(3):
        bring(desk, [said(1), said(2)])
    later(desk)
    counts = list(desk.hours().values())
    assert sum(c.received for c in counts) == 6
    assert (sum(c.stored for c in counts), sum(c.duplicate for c in counts)) == (2, 4)


def test_what_lies_outside_the_window_is_left_out_and_counted() -> None:
    desk = Desk()
    old = said(1, created_at=WINDOW.since - timedelta(seconds=1))
    new = said(2, created_at=WINDOW.until)
    brought = bring(desk, [old, new, said(3)])
    assert (brought.too_old, brought.too_new, brought.received) == (1, 1, 1)
    assert [record.mention.id for record in desk.records()] == ["h3"]


def test_with_cases_wanted_they_promise_nothing_and_hold_what_belongs_together() -> None:
    desk = Desk()
    thread = [said(1, text="My parcel is lost"), said(2, in_reply_to="h1", text="Still lost!")]
    bring(desk, [*thread, said(3, author={"id": "other"}, text="outage")], open_cases=True)
    later(desk)
    first, second = sorted(desk.cases(), key=lambda case: case.reply_to != "h2")
    assert (first.clocks, second.clocks) == ({}, {})
    assert (first.state, second.state) == ("open", "open")
    assert [record.case_id for record in desk.records()].count(first.id) == 2
    assert (desk.replies(), desk.told()) == ([], [])


def test_a_case_of_somebody_who_writes_now_is_left_alone() -> None:
    desk = Desk()
    desk.hear(id="m1")
    before = desk.case()
    for open_cases in (False, True):
        bring(desk, [said(int(open_cases), in_reply_to="m1")], open_cases=open_cases)
    assert desk.case() == before
    assert sum(record.history for record in desk.records()) == 2


def test_what_the_author_writes_later_is_news_again() -> None:
    desk = Desk()
    bring(desk, [said(1)])
    desk.hear(id="m2", in_reply_to="h1")
    desk.hear(id="h1", event="edit", text="It is broken now", edited_at=desk.clock.now())
    desk.rest()
    assert desk.record("m2").case_id
    assert desk.record("h1").history is False
    assert desk.record("h1").case_id == desk.record("m2").case_id
    invariants.check_all(desk)


def test_praise_of_last_week_is_on_the_list_and_alerts_nobody() -> None:
    praise = {"name": "praise", "when": {"intent": "praise"}, "act": "amplify", "team": "care"}
    rest = {"name": "default", "act": "respond", "team": "care"}
    desk = Desk(builders.playbook(clauses=[{**praise, "alert": True}, rest]))
    bring(desk, [said(1, text="I love it, thank you so much, best shop ever!")])
    later(desk)
    assert (desk.record("h1").decision or {})["act"] == "amplify"
    assert desk.alerts.published == []


def test_an_own_post_of_history_is_filtered_as_ever() -> None:
    desk = Desk(account=builders.account(own_ids=("us",)))
    bring(desk, [said(1, author={"id": "us"})])
    assert desk.record("h1").filtered == "own_post"


@dataclass
class Archive:
    """A platform that lists history newest first, two to a page, as the floor of a walk asks."""

    mentions: list[Mention]
    failing: list[Exception] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)
    bad: tuple[Unreadable, ...] = ()
    account: Account | None = None
    stuck: bool = False

    def polling(self, account: Account) -> "Archive":
        self.account = account
        return self

    def fetch(self, cursor: str | None) -> Fetched:
        self.asked.append(cursor)
        if self.failing:
            raise self.failing.pop(0)
        at = int(cursor or 0)
        page = tuple(self.mentions[at : at + 2])
        bad, self.bad = self.bad, ()
        if self.stuck:
            return Fetched(page, bad, cursor, False)
        return Fetched(page, bad, str(at + 2), at + 2 >= len(self.mentions))


def walk(desk: Desk, archive: Archive, window: Window = WINDOW) -> Brought:
    made = filler(desk)
    for _ in made.walk(archive.polling, window):
        pass
    desk.rest()
    return made.brought


def kept(desk: Desk) -> AccountRecord:
    return desk.store.account("generic", "acmehelp~backfill")


def test_a_walk_goes_to_its_end_by_its_own_cursor_and_the_pollers_stays() -> None:
    desk = Desk()
    archive = Archive([said(number) for number in range(5, 0, -1)])
    brought = walk(desk, archive)
    assert (brought.received, brought.pages, brought.ending) == (5, 3, "done")
    assert archive.account is not None
    assert archive.account.listen_since == WINDOW.since
    assert desk.store.account("generic", "acmehelp") == AccountRecord(
        channel="generic", account="acmehelp"
    )
    assert (kept(desk).cursor, kept(desk).lease) == (None, None)
    later(desk)


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (Unavailable("503"), "failed"),
        (Rejected("no right", kind="forbidden"), "failed"),
        (Throttled("slow down", after=MONDAY_NINE + timedelta(minutes=15)), "throttled"),
    ],
)
def test_a_walk_that_was_broken_off_carries_on(error: Exception, ending: str) -> None:
    desk = Desk()
    archive = Archive([said(number) for number in range(5, 0, -1)])
    made = filler(desk)
    steps = made.walk(archive.polling, WINDOW)
    next(steps)
    archive.failing = [error]
    for _ in steps:
        pass
    assert (made.brought.ending, made.brought.problem) == (ending, str(error))
    assert (made.brought.retry_at is not None) == (ending == "throttled")
    again = walk(desk, archive)
    assert (again.received, again.ending) == (3, "done")
    assert archive.asked == [None, "2", "2", "4"]
    assert len(desk.records()) == 5


def test_a_walk_to_another_beginning_starts_anew() -> None:
    desk = Desk()
    archive = Archive([said(number) for number in range(5, 0, -1)], [])
    steps = filler(desk).walk(archive.polling, WINDOW)
    next(steps)
    steps.close()
    assert kept(desk).cursor is not None
    earlier = Window(since=WINDOW.since - timedelta(days=1), until=WINDOW.until)
    assert walk(desk, archive, earlier).received == 5
    assert archive.asked[1] is None


def test_two_walks_of_one_account_never_run_at_once() -> None:
    desk = Desk()
    archive = Archive([said(number) for number in range(5, 0, -1)])
    steps = filler(desk).walk(archive.polling, WINDOW)
    next(steps)
    with pytest.raises(Illegal, match="under way"):
        walk(desk, archive)
    steps.close()
    assert walk(desk, archive).ending == "done"


def test_the_same_page_for_ever_comes_to_an_end() -> None:
    archive = Archive([said(1)], stuck=True)
    assert walk(Desk(), archive).ending == "no_progress"


def test_what_cannot_be_read_is_set_aside_and_stays_history_when_it_is_replayed() -> None:
    desk = Desk()
    archive = Archive([said(2)], bad=(Unreadable('{"id": 1}', "id: want text", "id"),))
    brought = walk(desk, archive)
    assert brought.quarantined == 1
    replayer = Replayer(
        store=desk.store,
        queue=desk.mentions,
        clock=desk.clock,
        accounts=desk.accounts,
        reading=lambda _: Readable(),
    )
    (item,) = replayer.waiting("generic", "acmehelp")
    assert item.stage == "backfill"
    replayer.replay(item)
    desk.rest()
    assert desk.record("h9").history
    assert desk.cases() == []


class Readable:
    def read(self, raw: str) -> Mention:
        return said(9)


@pytest.mark.parametrize(
    ("health", "since", "until"),
    [
        ("ok", MONDAY_NINE - timedelta(days=2), MONDAY_NINE - timedelta(hours=1)),
        ("degraded", MONDAY_NINE - timedelta(days=2), MONDAY_NINE - timedelta(days=2)),
        ("reauth", MONDAY_NINE, MONDAY_NINE - timedelta(hours=1)),
    ],
)
def test_what_the_poller_has_yet_to_hear_is_left_to_it(
    health: str, since: datetime, until: datetime
) -> None:
    desk = Desk()
    told = {"channel": "generic", "account": "acmehelp", "health": health, "health_since": since}
    leased = desk.store.lease(
        "generic", "acmehelp", holder="x", now=MONDAY_NINE, until=MONDAY_NINE + timedelta(minutes=5)
    )
    assert leased
    desk.store.release(AccountRecord.model_validate(told), holder="x")
    assert filler(desk).until() == until
