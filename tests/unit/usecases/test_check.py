"""Timers: what is due is told once and on time, whoever wakes whom how often."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from earshot.domain.timer import shards, step_instant, steps_between
from earshot.errors import Conflict, Unavailable
from earshot.usecases.check import Checker
from local.memory import MemoryTimers
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all
from tests.trip import Trip, Tripwire

DAY = timedelta(days=1)


def at(clock: str) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return MONDAY_NINE.replace(hour=hours, minute=minutes)


def checker(desk: Desk, store: Any = None, **over: Any) -> Checker:
    calendars = desk.playbook.calendars
    return Checker(store=store or desk.store, clock=desk.clock, calendars=calendars, **over)


def checked(desk: Desk, step: str, store: Any = None) -> int:
    return checker(desk, store).check(step)


def swept(desk: Desk, store: Any = None, until: datetime = MONDAY_NINE + DAY) -> int:
    return checker(desk, store).sweep(until)


def waiting_desk() -> Desk:
    """One case, to be warned about at 09:45, due at 10:00, escalated at 10:30."""
    desk = Desk()
    desk.hear()
    return desk


def test_a_promise_is_warned_of_broken_and_escalated_at_its_instants() -> None:
    desk = waiting_desk()
    desk.pass_time(at("12:00"))
    assert [(e.kind, e.at) for e in desk.events()[1:]] == [
        ("sla_warned", at("09:45")),
        ("sla_breached", at("10:00")),
        ("case_escalated", at("10:30")),
    ]
    assert desk.told() == ["sla_warned", "sla_breached", "case_escalated"]
    check_all(desk)


def test_f51_a_timer_that_fires_twice_tells_once() -> None:
    """F51: the case has moved on to its next step."""
    desk = waiting_desk()
    desk.clock.set(at("09:45"))
    assert [checked(desk, "20260302T094500Z") for _ in range(3)] == [1, 0, 0]
    assert desk.kinds() == ["case_opened", "sla_warned"]


@pytest.mark.parametrize("ending", ["answered", "resolved", "deleted"])
def test_f50_d05_a_timer_that_fires_after_the_end_tells_nothing(ending: str) -> None:
    """F50, D05."""
    desk = waiting_desk()
    step = str(desk.case().step)
    if ending == "answered":
        desk.answer()
        desk.rest()
    elif ending == "resolved":
        desk.resolve()
    else:
        desk.hear(event="delete", text=None)
    desk.clock.set(at("11:00"))
    assert checked(desk, step) == 0
    desk.rest()
    assert desk.told() == []


def test_f52_f53_what_no_timer_told_the_sweep_tells() -> None:
    """F52, F53: the table knows the step, whether an execution was started or not."""
    desk = waiting_desk()
    desk.store.save_swept("20260302T090000Z")
    desk.clock.set(at("10:05"))
    assert swept(desk) == 1
    assert desk.kinds() == ["case_opened", "sla_breached"]
    assert desk.events()[-1].data["late_seconds"] == 300
    assert desk.store.swept_until() == "20260302T100430Z"
    desk.rest()
    check_all(desk)


def test_f54_after_two_hours_without_timers_each_is_told_once_and_marked_late() -> None:
    """F54: the breach and the escalation, not the warning any more."""
    desk = waiting_desk()
    desk.store.save_swept("20260302T090000Z")
    desk.clock.set(at("12:00"))
    swept(desk)
    desk.clock.advance(minutes=5)
    swept(desk)
    desk.rest()
    assert desk.told() == ["sla_breached", "case_escalated"]
    assert [event.data["late_seconds"] for event in desk.events()[1:]] == [7_200, 5_400]


def test_a_first_sweep_looks_a_quarter_of_an_hour_back() -> None:
    desk = waiting_desk()
    desk.clock.set(at("09:50"))
    assert swept(desk) == 1


def test_a_sweep_that_runs_out_of_time_carries_on_from_there() -> None:
    desk = waiting_desk()
    desk.store.save_swept("20260302T094300Z")
    desk.clock.set(at("10:05"))
    assert swept(desk, until=at("10:00")) == 0
    assert desk.store.swept_until() == "20260302T094305Z"
    assert swept(desk) == 1


def test_a_desk_that_was_never_late_sweeps_nothing_and_remembers_where_it_was() -> None:
    desk = Desk()
    assert swept(desk) == 0
    assert desk.store.swept_until() == "20260302T085930Z"


def test_f60_nothing_is_told_early_by_a_clock_that_runs_behind() -> None:
    """F60: the state machine tries again until it is time."""
    desk = waiting_desk()
    desk.clock.set(at("09:43"))
    with pytest.raises(Unavailable, match="not due"):
        checked(desk, "20260302T094500Z")
    assert desk.kinds() == ["case_opened"]


def two_cases_in_one_step() -> Desk:
    desk = waiting_desk()
    desk.hear(id="m2", author={"id": "bob"})
    assert {case.step for case in desk.cases()} == {"20260302T094500Z"}
    return desk


class Unlucky(Tripwire):
    """A store that never lets one case be read."""

    def __init__(self, desk: Desk, case_id: str, trouble: Exception | None = None) -> None:
        super().__init__(desk.store, Trip())
        self._desk = desk
        self._case_id = case_id
        self._trouble = trouble or Unavailable("DynamoDB did not answer")

    def case(self, case_id: str) -> object:
        if case_id == self._case_id:
            raise self._trouble
        return self._desk.store.case(case_id)


def test_no_case_waits_for_the_trouble_of_another_in_its_step() -> None:
    desk = two_cases_in_one_step()
    first, second = desk.store.due_in("20260302T094500Z")
    desk.clock.set(at("09:45"))
    with pytest.raises(Unavailable):
        checked(desk, "20260302T094500Z", Unlucky(desk, first))
    assert [e.kind for e in desk.events(second)] == ["case_opened", "sla_warned"]
    assert checked(desk, "20260302T094500Z") == 1


def test_a_step_in_trouble_holds_up_no_later_one_and_is_swept_again() -> None:
    desk = waiting_desk()
    desk.clock.set(at("09:10"))
    desk.hear(id="m2", author={"id": "bob"}, created_at=at("09:10"))
    ada, bob = sorted(desk.cases(), key=lambda case: case.author_id)
    desk.store.save_swept("20260302T094000Z")
    desk.clock.set(at("09:59"))
    with pytest.raises(Unavailable):
        swept(desk, Unlucky(desk, ada.id))
    assert [e.kind for e in desk.events(bob.id)] == ["case_opened", "sla_warned"]
    assert desk.store.swept_until() == "20260302T094455Z"
    assert swept(desk) == 1
    assert [e.kind for e in desk.events(ada.id)] == ["case_opened", "sla_warned"]


def test_a_case_that_keeps_changing_is_tried_again_by_the_state_machine() -> None:
    desk = waiting_desk()
    desk.clock.set(at("09:45"))

    class Busy(Tripwire):
        def commit(self, commit: object) -> None:
            raise Conflict("somebody else")

    with pytest.raises(Conflict, match="keeps changing"):
        checked(desk, "20260302T094500Z", Busy(desk.store, Trip()))


def test_f58_twenty_pauses_do_not_make_a_promise_longer() -> None:
    """F58: a snooze pauses here; in the end the hour is used up as if there had been none."""
    policy = builders.promising_playbook(
        sla_policies={
            "standard": {
                "calendar": "weekdays",
                "resolution": {"within": "1h", "warn": "15m"},
                "pause_while": ["snoozed"],
            }
        }
    )
    desk = Desk(policy)
    desk.hear()
    for _ in range(20):
        desk.clock.advance(minutes=2)
        until = desk.clock.now() + timedelta(minutes=1)
        desk.casework.snooze(desk.asked(), until=until)
        desk.pass_time(until)
    assert desk.case().clocks["resolution"].spent == 40 * 60
    desk.pass_time(at("12:00"))
    assert [(e.kind, e.at) for e in desk.events() if e.alert_id] == [
        ("sla_warned", at("10:05")),
        ("sla_breached", at("10:20")),
    ]
    check_all(desk)


def test_every_step_between_two_sweeps_is_looked_at() -> None:
    desk = Desk()
    seen: list[str] = []

    class Watched(Tripwire):
        def due_in(self, step: str, **_: Any) -> list[str]:
            seen.append(step)
            return []

    store = Watched(desk.store, Trip())
    for minutes in (0, 5, 5, 7):
        desk.clock.advance(minutes=minutes)
        swept(desk, store)
    first, last = step_instant(min(seen)), step_instant(max(seen))
    assert sorted(set(seen)) == list(steps_between(first - timedelta(seconds=5), last))
    assert last == desk.clock.now() - timedelta(seconds=30)


def test_a_trip_kills_once_and_counts_what_they_watch() -> None:
    """The harness itself: a kill happens once, and nothing is done until the next life."""
    trip = Trip(2, "after")
    calls: list[int] = []
    trip.around("a", partial(calls.append, 1))
    with pytest.raises(Exception, match="after b"):
        trip.around("b", partial(calls.append, 2))
    with pytest.raises(Exception, match="dead since b"):
        trip.around("c", partial(calls.append, 3))
    trip.revive()
    trip.around("d", partial(calls.append, 4))
    assert (calls, trip.killed_at) == ([1, 2, 4], "b")


def test_a_case_that_is_written_while_its_promise_comes_due_keeps_its_timer() -> None:
    desk = waiting_desk()
    for second in (57, 58, 59):
        desk.clock.set(at("09:44").replace(second=second))
        desk.hear(id=f"m{second}", in_reply_to="m1", text="and another thing")
        assert desk.case().step == "20260302T094500Z"
    desk.clock.set(at("09:45"))
    assert checked(desk, "20260302T094500Z") == 1
    assert desk.kinds()[-1] == "sla_warned"


def test_a_step_that_has_fired_long_ago_is_not_kept() -> None:
    """Its execution was lost: the next write gives the case a timer that will fire."""
    desk = waiting_desk()
    desk.clock.set(at("09:46"))
    desk.hear(id="m2", in_reply_to="m1", text="and another thing")
    assert desk.case().step == "20260302T094605Z"


def test_f39_a_case_that_nobody_can_read_holds_up_neither_its_step_nor_the_sweep() -> None:
    """F39: the others of the step are told of, and the sweep gets past it within the hour."""
    desk = two_cases_in_one_step()
    broken, other = desk.cases()
    store = Unlucky(desk, broken.id, ValueError("state: not one of open, pending, snoozed"))
    desk.clock.set(at("09:45"))
    with pytest.raises(ValueError, match="not one of"):
        checked(desk, "20260302T094500Z", store)
    assert [e.kind for e in desk.events(other.id)] == ["case_opened", "sla_warned"]
    for minutes in range(0, 90, 5):
        desk.clock.set(at("09:46") + timedelta(minutes=minutes))
        with suppress(ValueError):
            swept(desk, store)
    assert str(desk.store.swept_until()) > "20260302T110000Z"


def test_many_cases_due_at_one_instant_are_evaluated_beside_each_other() -> None:
    desk = Desk()
    for number in range(40):
        desk.hear(id=f"m{number}", author={"id": f"customer-{number}"})
    desk.clock.set(at("09:45"))
    assert checker(desk, at_once=8).check("20260302T094500Z") == 40
    desk.rest()
    assert len(desk.told()) == 40
    check_all(desk)


def crowd(number: int) -> Desk:
    """So many cases, all to be warned about at 09:45."""
    desk = Desk()
    for n in range(number):
        desk.hear(id=f"m{n}", author={"id": f"customer-{n}"})
    desk.clock.set(at("09:45"))
    return desk


def test_it_is_told_of_a_crowd_that_is_divided_and_of_no_other() -> None:
    desk = crowd(3)
    told: list[tuple[str, int]] = []
    watched = replace(checker(desk), divided=lambda *what: told.append(what))
    assert watched.check("20260302T094500Z", timers=MemoryTimers(), alone=2) == 0
    assert watched.check("20260302T094500Z", timers=MemoryTimers(), alone=3) == 3
    assert told == [("20260302T094500Z", 4)]


def of_a_crowd(desk: Desk, name: str = "20260302T094500Z", at_once: int = 1, **told: Any) -> int:
    return checker(desk, at_once=at_once).check(name, **told)


def test_a_crowd_is_divided_and_the_shards_tell_everybody_once() -> None:
    desk, timers = crowd(90), MemoryTimers()
    assert of_a_crowd(desk, timers=timers, alone=89, at_once=8) == 0
    assert {case.version for case in desk.cases()} == {1}
    assert sorted(timers.started) == shards("20260302T094500Z")
    assert set(timers.started.values()) == {at("09:45")}
    told = [of_a_crowd(desk, name, timers=timers, alone=0) for name in timers.started]
    assert sum(told) == 90
    assert min(told) > 10
    assert [of_a_crowd(desk, name) for name in timers.started] == [0] * 4
    desk.rest()
    assert len(desk.told()) == 90
    check_all(desk)


def test_what_is_no_crowd_is_worked_off_by_one() -> None:
    desk, timers = crowd(4), MemoryTimers()
    assert of_a_crowd(desk, timers=timers, alone=4) == 4
    assert timers.started == {}


def test_a_division_that_broke_off_is_done_again_and_misses_no_shard() -> None:
    class Flaky(MemoryTimers):
        well = False

        def start(self, step: str, due_at: datetime) -> None:
            if step.endswith("-02") and not self.well:
                raise Unavailable("Step Functions did not answer")
            super().start(step, due_at)

    desk, timers = crowd(3), Flaky()
    with pytest.raises(Unavailable):
        of_a_crowd(desk, timers=timers, alone=2)
    assert len(timers.started) == 2
    timers.well = True
    assert of_a_crowd(desk, timers=timers, alone=2) == 0
    assert sorted(timers.started) == shards("20260302T094500Z")


def test_a_shard_that_nobody_worked_off_is_found_by_the_sweep() -> None:
    desk = crowd(20)
    done = sum(of_a_crowd(desk, name) for name in shards("20260302T094500Z")[::2])
    assert 0 < done < 20
    desk.store.save_swept("20260302T094000Z")
    desk.clock.set(at("09:46"))
    assert swept(desk) == 20 - done
    desk.rest()
    assert len(desk.told()) == 20


def test_f60_a_timer_written_to_a_step_already_swept_is_found_by_the_next_sweep() -> None:
    """F60: the writer's clock ran a minute behind, and the step's execution was used up."""
    desk = waiting_desk()
    desk.store.save_swept("20260302T094600Z")
    desk.clock.set(at("09:47"))
    assert swept(desk) == 1
    assert desk.kinds() == ["case_opened", "sla_warned"]


def test_each_case_that_makes_trouble_is_told_of_and_not_only_the_first() -> None:
    desk = two_cases_in_one_step()
    desk.clock.set(at("09:43"))
    told: list[tuple[str, str]] = []
    with pytest.raises(Unavailable):
        checker(
            desk, worry=lambda case_id, trouble: told.append((case_id, type(trouble).__name__))
        ).check("20260302T094500Z")
    assert sorted(told) == sorted((case.id, "Unavailable") for case in desk.cases())
