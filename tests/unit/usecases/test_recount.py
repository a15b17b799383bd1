"""Loads are counted anew and mended, which changes nothing when they are right."""

from datetime import datetime, timedelta

from earshot.domain.agent import LoadMove
from earshot.domain.playbook import Assignment
from earshot.ports import Commit
from earshot.usecases.recount import TURNS, Mended, recount, turn_of
from local.memory import MemoryStore
from tests import builders, invariants
from tests.builders import MONDAY_NINE, agent, case, case_event, opening
from tests.desk import Desk

RULE = Assignment()
LATER = MONDAY_NINE + timedelta(minutes=2)


def store_with(held: int) -> MemoryStore:
    """Linus holds so many cases of weight 2."""
    store = MemoryStore()
    store.put_agent(agent(capacity=1000))
    for number in range(held):
        name = f"c{number:03d}"
        store.commit(opening(id=name))
        store.commit(
            Commit(
                case=case(id=name, version=2, agent="linus", weight=2),
                expected=1,
                events=[case_event(case_id=name, version=2, kind="case_claimed")],
                loads=[LoadMove("linus", 2, MONDAY_NINE)],
            )
        )
    return store


def mended(store: MemoryStore, now: datetime = LATER) -> list[Mended]:
    return list(recount(store.agents(), store=store, rule=RULE, now=now))


def spoil(store: MemoryStore, load: int) -> None:
    (linus,) = store.agents()
    assert store.mend_load(linus, load, at=MONDAY_NINE)


def test_f43_a_load_that_is_right_stays() -> None:
    """F43."""
    store = store_with(3)
    before = store.agents()
    assert mended(store) == []
    assert store.agents() == before


def test_f43_a_load_that_went_wrong_is_mended_once() -> None:
    """F43: over several pages of what they hold."""
    store = store_with(150)
    spoil(store, 7)
    assert mended(store) == [Mended("linus", 7, 300)]
    assert mended(store, LATER + timedelta(minutes=2)) == []


def test_what_has_just_moved_is_left_for_the_next_time() -> None:
    store = store_with(1)
    spoil(store, 9)
    assert mended(store, MONDAY_NINE + timedelta(seconds=59)) == []
    assert mended(store, MONDAY_NINE + timedelta(seconds=60)) == [Mended("linus", 9, 2)]


def test_what_moves_meanwhile_stays_as_it_is() -> None:
    store = store_with(1)
    spoil(store, 9)
    read = store.agents()
    spoil(store, 4)
    store.mend_load(store.agents()[0], 5, at=LATER)
    assert list(recount(read, store=store, rule=RULE, now=LATER)) == []


def test_what_was_taken_before_the_roster_knew_them_begins_to_count() -> None:
    desk = Desk(builders.promising_playbook())
    desk.hear()
    desk.casework.claim(desk.asked())
    desk.store.put_agent(agent())
    for _ in range(2):
        assert mended(desk.store, desk.clock.now()) == []
    assert (desk.case().weight, desk.kinds()[-1]) == (1, "case_weighed")
    assert [one.load for one in desk.store.agents()] == [1]
    invariants.loads(desk)
    desk.resolve()
    assert [one.load for one in desk.store.agents()] == [0]
    desk.rest()
    invariants.check_all(desk)


def test_everybody_has_a_turn_in_an_hour_of_sweeps() -> None:
    people = [agent(name=f"a{n}") for n in range(200)]
    turns = [turn_of(people, number) for number in range(TURNS)]
    assert sorted(one.name for turn in turns for one in turn) == sorted(p.name for p in people)
    assert turn_of(people, 7) == turn_of(people, 7 + TURNS)
