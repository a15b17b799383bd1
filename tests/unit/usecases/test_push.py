"""Where the playbook pushes, cases go by themselves to who suits best, once and evenly."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest

from earshot.domain.agent import AgentRecord
from earshot.domain.case import Case
from earshot.domain.ownerless import Watch
from earshot.domain.playbook import Playbook
from earshot.errors import Conflict
from earshot.usecases.hand_back import hand_back
from tests import builders, invariants
from tests.builders import MONDAY_NINE, agent
from tests.desk import Desk
from tests.trip import Trip


def pushing(**over: Any) -> Playbook:
    assignment = {"mode": "push"} | over
    return builders.promising_playbook(assignment=assignment)


def desk_of(*roster: AgentRecord, trip: Trip | None = None, **over: Any) -> Desk:
    """A desk that pushes to these people."""
    desk = Desk(pushing(**over), trip=trip)
    for one in roster:
        desk.store.put_agent(one)
    return desk


def matters(desk: Desk, number: int) -> None:
    """So many authors write, one after the other."""
    for n in range(number):
        desk.hear(id=f"m{n}", author={"id": f"author-{n}"})


def holders(desk: Desk) -> list[str | None]:
    """Who holds what, in the order in which the cases were opened."""
    cases = sorted(desk.cases(), key=lambda case: str(case.reply_to))
    return [case.agent for case in cases]


def loads(desk: Desk) -> dict[str, int]:
    return {one.name: one.load for one in desk.store.agents()}


def present(desk: Desk, name: str, **over: Any) -> None:
    """Write that somebody's line is different from now on."""
    found = desk.store.agent(name)
    assert found is not None
    desk.store.put_agent(found.model_copy(update={"revision": found.revision + 1, **over}))


def test_d43_a_new_case_goes_to_the_least_loaded_and_says_why_to_no_other() -> None:
    """D43, S20."""
    desk = desk_of(agent(name="ada"), agent(name="bob"), agent(name="eve", state="away"))
    desk.hear()
    desk.relay()
    assert desk.case().agent == "ada"
    event = desk.events()[-1]
    assert (event.kind, event.actor) == ("case_assigned", "playbook")
    assert event.data["reason"] == "least_loaded"
    assert event.data["passed"] == {"eve": "away"}
    desk.hear(id="m2", author={"id": "bo"})
    desk.relay()
    assert sorted(str(one) for one in holders(desk)) == ["ada", "bob"]
    invariants.check_all(desk)


def test_where_agents_take_cases_themselves_nothing_is_pushed() -> None:
    desk = desk_of(agent(), mode="pull")
    desk.hear()
    desk.relay()
    assert (desk.case().agent, desk.kinds()) == (None, ["case_opened"])


@pytest.mark.parametrize(
    "over", [{"enabled": False}, {"capacity": 0}, {"state": "away"}, {"teams": ("billing",)}]
)
def test_f43_with_nobody_to_take_it_a_case_waits_in_its_queue(over: dict[str, Any]) -> None:
    """F43, D44."""
    desk = desk_of(agent(**over))
    desk.hear()
    desk.relay()
    assert desk.case().agent is None
    assert [case.id for case in desk.store.queue_of("acme", "care", limit=9).items] == [
        desk.case().id
    ]


def test_d42_who_comes_back_gets_the_oldest_up_to_their_capacity() -> None:
    """D42, D44."""
    desk = desk_of(agent(capacity=2, state="away"))
    for n in range(3):
        desk.hear(id=f"m{n}", author={"id": f"author-{n}"}, created_at=desk.clock.now())
        desk.clock.advance(seconds=60)
    desk.relay()
    assert holders(desk) == [None, None, None]
    present(desk, "linus", state="available")
    desk.relay()
    assert holders(desk) == ["linus", "linus", None]
    assert loads(desk) == {"linus": 2}


