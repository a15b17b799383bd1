"""S36: a matter that becomes grave while it is worked on goes to those who answer for that."""

from typing import Any

import pytest

from earshot.domain.playbook import Playbook
from tests import builders
from tests.builders import agent
from tests.desk import Desk
from tests.invariants import check_all

THREAT = "My lawyer will write to you"


def policy(**over: Any) -> Playbook:
    promised = {"sla_policy": "standard"}
    clauses = [
        {
            "name": "law",
            "when": {"risk": "legal"},
            "act": "escalate",
            "team": "billing",
            **promised,
        },
        {"name": "default", "act": "respond", "team": "care", **promised},
    ]
    return builders.promising_playbook(clauses=clauses, **over)


def held(**over: Any) -> Desk:
    """Linus has a case of the team care."""
    desk = Desk(policy(**over))
    desk.store.put_agent(agent())
    desk.hear(text="It does not work")
    desk.casework.claim(desk.asked())
    return desk


def threaten(desk: Desk, id: str = "m2") -> None:
    desk.hear(id=id, root="m1", text=THREAT, created_at=desk.clock.now())


def test_s36_a_threat_takes_the_case_to_its_own_team_with_its_promises() -> None:
    desk = held()
    clocks = desk.case().clocks
    threaten(desk)
    case, event = desk.case(), desk.events()[-1]
    assert (case.team, case.agent, case.act, case.clocks) == ("billing", None, "escalate", clocks)
    assert (event.kind, event.actor) == ("case_assigned", "playbook")
    assert event.data == {
        "reason": "escalated",
        "clause": "law",
        "team": "billing",
        "agent": None,
        "from_team": "care",
        "from_agent": "linus",
    }
    assert [one.load for one in desk.store.agents()] == [0]
    desk.rest()
    check_all(desk)


def test_s36_what_people_do_with_it_then_stands() -> None:
    desk = held()
    threaten(desk)
    boss = builders.caller(agent="boss", roles=frozenset({"supervisor"}), teams=frozenset())
    asked = builders.asked(caller=boss, case_id=desk.case().id)
    desk.casework.assign(asked, team="care", agent="linus", reason="it is settled")
    threaten(desk, "m3")
    assert (desk.case().team, desk.case().agent) == ("care", "linus")


@pytest.mark.parametrize("answered", [True, False])
def test_s36_a_threat_that_reopens_a_case_goes_there_too(answered: bool) -> None:
    desk = held()
    if answered:
        desk.answer()
        desk.rest()
    desk.resolve()
    threaten(desk)
    assert (desk.case().state, desk.case().team, desk.case().agent) == ("open", "billing", None)
    desk.rest()
    check_all(desk)


def test_s36_where_cases_are_pushed_somebody_of_that_team_gets_it() -> None:
    desk = held(assignment={"mode": "push"})
    desk.store.put_agent(agent(name="grace", teams=("billing",)))
    threaten(desk)
    desk.relay()
    assert desk.case().agent == "grace"
    check_all(desk)
