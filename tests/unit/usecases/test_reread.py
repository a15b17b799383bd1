"""Posts of open cases are looked at again: what differs comes in as all else does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from earshot.channels.capabilities import Capabilities
from earshot.channels.values import Fetched, Reread, Spent
from earshot.domain.accounts import Account
from earshot.domain.followed import MOST, Followed
from earshot.domain.mention import Mention
from earshot.domain.revision import blank
from earshot.domain.spending import Budget
from earshot.errors import Rejected, Throttled, Unavailable
from earshot.store.keys import mention_key
from earshot.usecases.poll import Polled, Poller
from earshot.usecases.reread import Looked, Rereader
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

HOUR = "2026-03-02T09"
FREE = Capabilities(listens=frozenset({"poll"}))
DEAR = Capabilities(listens=frozenset({"poll"}), prices={"post_read": 0.005})


@dataclass
class Deaf:
    """A platform that lists what is new once."""

    new: list[Mention] = field(default_factory=list)

    def fetch(self, cursor: str | None) -> Fetched:
        page, self.new = tuple(self.new), []
        return Fetched(page, (), cursor or "c", True)


@dataclass
class Wall(Deaf):
    """One that also shows what is there now by its ids."""

    now: dict[str, Mention | None] = field(default_factory=dict)
    asked: list[list[str]] = field(default_factory=list)
    failing: Exception | None = None
    capabilities: Capabilities = FREE

    def reread(self, held: Sequence[Mention]) -> Reread:
        self.asked.append([one.id for one in held])
        if self.failing:
            raise self.failing
        return Reread(tuple(self._changes(held)), Spent(self._price * len(held)))

    @property
    def _price(self) -> float:
        return self.capabilities.prices.get("post_read", 0.0)

    def _changes(self, held: Sequence[Mention]) -> list[Mention]:
        found = []
        for one in held:
            shown = self.now.get(one.id, one)
            if shown is None:
                found.append(blank(one))
            elif shown.text != one.text:
                found.append(shown.model_copy(update={"event": "edit"}))
        return found


class World:
    """A desk that polls its account, and looks again where a poll says that it is time."""

    def __init__(self, wall: Wall | None = None, account: Account | None = None) -> None:
        self.desk = Desk(account=account)
        self.wall = wall or Wall()

    def poll(self, *posts: Mention, minutes: int = 10) -> Polled:
        """Ten minutes later the account is polled and shows these posts."""
        desk = self.desk
        desk.clock.set(desk.clock.now() + timedelta(minutes=minutes))
        self.wall.new = list(posts)
        polled = Poller(
            store=desk.store,
            queue=desk.mentions,
            clock=desk.clock,
            ids=desk.ids,
            accounts=desk.accounts,
            polling=lambda _: self.wall,
        ).poll("generic", "acmehelp", remaining_ms=lambda: 60_000)
        desk.rest()
        return polled

    def look(self, polled: Polled, remaining_ms: int = 50_000) -> Looked:
        desk = self.desk
        looked = Rereader(
            store=desk.store,
            queue=desk.mentions,
            clock=desk.clock,
            ids=desk.ids,
            accounts=desk.accounts,
            rereading=lambda _: self.wall,
        ).look("generic", "acmehelp", polled.look_at, remaining_ms=lambda: remaining_ms)
        desk.rest()
        return looked

    def turn(self, *posts: Mention, minutes: int = 10) -> Looked:
        return self.look(self.poll(*posts, minutes=minutes))

    @property
    def followed(self) -> Followed:
        return self.desk.store.account("generic", "acmehelp").followed

    def missing(self) -> int:
        hours = self.desk.store.counts("generic", "acmehelp", since=HOUR, until="2026-03-09T00")
        return sum(one.missing for one in hours.values())


def said(number: int, **over: object) -> Mention:
    author = over.pop("author", {"id": f"a{number}", "handle": "ada"})
    fields = {"text": "It is offline", "created_at": MONDAY_NINE} | over
    return builders.mention(id=f"m{number}", author=author, **fields)


def test_d51_a_post_that_was_deleted_is_blanked_at_the_next_look() -> None:
    """D51, F35, F88: within ten minutes, where the platform tells nobody."""
    world = World()
    world.turn(said(1), said(2))
    world.wall.now["m2"] = None
    assert world.turn() == Looked(asked=2, changed=1)
    assert (world.desk.record("m2").deleted, world.desk.record("m2").mention.text) == (True, None)
    assert not world.desk.record("m1").deleted
    assert [c.state for c in world.desk.cases()].count("resolved") == 1
    assert world.missing() == 0
    check_all(world.desk)


def test_d51_an_edit_is_followed_once() -> None:
    """D51, F88."""
    world = World()
    world.turn(said(1))
    world.wall.now["m1"] = said(1, text="It is back, thank you")
    assert world.turn().changed == 1
    assert world.desk.record("m1").mention.text == "It is back, thank you"
    assert "mention_edited" in world.desk.kinds()
    assert world.turn().changed == 0
    assert world.missing() == 0


def test_what_is_looked_at_is_what_belongs_to_open_cases_newest_first() -> None:
    world = World()
    world.turn(said(1), said(2, text="What a lovely day"), said(3))
    world.wall.asked.clear()
    world.turn()
    assert world.wall.asked == [["m3", "m1"]]
    assert world.followed.ids == ("m1", "m3")
    done = next(case for case in world.desk.cases() if case.reply_to == "m3")
    world.desk.resolve(case_id=done.id)
    world.turn()
    assert world.wall.asked[-1] == ["m1"]
    assert world.followed.ids == ("m1",)


def test_a_look_comes_ten_minutes_after_the_one_before() -> None:
    world = World()
    world.turn(said(1))
    assert world.poll(minutes=9).look_at == ()
    assert world.poll(minutes=1).look_at == ("m1",)
    assert world.poll(minutes=1).look_at == ()


def test_where_each_post_shown_is_billed_a_look_comes_once_a_day() -> None:
    world = World(Wall(capabilities=DEAR))
    world.turn(said(1))
    assert world.poll(minutes=23 * 60).look_at == ()
    assert world.poll(minutes=60).look_at == ("m1",)


@pytest.mark.parametrize(("usd", "asked"), [(0.0251, 2), (0.0149, 1), (0.0051, 0), (5.0, 3)])
def test_a_look_stays_within_the_budget_of_the_account(usd: float, asked: int) -> None:
    """Each of them may be billed twice: as it was, and as it is."""
    account = builders.account(budget=Budget(usd_per_month=usd))
    world = World(Wall(capabilities=DEAR), account)
    polled = world.poll(said(1), said(2), said(3))
    looked = world.look(polled)
    assert looked.asked == asked
    spent = world.desk.store.account("generic", "acmehelp").spending.usd_micros
    assert spent == asked * 5_000


@pytest.mark.parametrize(
    "failure",
    [Unavailable("500"), Throttled("429"), Rejected("no", kind="forbidden")],
)
def test_d51_an_outage_takes_nothing_back_and_is_asked_again_at_the_next_turn(
    failure: Exception,
) -> None:
    """D51: and the account is as well as its polls are."""
    world = World()
    world.turn(said(1))
    world.wall.failing, world.wall.now["m1"] = failure, None
    assert world.turn() == Looked(1, 0, failure)
    assert not world.desk.record("m1").deleted
    assert world.desk.store.account("generic", "acmehelp").health == "ok"
    world.wall.failing = None
    assert world.turn().changed == 1


def test_a_poll_that_fails_has_nothing_looked_at() -> None:
    world = World()
    world.turn(said(1))

    def fails(cursor: str | None) -> Fetched:
        raise Unavailable("500")

    world.wall.fetch = fails  # type: ignore[method-assign]
    assert world.poll().look_at == ()


def test_without_time_left_nothing_is_asked_and_all_is_followed_on() -> None:
    world = World()
    polled = world.poll(said(1))
    assert world.look(polled, remaining_ms=20_000) == Looked()
    assert world.wall.asked == []
    assert world.followed.ids == ("m1",)


def test_while_another_poll_is_under_way_the_look_waits_for_the_next_turn() -> None:
    world = World()
    polled = world.poll(said(1))
    now = world.desk.clock.now()
    world.desk.store.lease(
        "generic", "acmehelp", holder="other", now=now, until=now + timedelta(minutes=5)
    )
    assert world.look(polled) == Looked()
    assert world.wall.asked == []


def test_what_is_still_in_a_queue_is_followed_on() -> None:
    world = World()
    polled = world.poll(said(1), said(2))
    world.desk.store.rows.remove(mention_key(said(2).key))
    world.look(polled)
    assert world.followed.ids == ("m1", "m2")


def test_what_is_followed_is_bounded_and_the_newest_stay() -> None:
    followed = Followed().heard(f"m{n}" for n in range(MOST)).heard(["m0", "new"])
    assert len(followed.ids) == MOST
    assert followed.ids[-2:] == ("m0", "new")
    assert "m1" not in followed.ids


def test_an_account_that_nothing_can_be_asked_of_follows_nothing() -> None:
    world = World()
    world.wall = Deaf()  # type: ignore[assignment]
    assert world.poll(said(1)).look_at == ()
    assert world.followed == Followed()
