"""Upkeep: when a webhook is looked at, mended, and what it missed is ordered."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from earshot.channels.values import Period
from earshot.domain.accounts import Account, Accounts
from earshot.domain.changes import HealthChanged, of_account
from earshot.domain.records import AccountRecord
from earshot.domain.upkeep import Act
from earshot.errors import Ambiguous, EarshotError, Rejected, Throttled, Unavailable
from earshot.usecases.keep import Keeper
from local.memory import FixedClock, MemoryStore, NumberedIds
from tests.builders import MONDAY_NINE, account

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
WHERE = ("generic", "acmehelp")


@dataclass
class Hook:
    """A platform's side of a webhook. `broken` is what it lacks, `fails` what the next calls do."""

    broken: str | None = None
    mends: bool = True
    looks: int = 0
    mended: list[str] = field(default_factory=list)
    ordered: list[Period] = field(default_factory=list)
    fails: list[EarshotError] = field(default_factory=list)
    every: timedelta | None = HOUR

    def looks_every(self, _: Account) -> timedelta | None:
        return self.every

    def lacks(self) -> str | None:
        self.looks += 1
        self._fail()
        return self.broken

    def mend(self, lacks: str) -> None:
        self._fail()
        self.mended.append(lacks)
        self.broken = None if self.mends else self.broken

    def _fail(self) -> None:
        if self.fails:
            raise self.fails.pop(0)


class Again(Hook):
    """The same, which pushes again what it missed."""

    def redelivers_from(self, period: Period) -> datetime:
        return period.until + 10 * MINUTE

    def redeliver(self, period: Period) -> Period:
        self._fail()
        self.ordered.append(period)
        return period


class Turns:
    """An account that is looked after at the turns of a test."""

    def __init__(self, hook: Hook, *, poll_minutes: int | None = None) -> None:
        self.hook = hook
        self.account = account(poll_minutes=poll_minutes)
        self.clock = FixedClock(MONDAY_NINE)
        self.store = MemoryStore()
        self.told: list[HealthChanged] = []

    def turn(self, **later: float) -> tuple[Act, ...]:
        """Another turn, so much later."""
        self.clock.advance(**later)
        was = self.record
        keeper = Keeper(
            store=self.store,
            clock=self.clock,
            ids=NumberedIds(),
            accounts=Accounts(accounts=(self.account,)),
            keeping=lambda _: self.hook,
        )
        acts = keeper.keep(*WHERE)
        changes = of_account(was, self.record)
        self.told += [change for change in changes if isinstance(change, HealthChanged)]
        return acts

    @property
    def record(self) -> AccountRecord:
        return self.store.account(*WHERE)

    @property
    def health(self) -> tuple[str, str | None]:
        return self.record.standing.health, self.record.standing.detail


def at(**later: float) -> datetime:
    return MONDAY_NINE + timedelta(**later)


def test_a_webhook_that_is_well_is_looked_at_once_an_hour() -> None:
    turns = Turns(Hook())
    for _ in range(24):
        assert turns.turn(minutes=5) == ()
    assert turns.hook.looks == 2
    assert turns.health == ("ok", None)
    assert turns.record.upkeep.well_at == at(hours=1, minutes=5)


def test_what_is_lacking_is_mended_at_once_and_looked_at_again_at_the_next_turn() -> None:
    turns = Turns(Hook())
    turns.turn()
    turns.hook.broken = "webhook_invalid"
    (act,) = turns.turn(hours=1)
    assert (act.did, act.what) == ("mended", "webhook_invalid")
    assert turns.health == ("degraded", "webhook_invalid")
    assert turns.turn(minutes=5) == ()
    assert turns.health == ("ok", None)
    assert [change.standing.health for change in turns.told] == ["degraded", "ok"]
    assert turns.hook.looks == 3


def test_where_mending_does_not_help_it_is_tried_again_once_an_hour_and_told_once() -> None:
    turns = Turns(Hook(broken="webhook_invalid", mends=False))
    for _ in range(37):
        turns.turn(minutes=5)
    # At once, at the next turn, and at each hour after that.
    assert len(turns.hook.mended) == 4
    assert [change.standing.health for change in turns.told] == ["degraded"]


