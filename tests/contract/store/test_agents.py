"""The roster: who works, and loads that move with cases, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from earshot.domain.agent import LoadMove
from earshot.domain.case import CaseEvent
from earshot.errors import Conflict
from earshot.ports import Commit, Store
from earshot.usecases.push import Pusher
from local.memory import FixedClock
from tests.builders import MONDAY_NINE, agent, case, case_event, opening, playbook

LATER = MONDAY_NINE + timedelta(minutes=5)


def taken(number: int, *, by: int = 1, limit: int | None = 5, name: str = "linus") -> Commit:
    """The commit that gives `linus` the case of this number."""
    case_id = f"c{number}"
    return Commit(
        case=case(id=case_id, version=2, agent=name, weight=max(by, 0)),
        expected=1,
        events=[case_event(case_id=case_id, version=2, kind="case_claimed", actor=name)],
        loads=[LoadMove(name, by, LATER, limit)],
    )


def load_of(store: Store, name: str = "linus") -> int:
    found = store.agent(name)
    assert found is not None
    return found.load


def test_who_is_not_in_the_roster_is_none(store: Store) -> None:
    assert store.agent("linus") is None
    assert store.agents() == []


def test_the_roster_lists_everybody_by_name(store: Store) -> None:
    linus = agent(
        name="li#nus",
        skills=("language:de",),
        state="away",
        since=MONDAY_NINE,
        until=LATER,
        shifts="weekdays",
        brands=("acme",),
    )
    store.put_agent(linus)
    store.put_agent(agent(name="grace", capacity=None))
    assert store.agents() == [agent(name="grace", capacity=None), linus]
    assert store.agent("li#nus") == linus


def test_a_line_of_the_roster_is_written_over_the_one_before_only(store: Store) -> None:
    store.put_agent(agent())
    store.put_agent(agent(revision=2, capacity=7))
    store.put_agent(agent(revision=2, capacity=7))
    with pytest.raises(Conflict):
        store.put_agent(agent(revision=2, capacity=9))
    with pytest.raises(Conflict):
        store.put_agent(agent(name="nobody", revision=2))
    assert store.agent("linus") == agent(revision=2, capacity=7)


def test_i7_a_load_moves_with_the_case_and_not_with_the_line(store: Store) -> None:
    """I7: a change of the line that was read before does not take the load back."""
    store.put_agent(agent())
    store.commit(opening())
    store.commit(taken(1, by=2))
    store.put_agent(agent(revision=2, skills=("language:de",)))
    assert store.agent("linus") == agent(
        revision=2, skills=("language:de",), load=2, assigned_at=LATER, moved_at=LATER
    )


def test_i7_the_same_commit_again_counts_once(store: Store) -> None:
    """I7, F31."""
    store.put_agent(agent())
    store.commit(opening())
    store.commit(taken(1))
    store.commit(taken(1))
    assert load_of(store) == 1


def test_f43_nobody_gets_more_than_their_limit(store: Store) -> None:
    """F43: and nothing of the commit is written."""
    store.put_agent(agent())
    for number in (1, 2):
        store.commit(opening(id=f"c{number}"))
    store.commit(taken(1, by=4))
    with pytest.raises(Conflict):
        store.commit(taken(2, by=2))
    found = store.case("c2")
    assert found is not None
    assert (found.agent, load_of(store)) == (None, 4)
    store.commit(taken(2, by=2, limit=None))
    assert load_of(store) == 6


def test_a_load_without_a_line_in_the_roster_is_nothing(store: Store) -> None:
    store.commit(opening())
    store.commit(taken(1))
    found = store.case("c1")
    assert found is not None
    assert (found.agent, store.agent("linus")) == ("linus", None)


def test_a_load_never_falls_below_zero(store: Store) -> None:
    store.put_agent(agent())
    store.commit(opening())
    store.commit(taken(1, by=2))
    store.commit(replace(taken(1, by=-3), case=case(version=3), expected=2, events=[_third()]))
    assert load_of(store) == 0


def _third() -> CaseEvent:
    return case_event(version=3, kind="case_released")


def test_a_case_that_changes_hands_moves_two_loads(store: Store) -> None:
    for name in ("grace", "linus"):
        store.put_agent(agent(name=name))
    store.commit(opening())
    store.commit(taken(1, by=2))
    handed = taken(1, name="grace")
    moves = [LoadMove("linus", -2, LATER), LoadMove("grace", 2, LATER, 5)]
    event = case_event(version=3, kind="case_assigned")
    store.commit(
        replace(
            handed,
            case=handed.case.model_copy(update={"version": 3}),
            expected=2,
            events=[event],
            loads=moves,
        )
    )
    assert (load_of(store, "linus"), load_of(store, "grace")) == (0, 2)


def test_a_case_that_changed_is_a_conflict_whatever_the_load(store: Store) -> None:
    store.put_agent(agent(load=0, capacity=1))
    store.commit(opening())
    store.commit(taken(1))
    with pytest.raises(Conflict):
        store.commit(taken(1, name="grace"))
    with pytest.raises(Conflict):
        store.commit(replace(taken(1, by=5), events=[case_event(version=2, actor="other")]))
    assert load_of(store) == 1


def test_a_load_is_mended_only_while_it_stands_still(store: Store) -> None:
    store.put_agent(agent())
    fresh = store.agent("linus")
    assert fresh is not None
    assert store.mend_load(fresh, 3, at=MONDAY_NINE)
    read = store.agent("linus")
    assert read is not None
    store.commit(opening())
    store.commit(taken(1))
    assert not store.mend_load(read, 7, at=LATER)
    assert not store.mend_load(fresh, 7, at=LATER)
    assert not store.mend_load(agent(name="nobody"), 7, at=LATER)
    assert load_of(store) == 4
    now = store.agent("linus")
    assert now is not None
    assert store.mend_load(now, 1, at=LATER + timedelta(minutes=1))
    assert load_of(store) == 1


def test_f44_cases_are_pushed_evenly_and_nobody_gets_too_much(store: Store) -> None:
    """F44, F43: over either store."""
    rules = playbook(assignment={"mode": "push"})
    pusher = Pusher(store=store, clock=FixedClock(MONDAY_NINE), playbook=rules)
    for name in ("ada", "bob", "eve"):
        store.put_agent(agent(name=name, capacity=3))
    for number in range(10):
        store.commit(opening(id=f"c{number}"))
    given = [pusher.place(f"c{number}") for number in range(10)]
    assert given == [*(["ada", "bob", "eve"] * 3), None]
    assert [one.load for one in store.agents()] == [3, 3, 3]
    assert pusher.fill("ada") == 0
    store.put_agent(agent(name="bob", capacity=4, revision=2))
    assert pusher.fill("bob") == 1
    assert pusher.place("c9") is None
