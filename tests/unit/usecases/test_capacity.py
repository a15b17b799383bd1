"""Nobody holds more than they may, however many ask at once; loads stay what is held."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.case import Case
from earshot.errors import Conflict, Forbidden, Full
from earshot.usecases.change import Asked
from tests import builders, invariants
from tests.builders import agent
from tests.desk import Desk

MANY = 50
WEIGHTS = {"weights": [{"private": True, "weight": 2}]}


def desk_of(*roster: Any, cases: int = 1, **assignment: Any) -> Desk:
    """A desk with this roster on which so many matters wait."""
    desk = Desk(builders.promising_playbook(assignment=WEIGHTS | assignment))
    for one in roster:
        desk.store.put_agent(one)
    for number in range(cases):
        desk.hear(id=f"m{number}", author={"id": f"author-{number}"})
    return desk


def held_by(desk: Desk, name: str) -> list[Case]:
    return [c for c in desk.cases() if c.agent == name and c.state != "resolved"]


def load(desk: Desk, name: str = "linus") -> int:
    found = desk.store.agent(name)
    assert found is not None
    return found.load


def lead(desk: Desk, case_id: str) -> Asked:
    who = builders.caller(id="sub-eve", agent="eve", roles=frozenset({"supervisor"}))
    return builders.asked(caller=who, case_id=case_id, key=desk.ids.new())


def test_d43_an_agent_who_is_full_is_told_how_full() -> None:
    """D43."""
    desk = desk_of(agent(capacity=1), cases=2)
    one, two = desk.cases()
    desk.casework.claim(desk.asked("linus", one.id))
    with pytest.raises(Full) as full:
        desk.casework.claim(desk.asked("linus", two.id))
    assert (full.value.load, full.value.capacity) == (1, 1)
    assert str(full.value) == "agent linus holds 1 of 1, and this case counts 1"
    with pytest.raises(Full):
        desk.answer("Hello", "linus", two.id)
    assert [held_by(desk, "linus"), load(desk)] == [[desk.store.case(one.id)], 1]


def test_a_private_matter_counts_as_the_playbook_says() -> None:
    desk = desk_of(agent(capacity=2), cases=0)
    desk.hear(id="m0", visibility="private")
    desk.answer("Hello")
    assert (desk.case().weight, load(desk)) == (2, 2)
    desk.resolve()
    assert load(desk) == 0
    desk.casework.reopen(desk.asked(), reason="it broke again")
    assert (desk.case().agent, load(desk)) == ("linus", 2)
    desk.casework.release(desk.asked())
    assert (desk.case().weight, load(desk)) == (0, 0)
    invariants.loads(desk)


def test_who_is_not_in_the_roster_has_no_limit_and_no_load() -> None:
    desk = desk_of(agent(name="grace"), cases=12)
    for case in desk.cases():
        desk.casework.claim(desk.asked("linus", case.id))
    assert len(held_by(desk, "linus")) == 12
    assert desk.store.agent("linus") is None


def test_who_is_disabled_takes_nothing() -> None:
    desk = desk_of(agent(enabled=False))
    with pytest.raises(Forbidden, match="disabled in the roster"):
        desk.casework.claim(desk.asked())


def test_who_works_for_other_brands_alone_is_given_nothing_that_they_would_not_see() -> None:
    desk = desk_of(agent(brands=("other",)))
    for force in (False, True):
        with pytest.raises(Forbidden, match="linus does not work for the brand acme"):
            desk.casework.assign(
                lead(desk, desk.case().id), team=None, agent="linus", reason="try", force=force
            )
    assert desk.case().agent is None


def test_only_who_leads_assigns_beyond_a_capacity_and_it_is_on_record() -> None:
    desk = desk_of(agent(capacity=1), cases=3)
    one, two, three = (case.id for case in desk.cases())

    def assign(asked: Asked, **more: Any) -> None:
        desk.casework.assign(asked, team=None, agent="linus", reason="he knows", **more)

    assign(lead(desk, one))
    with pytest.raises(Full):
        assign(lead(desk, two))
    assign(lead(desk, two), force=True)
    assert desk.events(two)[-1].data["forced"] is True
    desk.casework.claim(desk.asked("grace", three))
    with pytest.raises(Forbidden):
        assign(desk.asked("grace", three), force=True)
    assert load(desk) == 2
    invariants.loads(desk)


def test_a_case_that_is_handed_on_moves_both_loads() -> None:
    desk = desk_of(agent(), agent(name="grace"))
    desk.casework.claim(desk.asked())
    desk.casework.assign(desk.asked(), team=None, agent="grace", reason="she knows")
    assert (load(desk), load(desk, "grace")) == (0, 1)
    desk.casework.assign(lead(desk, desk.case().id), team="billing", agent=None, reason="refund")
    assert (load(desk), load(desk, "grace")) == (0, 0)


def test_d44_a_customers_words_do_not_wait_for_somebody_who_is_away() -> None:
    """D44."""
    desk = desk_of(agent())
    desk.answer("Is the light on?")
    desk.rest()
    desk.store.put_agent(agent(revision=2, state="away"))
    desk.hear(id="m9", author={"id": "author-0"}, text="No, it is off", in_reply_to="m0")
    case = desk.case()
    assert (case.state, case.agent, case.last_agent) == ("open", None, "linus")
    assert desk.events()[-1].data == {"was": "linus", "reason": "away"}
    assert load(desk) == 0
    invariants.histories(desk)


def test_d44_a_parting_thanks_stays_with_who_is_away() -> None:
    """D44: it asks for nothing."""
    desk = desk_of(agent())
    desk.answer("Is the light on?")
    desk.rest()
    desk.store.put_agent(agent(revision=2, state="away"))
    desk.hear(id="m9", author={"id": "author-0"}, text="Thank you so much!", in_reply_to="m0")
    assert desk.case().agent == "linus"


@pytest.mark.parametrize(("capacity", "holder"), [(1, None), (2, "linus")])
def test_a_case_that_comes_back_stays_with_its_holder_only_while_they_have_room(
    capacity: int, holder: str | None
) -> None:
    desk = desk_of(agent(capacity=capacity), cases=2)
    one, two = (case.id for case in desk.cases())
    desk.casework.claim(desk.asked("linus", one))
    desk.resolve("linus", one)
    desk.casework.claim(desk.asked("linus", two))
    author = desk.store.case(one)
    assert author is not None
    desk.hear(
        id="m9",
        author={"id": author.author_id},
        text="It is broken again",
        in_reply_to=author.reply_to,
    )
    again = desk.store.case(one)
    assert again is not None
    assert (again.state, again.agent) == ("open", holder)
    assert load(desk) == capacity
    invariants.loads(desk)


def test_d44_a_case_that_a_person_reopens_does_not_go_to_somebody_away() -> None:
    """D44."""
    desk = desk_of(agent())
    desk.casework.claim(desk.asked())
    desk.resolve()
    desk.store.put_agent(agent(revision=2, state="away"))
    desk.casework.reopen(desk.asked("grace"), reason="it broke again")
    assert (desk.case().state, desk.case().agent) == ("open", None)
    assert [e.kind for e in desk.events()][-2:] == ["case_reopened", "case_released"]


def test_i7_of_fifty_claims_for_one_agent_five_are_held() -> None:
    """I7, F43: each for a case of its own, all at once."""
    desk = desk_of(agent(capacity=5), cases=MANY)

    def claim(case: Case) -> bool:
        while True:
            try:
                desk.casework.claim(desk.asked("linus", case.id))
            except Conflict:
                continue
            except Full:
                return False
            return True

    with ThreadPoolExecutor(MANY) as pool:
        taken = list(pool.map(claim, desk.cases()))
    assert sum(taken) == 5
    assert len(held_by(desk, "linus")) == load(desk) == 5


def test_i7_claims_and_resolutions_beside_each_other_leave_nothing_behind() -> None:
    """I7."""
    desk = desk_of(agent(capacity=4), cases=MANY)

    def work(case: Case) -> None:
        for step in (desk.casework.claim, desk.casework.release, desk.casework.claim):
            while True:
                try:
                    step(desk.asked("linus", case.id))
                except (Conflict, Full):
                    assert load(desk) <= 4
                    continue
                break
        desk.resolve("linus", case.id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, desk.cases()))
    assert (held_by(desk, "linus"), load(desk)) == ([], 0)
    invariants.loads(desk)


def test_the_load_is_that_of_the_newest_write_whatever_the_clock_says() -> None:
    desk = desk_of(agent(), cases=2)
    one, two = (case.id for case in desk.cases())
    desk.casework.claim(desk.asked("linus", one))
    desk.clock.set(desk.clock.now() - timedelta(minutes=3))
    desk.casework.claim(desk.asked("linus", two))
    assert load(desk) == 2
