"""The roster through the API: who works, who is on duty, how much each holds."""

from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import MONDAY_NINE
from tests.unit.rest.world import World

GRACE: dict[str, Any] = {
    "display_name": "Grace",
    "teams": ["care"],
    "skills": ["language:en"],
    "capacity": 2,
    "shifts": "weekdays",
}


def test_a_supervisor_writes_a_line_and_everybody_of_the_team_reads_it(world: World) -> None:
    written = world.boss.put("/v1/agents/grace", GRACE)

    assert (written.status, written.headers["ETag"]) == (200, '"1"')
    assert world.linus.get("/v1/agents/grace").json == written.json
    assert world.linus.get("/v1/agents").json == {"agents": [written.json]}
    assert written.json == {
        "agent": "grace",
        "version": 1,
        "display_name": "Grace",
        "teams": ["care"],
        "brands": [],
        "skills": ["language:en"],
        "capacity": 2,
        "shifts": "weekdays",
        "enabled": True,
        "trainee": False,
        "state": "available",
        "since": None,
        "until": None,
        "on_duty": True,
        "absence": None,
        "load": 0,
        "assigned_at": None,
    }


def test_the_same_line_again_changes_nothing(world: World) -> None:
    first = world.boss.put("/v1/agents/grace", GRACE)
    again = world.boss.put("/v1/agents/grace", GRACE)

    assert (again.status, again.text) == (200, first.text)


def test_f83_a_line_that_was_changed_meanwhile_is_not_overwritten(world: World) -> None:
    """F83."""
    world.boss.put("/v1/agents/grace", GRACE)
    world.boss.put("/v1/agents/grace", GRACE | {"capacity": 3}, match=1)

    late = world.boss.put("/v1/agents/grace", GRACE | {"capacity": 9}, match=1)

    assert (late.status, late.json["current"]) == (412, 2)
    assert world.boss.get("/v1/agents/grace").json["capacity"] == 3


@pytest.mark.parametrize(
    ("over", "status", "field"),
    [
        ({"teams": ["kare"]}, 422, "teams"),
        ({"brands": ["zenith"]}, 422, "brands"),
        ({"shifts": "nights"}, 422, "shifts"),
        ({"teams": []}, 422, "teams"),
        ({"capacity": -1}, 422, "capacity"),
        ({"capacity": "5"}, 422, "capacity"),
        ({"load": 0}, 422, "load"),
        ({"state": "away"}, 422, "state"),
    ],
)
def test_what_makes_no_sense_in_a_line_is_named(
    world: World, over: dict[str, Any], status: int, field: str
) -> None:
    answer = world.boss.put("/v1/agents/grace", GRACE | over)

    assert (answer.status, answer.json["field"]) == (status, field)
    assert world.store.agents() == []


def test_who_leads_one_team_decides_on_nobody_of_another(world: World) -> None:
    narrow = world.grace.person(**{"cognito:groups": "[supervisor team-billing]"})
    world.boss.put("/v1/agents/grace", GRACE)

    assert narrow.put("/v1/agents/bill", GRACE).status == 403
    assert narrow.put("/v1/agents/grace", GRACE | {"teams": ["billing"]}).status == 403
    assert narrow.put("/v1/agents/bill", GRACE | {"teams": ["billing"]}).status == 200


def test_f72_of_other_teams_and_brands_nobody_is_seen(world: World) -> None:
    """F72."""
    world.boss.put("/v1/agents/linus", GRACE)
    other = world.grace.person(**{"cognito:groups": "[supervisor brand-zenith]"})
    world.boss.put("/v1/agents/ada", GRACE | {"brands": ["acme"]})

    assert world.bill.get("/v1/agents").json == {"agents": []}
    assert world.bill.get("/v1/agents/linus").status == 404
    assert other.get("/v1/agents/ada").status == 404


