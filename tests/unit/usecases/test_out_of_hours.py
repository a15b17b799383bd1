"""S34: who writes when we are closed hears when we are back, and loses no promise by it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from earshot.domain.playbook import Playbook
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

SUNDAY = MONDAY_NINE - timedelta(hours=20)


def policy() -> Playbook:
    care = {"team": "care", "sla_policy": "standard"}
    night = {
        "name": "night",
        "when": {"outside_hours": "weekdays", "addressed": True},
        "act": "acknowledge",
        "template": "night",
        **care,
    }
    return builders.promising_playbook(
        brands={"acme": {"display_name": "Acme", "handles": ["acmehelp"]}},
        clauses=[night, {"name": "default", "act": "respond", **care}],
        templates={"night": {"text": "Hi {author}, we are back on Monday at nine. {brand}"}},
    )


def heard(at: datetime = SUNDAY, **over: Any) -> Desk:
    desk = Desk(policy(), builders.account(mode=over.pop("mode", "act")))
    desk.clock.set(at)
    desk.hear(**{"text": "@acmehelp my router is offline", "created_at": at, **over})
    desk.rest()
    return desk


def test_s34_the_template_says_when_we_are_back_and_the_case_waits_for_people() -> None:
    desk = heard()
    assert [reply.text for reply in desk.platform.posted] == [
        "Hi ada, we are back on Monday at nine. Acme"
    ]
    case, clock = desk.case(), desk.case().clocks["first_response"]
    assert (case.state, case.agent, case.replied_at) == ("open", None, None)
    assert (clock.stopped_at, clock.due_at) == (None, MONDAY_NINE + timedelta(hours=1))
    check_all(desk)


def test_d14_the_promise_is_warned_of_and_broken_as_if_nothing_had_been_said() -> None:
    desk = heard()
    desk.pass_time(MONDAY_NINE + timedelta(hours=1, minutes=1))
    assert desk.told() == ["sla_warned", "sla_breached"]


@pytest.mark.parametrize(
    "over",
    [
        {"at": MONDAY_NINE},
        {"mode": "advise"},
        {"text": "the router of acmehelp is offline"},
        {"text": "@acmehelpers my router is offline"},
    ],
)
def test_d37_only_who_addressed_us_out_of_hours_is_answered_by_machine(over: Any) -> None:
    assert heard(**over).platform.posted == []


def test_who_writes_in_private_addresses_us() -> None:
    assert len(heard(text="my router is offline", visibility="private").platform.posted) == 1
