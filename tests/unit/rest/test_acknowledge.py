"""Saying that an alert has been seen."""

from datetime import UTC, datetime

import pytest

from earshot.domain.sla import evaluate
from earshot.usecases.commit import prepare
from tests import builders
from tests.unit.rest.world import World


@pytest.fixture
def broken() -> tuple[World, str]:
    """A case whose first answer was due at ten, and the id of the alert that said so."""
    world = World()
    world.store.commit(prepare(None, builders.opening_events(), now=builders.MONDAY_NINE))
    world.clock.set(datetime(2026, 3, 2, 10, 0, 5, tzinfo=UTC))
    case = world.case()
    events = evaluate(case, world.clock.now(), builders.CALENDARS, world.playbook.ladder)
    world.store.commit(prepare(case, events, now=world.clock.now()))
    return world, str(events[-1].alert_id)


def test_d07_an_alert_that_somebody_has_seen_pages_nobody_else(broken: tuple[World, str]) -> None:
    world, alert = broken

    answer = world.grace.post(f"/v1/cases/c1/alerts/{alert}/acknowledge", match=None)

    assert answer.status == 200
    clock = next(c for c in answer.json["clocks"] if c["name"] == "first_response")
    assert (clock["acknowledged_at"], clock["state"]) == ("2026-03-02T10:00:05Z", "running")
    assert world.case().clocks["first_response"].escalate_at is None
    last = world.grace.get("/v1/cases/c1").json["timeline"][-1]
    assert (last["kind"], last["actor"], last["data"]["alert_id"]) == (
        "alert_acknowledged",
        "grace",
        alert,
    )


def test_an_alert_is_seen_once_whoever_says_so_again(broken: tuple[World, str]) -> None:
    world, alert = broken
    path = f"/v1/cases/c1/alerts/{alert}/acknowledge"

    first = world.grace.post(path, match=None)
    again = world.linus.post(path, match=None)

    assert (again.status, again.json["version"]) == (200, first.json["version"])


def test_an_alert_that_the_case_does_not_have_is_unknown(broken: tuple[World, str]) -> None:
    world, alert = broken
    assert world.grace.post("/v1/cases/c1/alerts/a0/acknowledge", match=None).status == 404
    assert world.bill.post(f"/v1/cases/c1/alerts/{alert}/acknowledge", match=None).status == 404
    assert len(world.grace.get("/v1/cases/c1").json["timeline"]) == 2


def test_the_timeline_names_the_alert_to_acknowledge(broken: tuple[World, str]) -> None:
    world, alert = broken
    timeline = world.grace.get("/v1/cases/c1").json["timeline"]
    assert [entry["alert_id"] for entry in timeline] == [None, alert]