def test_d42_without_a_promise_the_oldest_is_next_too() -> None:
    clauses = [{"name": "default", "act": "respond", "team": "care"}]
    desk = Desk(builders.promising_playbook(clauses=clauses, assignment={"mode": "push"}))
    desk.store.put_agent(agent(capacity=1, state="away"))
    for n in range(6):
        desk.hear(id=f"m{n}", author={"id": f"author-{n}"}, created_at=desk.clock.now())
        desk.clock.advance(seconds=60)
    present(desk, "linus", state="available")
    desk.relay()
    assert holders(desk) == ["linus", None, None, None, None, None]
    (first, *_) = desk.store.queue_of("acme", "care", limit=5).items
    assert first.reply_to == "m1"


def test_d42_what_others_must_do_does_not_hide_what_stands_behind_it() -> None:
    desk = desk_of(agent(name="ada", skills=("law",), state="away"), agent(capacity=1))
    for n in range(60):
        asks = {"skills": ("law",), "priority": 90} if n < 59 else {"priority": 10}
        desk.store.commit(builders.opening(id=f"c{n:02d}", **asks))
    assert desk.pusher.fill("linus") == 1
    assert [case.id for case in desk.cases() if case.agent] == ["c59"]


def test_f43_what_somebody_holds_who_is_disabled_goes_back_and_to_another() -> None:
    desk = desk_of(agent(), agent(name="grace", state="away"))
    desk.hear()
    desk.relay()
    assert desk.case().agent == "linus"
    present(desk, "linus", enabled=False)
    watch = Watch.of(desk.playbook)
    for left in (1, 0):
        agents = desk.store.agents()
        now = desk.clock.now()
        assert hand_back(agents, store=desk.store, watch=watch, now=now) == left
    event = desk.events()[-1]
    assert (event.kind, event.data) == ("case_released", {"was": "linus", "reason": "disabled"})
    present(desk, "grace", state="available")
    desk.relay()
    assert desk.case().agent == "grace"
    assert loads(desk) == {"grace": 1, "linus": 0}
    invariants.check_all(desk)


def test_d42_who_resolves_a_case_gets_the_next() -> None:
    """D42."""
    desk = desk_of(agent(capacity=1))
    matters(desk, 2)
    desk.relay()
    first = next(case for case in desk.cases() if case.agent)
    desk.resolve("linus", first.id)
    desk.relay()
    desk.relay()
    assert [c.state for c in desk.cases() if c.agent == "linus"].count("open") == 1
    assert loads(desk) == {"linus": 1}
    invariants.check_all(desk)


def test_what_somebody_gives_back_goes_to_another_and_not_to_them_again() -> None:
    desk = desk_of(agent(name="linus"), agent(name="grace", load=0))
    desk.hear()
    desk.relay()
    first = str(desk.case().agent)
    desk.casework.release(desk.asked(first))
    desk.relay()
    second = str(desk.case().agent)
    assert {first, second} == {"linus", "grace"}
    desk.casework.release(desk.asked(second))
    desk.relay()
    desk.relay()
    assert desk.case().agent is None
    assert loads(desk) == {"linus": 0, "grace": 0}


def left(desk: Desk) -> None:
    """Linus has answered, and is away."""
    desk.hear()
    desk.relay()
    desk.answer(agent="linus")
    desk.rest()
    present(desk, "linus", state="away")


def test_d44_the_case_of_somebody_away_goes_to_another_when_the_customer_writes() -> None:
    """D44."""
    desk = desk_of(agent(name="linus"))
    left(desk)
    desk.store.put_agent(agent(name="grace"))
    desk.hear(id="m2", text="It is still dark", in_reply_to="m1")
    desk.rest()
    assert desk.case().agent == "grace"
    assert loads(desk) == {"linus": 0, "grace": 1}
    invariants.check_all(desk)


def test_d44_who_was_away_comes_first_once_they_are_back() -> None:
    """D44: the case still waits."""
    desk = desk_of(agent(name="linus"))
    left(desk)
    desk.hear(id="m2", text="It is still dark", in_reply_to="m1")
    desk.rest()
    assert (desk.case().agent, desk.case().last_agent) == (None, "linus")
    present(desk, "linus", state="available")
    desk.relay()
    assert desk.case().agent == "linus"
    assert desk.events()[-1].data["reason"] == "sticky"