def test_s51_who_is_away_says_so_until_an_instant_and_the_roster_shows_it(world: World) -> None:
    """S51, S25."""
    world.boss.put("/v1/agents/grace", GRACE)

    gone = world.grace.put("/v1/me/presence", {"state": "away", "until": "2026-03-02T10:00:00Z"})

    assert (gone.json["state"], gone.json["on_duty"], gone.json["absence"]) == (
        "away",
        False,
        "away",
    )
    assert gone.json["since"] == "2026-03-02T09:00:00Z"
    world.clock.advance(seconds=3600)
    assert world.linus.get("/v1/agents/grace").json["on_duty"] is True
    back = world.grace.put("/v1/me/presence", {"state": "available"})
    assert (back.json["until"], back.json["since"]) == (None, "2026-03-02T10:00:00Z")


def test_s51_nobody_is_on_duty_off_shift(world: World) -> None:
    """S51."""
    world.boss.put("/v1/agents/grace", GRACE)
    world.clock.set(MONDAY_NINE + timedelta(hours=9))

    (line,) = world.grace.get("/v1/agents").json["agents"]

    assert (line["on_duty"], line["absence"]) == (False, "off_shift")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"state": "away", "until": "2026-03-02T08:59:59Z"}, 422, "until"),
        ({"state": "available", "until": "2026-03-02T10:00:00Z"}, 422, None),
        ({"state": "lunch"}, 422, "state"),
        ({}, 422, "state"),
    ],
)
def test_a_presence_that_makes_no_sense_is_refused(
    world: World, body: dict[str, Any], status: int, field: str | None
) -> None:
    world.boss.put("/v1/agents/grace", GRACE)

    answer = world.grace.put("/v1/me/presence", body)

    assert answer.status == status
    assert field is None or answer.json["field"] == field


def test_who_is_not_in_the_roster_is_told_whom_to_ask(world: World) -> None:
    answer = world.grace.put("/v1/me/presence", {"state": "away"})

    assert (answer.status, answer.json["detail"]) == (
        404,
        "the roster has no grace: ask a supervisor for a line in it",
    )


def test_a_line_that_is_written_anew_leaves_presence_and_load(world: World) -> None:
    world.boss.put("/v1/agents/grace", GRACE)
    world.grace.put("/v1/me/presence", {"state": "away"})
    world.grace.post("/v1/cases/c1/claim", match=1)

    written = world.boss.put("/v1/agents/grace", GRACE | {"capacity": 4})

    assert (written.json["state"], written.json["load"], written.json["capacity"]) == (
        "away",
        1,
        4,
    )


def test_d43_who_is_full_is_told_how_full(world: World) -> None:
    """D43: and a supervisor may go over it."""
    world.boss.put("/v1/agents/grace", GRACE | {"capacity": 1})
    world.open(id="c2", author_id="bob")
    world.grace.post("/v1/cases/c1/claim", match=1)

    refused = world.grace.post("/v1/cases/c2/claim", match=1, key="key-2")
    body = {"agent": "grace", "reason": "Only she can", "force": True}
    forced = world.boss.post("/v1/cases/c2/assign", body, match=1)

    assert (refused.status, refused.json["load"], refused.json["capacity"]) == (409, 1, 1)
    assert (forced.status, forced.json["agent"]) == (200, "grace")
    assert world.boss.get("/v1/agents/grace").json["load"] == 2
    assert builders.playbook().assignment.capacity == 10


def test_s20_it_is_told_whom_a_case_should_go_to_and_why_to_nobody_else(world: World) -> None:
    """S20, S25."""
    world.open(id="c2", author_id="bo", skills=("language:de", "language:fi"))
    world.boss.put("/v1/agents/ada", GRACE | {"skills": ["language:de"]})
    world.boss.put("/v1/agents/bob", GRACE)
    world.boss.put("/v1/agents/eve", GRACE | {"enabled": False})
    world.boss.put("/v1/agents/bill", GRACE | {"teams": ["billing"]})

    answer = world.linus.get("/v1/cases/c2/candidates")

    assert answer.json == {
        "agent": "ada",
        "reason": "least_loaded",
        "unmet": ["language:fi"],
        "passed": [
            {"agent": "bob", "why": "lacks language:de"},
            {"agent": "eve", "why": "disabled"},
        ],
    }
    passed = world.boss.get("/v1/cases/c2/candidates").json["passed"]
    assert {"agent": "bill", "why": "other_team"} in passed  # whose line linus may not see
    assert world.bill.get("/v1/cases/c2/candidates").status == 404