def test_what_was_missed_is_ordered_once_as_soon_as_it_can_be() -> None:
    turns = Turns(Again())
    turns.turn()
    turns.hook.broken = "webhook_invalid"
    turns.turn(hours=1)
    turns.turn(minutes=5)
    assert turns.hook.ordered == []
    (gap,) = turns.record.upkeep.gaps
    assert (gap.since, gap.until) == (MONDAY_NINE, at(hours=1, minutes=7))
    assert turns.turn(minutes=11) == ()
    (act,) = turns.turn(minutes=1)
    assert (act.did, act.since, act.until) == ("ordered_again", gap.since, gap.until)
    for _ in range(30):
        turns.turn(minutes=5)
    assert turns.hook.ordered == [Period(gap.since, gap.until)]
    assert [one.did for one in turns.record.upkeep.acts] == ["mended", "ordered_again"]


def test_of_a_long_time_only_the_last_day_is_wanted() -> None:
    turns = Turns(Again())
    turns.turn()
    turns.hook.broken, turns.hook.mends = "webhook_invalid", False
    turns.turn(hours=30)
    turns.hook.broken = None
    turns.turn(hours=2)
    (gap,) = turns.record.upkeep.gaps
    assert (gap.since, gap.until) == (at(hours=8), at(hours=32, minutes=2))


def test_a_webhook_that_was_never_seen_well_is_asked_for_a_day() -> None:
    turns = Turns(Again(broken="webhook_invalid"))
    turns.turn()
    turns.turn(minutes=5)
    (gap,) = turns.record.upkeep.gaps
    assert gap.since == at(minutes=5) - 24 * HOUR


def test_an_order_that_could_not_be_given_is_given_later() -> None:
    turns = Turns(Again())
    turns.turn()
    turns.hook.broken = "webhook_invalid"
    turns.turn(hours=1)
    turns.turn(minutes=5)
    turns.hook.fails = [
        Throttled("too fast", after=at(hours=1, minutes=40)),
        Ambiguous("nobody knows"),
        Rejected("not so", kind="invalid"),
        Unavailable("away"),
    ]
    asked = [turns.turn(minutes=5) for _ in range(20)]
    assert turns.hook.fails == []
    assert [act.did for acts in asked for act in acts] == ["ordered_again"]
    assert turns.health == ("ok", None)


def test_what_a_platform_has_no_more_is_gone_for_good_and_asked_for_no_more() -> None:
    turns = Turns(Again())
    turns.turn()
    turns.hook.broken = "webhook_invalid"
    turns.turn(hours=1)
    turns.turn(minutes=5)
    turns.hook.fails = [Rejected("too old", kind="window_closed")]
    (act,) = turns.turn(minutes=12)
    assert (act.did, act.since) == ("gone_for_good", MONDAY_NINE)
    assert turns.record.upkeep.gaps == ()


def test_two_gaps_are_two_orders() -> None:
    turns = Turns(Again())
    turns.turn()
    for _ in range(2):
        turns.hook.broken = "webhook_invalid"
        turns.turn(hours=1)
        turns.hook.fails = []
        turns.turn(minutes=1)
    turns.turn(minutes=12)
    first, second = turns.hook.ordered
    assert first.until <= second.since + 2 * MINUTE
    assert (first.since, second.until) == (MONDAY_NINE, at(hours=2, minutes=4))


def test_what_was_pushed_while_we_were_away_is_ordered_too() -> None:
    turns = Turns(Again())
    turns.turn()
    turns.turn(hours=1)
    # Two turns and half an hour after the next look was due.
    turns.turn(hours=2, minutes=1)
    turns.turn(minutes=12)
    (period,) = turns.hook.ordered
    assert period == Period(at(hours=1), at(hours=3, minutes=3))