def test_an_author_comes_to_who_helped_them_before() -> None:
    desk = desk_of(agent(name="bob"))
    desk.hear()
    desk.relay()
    desk.resolve("bob")
    desk.store.put_agent(agent(name="ada"))
    desk.clock.advance(seconds=7200)
    desk.hear(id="m2", text="Now the lamp is broken", created_at=desk.clock.now())
    desk.relay()
    new = next(case for case in desk.cases() if case.reply_to == "m2")
    assert new.agent == "bob"
    assert desk.events(new.id)[-1].data["reason"] == "sticky"


def test_a_held_case_is_given_to_somebody_when_it_wakes() -> None:
    desk = desk_of(agent())
    desk.hear(text="Is there an outage?")
    desk.relay()
    assert desk.case().agent is None
    desk.pass_time(datetime(2026, 3, 2, 9, 11, tzinfo=UTC))
    assert desk.case().agent == "linus"


def test_s25_a_shift_that_begins_is_found_by_the_sweep() -> None:
    """S25: nobody says that it begins."""
    desk = desk_of(agent(shifts="weekdays"))
    desk.clock.set(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    matters(desk, 2)
    desk.relay()
    assert desk.pusher.fill_all(until=MONDAY_NINE) == 0
    desk.clock.set(MONDAY_NINE)
    assert desk.pusher.fill_all(until=MONDAY_NINE) == 0
    assert desk.pusher.fill_all(until=MONDAY_NINE + timedelta(seconds=1)) == 2
    assert holders(desk) == ["linus", "linus"]


def test_f44_a_hundred_cases_at_once_are_spread_over_five_people() -> None:
    """F44: loads differ by one at most, and nothing is lost."""
    desk = desk_of(*(agent(name=f"a{n}", capacity=30) for n in range(5)))
    matters(desk, 100)
    place_at_once(desk)
    assert sum(loads(desk).values()) == 100
    assert set(loads(desk).values()) == {20}
    invariants.loads(desk)


def test_f43_a_hundred_cases_at_once_leave_what_is_too_much_in_the_queue() -> None:
    """F43, I7."""
    desk = desk_of(*(agent(name=f"a{n}", capacity=7) for n in range(5)))
    matters(desk, 100)
    place_at_once(desk)
    assert loads(desk) == {f"a{n}": 7 for n in range(5)}
    assert holders(desk).count(None) == 65


def place_at_once(desk: Desk) -> None:
    """Place every case, twenty at a time; who loses a race tries again, as the stream does."""

    def place(case: Case) -> None:
        while True:
            try:
                desk.pusher.place(case.id)
            except Conflict:
                continue
            return

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(place, desk.cases()))


def test_a_batch_of_the_stream_that_comes_again_changes_nothing() -> None:
    desk = desk_of(agent())
    desk.hear()
    desk._take_changes()
    batch = list(desk._stream)
    desk.relay()
    desk._stream.extend(batch)
    desk.relay()
    assert desk.kinds() == ["case_opened", "case_assigned"]
    assert loads(desk) == {"linus": 1}


@pytest.mark.parametrize("side", ["before", "after"])
def test_f31_wherever_the_relay_dies_each_case_has_one_holder_in_the_end(
    side: Literal["before", "after"],
) -> None:
    """F31, I7: or routing, at each call that they make, done or not done."""
    killed_at = set()
    for call in range(1, 60):
        desk = desk_of(agent(name="linus"), agent(name="grace"), trip=Trip(call, side))
        for number in range(2):
            desk.post(id=f"m{number}", author={"id": f"author-{number}"})
        desk.rest()
        assert sorted(map(str, holders(desk))) == ["grace", "linus"]
        invariants.check_all(desk, alerts_repeat=True)
        if desk.trip.killed_at is None:
            break
        killed_at.add(desk.trip.killed_at)
    else:
        raise AssertionError("more calls than expected: raise the range")
    assert {"agents", "case", "author", "commit"} <= killed_at
