"""S22: our own channels first; what was said elsewhere is answered as far as people get."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.playbook import Playbook
from earshot.usecases.answer import Words
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

DAY = timedelta(days=1)


def elsewhere(**over: Any) -> Playbook:
    """Everything said is outside and waits a day; what burns is one of our own."""
    team = {"team": "care"}
    clauses = [
        {"name": "fire", "when": {"keywords": "fire"}, "act": "escalate", "tier": "own", **team},
        {"name": "default", "act": "respond", **team},
    ]
    site = {
        "channel": "generic",
        "account": "acmehelp",
        "rating": "independent",
        "tier": "outside",
        "expires_after": "24h",
    }
    return builders.promising_playbook(clauses=clauses, sites=[site], **over)


def heard() -> Desk:
    desk = Desk(elsewhere())
    desk.hear()
    return desk


def test_s22_what_nobody_takes_up_expires_with_its_reason_on_record() -> None:
    desk = heard()
    assert desk.case().expires_at == MONDAY_NINE + DAY
    desk.pass_time(MONDAY_NINE + 2 * DAY)
    case, event = desk.case(), desk.events()[-1]
    assert (case.state, case.resolution) == ("resolved", "expired")
    assert case.resolved_at == MONDAY_NINE + DAY
    assert (event.kind, event.actor, event.at) == ("case_expired", "timer", MONDAY_NINE + DAY)
    assert event.data == {
        "resolution": "expired",
        "reason": "nobody_took_it_up",
        "tier": "outside",
        "late_seconds": 0,
    }
    assert desk.told() == []
    check_all(desk)


def claim(desk: Desk) -> None:
    desk.casework.claim(desk.asked())


def release(desk: Desk) -> None:
    claim(desk)
    desk.casework.release(desk.asked())


def assign(desk: Desk) -> None:
    boss = builders.caller(agent="boss", roles=frozenset({"supervisor"}), teams=frozenset({"care"}))
    asked = builders.asked(caller=boss, case_id=desk.case().id)
    desk.casework.assign(asked, team=None, agent="linus", reason="you know them")


def snooze(desk: Desk) -> None:
    desk.casework.snooze(desk.asked(), until=MONDAY_NINE + timedelta(hours=2))


def plan(desk: Desk) -> None:
    desk.answer()


def force(desk: Desk) -> None:
    answering = desk.answering
    boss = builders.caller(agent="boss", roles=frozenset({"supervisor"}), teams=frozenset({"care"}))
    asked = builders.asked(caller=boss, case_id=desk.case().id)
    answering.answer(asked, Words(text="Hello", force=True))


@pytest.mark.parametrize("taking_up", [claim, release, assign, snooze, plan, force])
def test_s22_what_a_person_has_taken_up_never_expires(taking_up: Any) -> None:
    desk = heard()
    taking_up(desk)
    desk.relay()
    desk.pass_time(MONDAY_NINE + 3 * DAY)
    assert desk.case().state != "resolved"
    assert "case_expired" not in desk.kinds()


def test_s22_a_further_message_begins_the_time_anew() -> None:
    desk = heard()
    desk.clock.set(MONDAY_NINE + timedelta(hours=23))
    desk.hear(id="m2", root="m1", created_at=desk.clock.now())
    desk.pass_time(MONDAY_NINE + timedelta(hours=46))
    assert desk.case().state == "open"
    desk.pass_time(MONDAY_NINE + timedelta(hours=48))
    assert desk.case().resolution == "expired"
    check_all(desk)


def test_s22_a_message_of_our_own_tier_makes_the_case_one_of_our_own() -> None:
    desk = heard()
    desk.hear(id="m2", root="m1", text="It is on fire")
    assert (desk.case().tier, desk.case().expires_at) == ("own", None)
    desk.pass_time(MONDAY_NINE + 3 * DAY)
    assert desk.case().state == "open"


@pytest.mark.parametrize("answered", [False, True])
def test_s22_a_case_without_a_promise_gets_that_of_a_graver_message_from_when_it_was_written(
    answered: bool,
) -> None:
    clauses = [
        {
            "name": "fire",
            "when": {"keywords": "fire"},
            "act": "respond",
            "team": "care",
            "sla_policy": "standard",
        },
        {"name": "default", "act": "respond", "team": "care", "tier": "outside"},
    ]
    desk = Desk(builders.promising_playbook(clauses=clauses))
    desk.hear()
    assert desk.case().clocks == {}
    if answered:
        desk.answer()
        desk.rest()
    written = MONDAY_NINE + timedelta(minutes=20)
    desk.clock.set(MONDAY_NINE + timedelta(minutes=30))
    desk.hear(id="m2", root="m1", text="It is on fire", created_at=written)
    case = desk.case()
    owed = case.clocks["next_response" if answered else "first_response"]
    hours = 2 if answered else 1
    assert (owed.started_at, owed.due_at) == (written, written + timedelta(hours=hours))
    assert (case.sla_policy, desk.kinds()[-1]) == ("standard", "sla_policy_changed")
    desk.rest()
    check_all(desk)


def test_s22_a_case_that_becomes_one_of_our_own_is_missed_when_nobody_takes_it() -> None:
    desk = Desk(elsewhere(assignment={"ownerless_after": "4h"}))
    desk.hear()
    desk.hear(id="m2", root="m1", text="It is on fire")
    desk.pass_time(MONDAY_NINE + timedelta(hours=3.9))
    assert desk.told() == []
    desk.pass_time(MONDAY_NINE + timedelta(hours=4.1))
    assert desk.told() == ["case_ownerless"]
    check_all(desk)


def test_s22_what_is_left_to_peers_expires_counted_from_the_end_of_the_hold() -> None:
    hold = {"act": "hold", "hold_for": "2h", "tier": "outside", "expires_after": "1h"}
    clauses = [{"name": "default", "team": "care", **hold}]
    desk = Desk(builders.promising_playbook(clauses=clauses))
    desk.hear()
    desk.pass_time(MONDAY_NINE + timedelta(hours=2.9))
    assert desk.case().state == "open"
    desk.pass_time(MONDAY_NINE + timedelta(hours=3.1))
    case = desk.case()
    assert (case.resolution, case.resolved_at) == ("expired", MONDAY_NINE + timedelta(hours=3))


def test_s22_who_writes_again_after_the_end_waits_again() -> None:
    desk = heard()
    desk.pass_time(MONDAY_NINE + timedelta(hours=30))
    desk.hear(id="m2", root="m1", created_at=desk.clock.now())
    assert desk.case().state == "open"
    assert desk.case().expires_at == MONDAY_NINE + timedelta(hours=54)
    desk.rest()
    check_all(desk)