def test_a_turn_that_comes_somewhat_late_costs_nothing() -> None:
    turns = Turns(Again())
    turns.turn()
    for _ in range(6):
        turns.turn(hours=2)
    assert turns.hook.looks == 7
    assert turns.record.upkeep.gaps == ()


def test_a_turn_that_waited_for_the_platform_is_not_late() -> None:
    turns = Turns(Again())
    turns.turn()
    now = turns.clock.now()
    leased = turns.store.lease(*WHERE, holder="poll", now=now, until=now + 5 * MINUTE)
    assert leased is not None
    turns.store.release(leased.model_copy(update={"not_before": at(hours=9)}), holder="poll")
    turns.turn(hours=9, minutes=10)
    assert turns.hook.looks == 2
    assert turns.record.upkeep.gaps == ()


def test_an_account_that_is_polled_seldom_has_its_turns_as_seldom() -> None:
    turns = Turns(Again(), poll_minutes=720)
    turns.turn()
    for _ in range(3):
        turns.turn(hours=12)
    assert turns.record.upkeep.gaps == ()
    turns.turn(hours=27)
    assert len(turns.record.upkeep.gaps) == 1


def test_without_a_token_nothing_is_shown_and_it_is_tried_as_seldom() -> None:
    turns = Turns(Hook(fails=[Rejected("no token", kind="not_connected")] * 2))
    for _ in range(12):
        turns.turn(minutes=5)
    assert turns.hook.looks == 1
    assert turns.health == ("ok", None)


def test_a_token_that_is_refused_shows() -> None:
    turns = Turns(Hook(fails=[Rejected("webhooks: answered 401", kind="reauth")]))
    turns.turn()
    assert turns.health == ("reauth", "webhooks: answered 401")
    turns.turn(hours=1)
    assert turns.health == ("ok", None)


def test_a_mending_that_is_refused_says_what_lacks_and_why() -> None:
    turns = Turns(Hook(broken="not_subscribed"))
    turns.hook.lacks = lambda: "not_subscribed"  # type: ignore[method-assign]
    turns.hook.fails = [Rejected("answered 403", kind="forbidden")]
    assert turns.turn() == ()
    assert turns.health == ("forbidden", "not_subscribed: answered 403")


def test_a_platform_that_is_away_tells_nothing_and_is_asked_ten_minutes_later() -> None:
    turns = Turns(Hook(fails=[Unavailable("away"), Throttled("too fast", after=at(hours=2))]))
    for _ in range(3):
        turns.turn(minutes=5)
    assert turns.hook.looks == 2
    assert turns.health == ("ok", None)
    for _ in range(20):
        turns.turn(minutes=5)
    assert turns.hook.looks == 2
    turns.turn(minutes=5)
    assert turns.hook.looks == 3


def test_while_somebody_polls_it_waits() -> None:
    turns = Turns(Hook())
    now = turns.clock.now()
    turns.store.lease(*WHERE, holder="poll", now=now, until=now + 5 * MINUTE)
    assert turns.turn() == ()
    assert turns.hook.looks == 0
    turns.turn(minutes=6)
    assert turns.hook.looks == 1
    assert turns.record.lease is None


def test_a_platform_that_wants_to_be_left_alone_is() -> None:
    turns = Turns(Hook())
    now = turns.clock.now()
    leased = turns.store.lease(*WHERE, holder="poll", now=now, until=now + 5 * MINUTE)
    assert leased is not None
    throttled = leased.model_copy(update={"not_before": now + 7 * MINUTE})
    turns.store.release(throttled, holder="poll")
    turns.turn(minutes=5)
    assert turns.hook.looks == 0
    turns.turn(minutes=5)
    assert turns.hook.looks == 1


def test_a_webhook_that_is_not_kept_any_more_is_nobodys_trouble() -> None:
    turns = Turns(Hook(broken="webhook_missing", mends=False))
    turns.turn()
    assert turns.health == ("degraded", "webhook_missing")
    turns.hook.every = None
    turns.turn(minutes=5)
    assert turns.health == ("ok", None)
    assert turns.hook.looks == 1
