"""Timer to alert: what a supervisor hears of a case that nobody touches."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from earshot.domain.alert import alert_for
from earshot.domain.timer import step_instant
from tests.e2e.conftest import Hurried, Platforms
from tests.e2e.deployed import Deployed, Desk, Json
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e

KINDS = ["sla_warned", "sla_breached", "case_escalated", "case_escalated"]


def told(platforms: Platforms, case_id: str) -> list[Json]:
    """The notifications about a case, as they came; `Message` parsed."""
    parsed = [
        {**n, "Message": json.loads(n["Message"])} for n in platforms.subscriber.notifications
    ]
    return [n for n in parsed if n["Message"]["case_id"] == case_id]


@pytest.fixture(scope="module")
def untouched(hurried: Hurried, platforms: Platforms, ada: Desk) -> Json:
    """The case as it was when it opened; by now all its alerts have arrived.

    The last of them is acknowledged, so that the third rung is left in peace.
    """
    opened = hurried.untouched
    arrived = eventually(
        lambda: told(platforms, opened["id"]), holds=lambda n: len(n) >= len(KINDS)
    )
    last = max(arrived, key=lambda n: str(n["Message"]["at"]))["Message"]
    seen = ada.post(f"{last['path']}/alerts/{last['alert_id']}/acknowledge")
    (clock,) = (c for c in seen.json()["clocks"] if c["name"] == "first_response")
    assert clock["acknowledged_at"] is not None
    return opened


def test_an_untouched_case_warns_breaches_and_escalates_each_told_once(
    untouched: Json, platforms: Platforms
) -> None:
    arrived = sorted(told(platforms, untouched["id"]), key=lambda n: n["Message"]["at"])
    assert [n["Message"]["kind"] for n in arrived] == KINDS
    assert platforms.subscriber.repeated == 0
    attributes = [n["MessageAttributes"] for n in arrived]
    assert [a["kind"]["Value"] for a in attributes] == KINDS
    severities = ["warning", "error", "critical", "critical"]
    assert [a["severity"]["Value"] for a in attributes] == severities
    assert [(a["rung"]["Value"], a["contact"]["Value"]) for a in attributes[2:]] == [
        ("1", "team lead"),
        ("2", "management"),
    ]
    assert {(a["team"]["Value"], a["channel"]["Value"]) for a in attributes} == {
        ("brisk", "generic")
    }


def test_no_alert_comes_before_its_instant_f60(untouched: Json, platforms: Platforms) -> None:
    (clock,) = (c for c in untouched["clocks"] if c["name"] == "first_response")
    due = datetime.fromisoformat(clock["due_at"])
    instants = {
        ("sla_warned", None): datetime.fromisoformat(clock["warn_at"]),
        ("sla_breached", None): due,
        ("case_escalated", 1): due + timedelta(seconds=4),
        ("case_escalated", 2): due + timedelta(seconds=9),
    }
    for notification in told(platforms, untouched["id"]):
        message = notification["Message"]
        instant = instants[message["kind"], message.get("rung")]
        assert datetime.fromisoformat(notification["Message"]["at"]) >= instant
        assert datetime.fromisoformat(notification["Timestamp"]) >= instant


def test_alert_ids_differ_and_a_timer_that_fires_twice_tells_nothing_new_f51(
    untouched: Json, platforms: Platforms, stack: Deployed
) -> None:
    arrived = told(platforms, untouched["id"])
    history = stack.store.history(untouched["id"])
    assert history is not None
    ids = {n["Message"]["alert_id"] for n in arrived}
    assert ids == {event.alert_id for event in history[1]} - {None}
    assert len(ids) == len(KINDS)
    for event in history[1]:
        step = event.changes.get("step")
        if step and step != history[0].step:
            assert stack.invoke("Check", {"step": step}) == {"cases": 0}
    assert stack.store.history(untouched["id"]) == history


def test_who_stands_above_an_acknowledged_page_is_not_paged_d07(
    untouched: Json, platforms: Platforms, stack: Deployed
) -> None:
    assert "board" not in {n["Message"].get("contact") for n in told(platforms, untouched["id"])}
    case = stack.store.case(untouched["id"])
    assert case is not None
    assert case.clocks["first_response"].escalate_at is None
    assert case.step is not None
    # What it waits for now is the next promise, hours ahead, and not the board's page within one.
    assert step_instant(case.step) > datetime.now(UTC) + timedelta(hours=1)


def test_the_email_of_an_alert_says_what_is_wrong_and_where_to_look(
    untouched: Json, stack: Deployed
) -> None:
    # The local AWS delivers no e-mail: this is the body that was published for this protocol.
    case = stack.store.case(untouched["id"])
    assert case is not None
    breach = stack.raised(case.id)["sla_breached"]
    email = alert_for(case, breach).bodies["email"]
    assert email.startswith("A first response to a customer is overdue.")
    for row in (f"Case:      {case.id}, open", "Team:      brisk", "Held by:   nobody"):
        assert row in email
    assert f"Alert {breach.alert_id}" in email
    assert "this is brisk too" not in email


def test_nothing_is_told_of_a_case_after_it_is_resolved_f50(
    hurried: Hurried, untouched: Json, platforms: Platforms
) -> None:
    # The other case is the younger one and has run its course: this one's instants are past.
    assert untouched["opened_at"] > hurried.resolved["opened_at"]
    at = datetime.fromisoformat(hurried.resolved["resolved_at"])
    arrived = told(platforms, hurried.resolved["id"])
    assert not [n for n in arrived if datetime.fromisoformat(n["Message"]["at"]) > at]
    assert "case_escalated" not in {n["Message"]["kind"] for n in arrived}
