"""What a supervisor is told."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from earshot.domain.alert import Alert, alert_for
from earshot.domain.case import Case
from earshot.domain.fold import advance, fold
from earshot.domain.sla import evaluate
from tests.builders import decision, mention, opening_events, policy, understood, weekdays

CALENDARS = {"weekdays": weekdays(time_zone="Europe/Berlin")}
EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def alert(at: str, *, index: int = 0, case_url: str | None = None, **over: Any) -> Alert:
    fields: dict[str, Any] = {
        "now": EIGHT,
        "mention": mention(
            created_at=EIGHT, author={"id": "id-77", "handle": "ada_l", "display_name": "Ada L."}
        ),
        "calendars": CALENDARS,
        "policy": policy(),
    }
    case = fold(opening_events(**fields | over))
    now = datetime.fromisoformat(f"2026-03-02T{at}").replace(tzinfo=UTC)
    events = evaluate(case, now, CALENDARS)
    return alert_for(advance(case, events), events[index], case_url)


def test_s36_an_e_mail_says_at_once_what_is_wrong_and_what_to_do() -> None:
    assert alert("09:00:04", case_url="https://desk.example/cases/{case_id}").bodies["email"] == (
        "A first response to a customer is overdue. Answer now, or hand it to who can.\n"
        "\n"
        "Case:      c1, open, priority 50 of 100\n"
        "About:     technical, complaint, negative\n"
        "Brand:     acme\n"
        "Channel:   acmehelp on generic (public)\n"
        "Team:      care\n"
        "Held by:   nobody; it waits in the queue of care\n"
        "Promise:   first response within 1 h of business hours (calendar weekdays)\n"
        "Due:       Mon 02 Mar 2026 09:00:00 UTC, which is Mon 02 Mar 10:00:00 in Europe/Berlin\n"
        "Overdue:   4 s when this was written\n"
        "Seen it:   POST /v1/cases/c1/alerts/apb72l7fsrzawf3bctlbe/acknowledge\n"
        "Open it:   https://desk.example/cases/c1\n"
        "\n"
        "Alert apb72l7fsrzawf3bctlbe, playbook v1:abc\n"
    )


def test_a_warning_says_how_long_there_is() -> None:
    email = alert("08:45").bodies["email"]
    assert email.startswith("A first response to a customer is due in 15 min.")
    assert "Overdue" not in email
    assert "GET /v1/cases/c1 of the API" in email


def test_an_escalation_asks_to_step_in() -> None:
    told = alert("09:30", index=1)
    assert told.attributes["kind"] == "case_escalated"
    assert told.attributes["severity"] == "critical"
    assert "Please step in." in told.bodies["email"]
    assert "Overdue:   30 min" in told.bodies["email"]


def test_f54_a_late_alert_says_so() -> None:
    assert "Late:      this alert comes 2 h after its time" in alert("11:00").bodies["email"]
    assert json.loads(alert("11:00").bodies["sqs"])["late_seconds"] == 7_200
    assert "after its time" not in alert("09:01").bodies["email"]


def test_an_event_of_the_version_before_is_told_alike() -> None:
    case = fold(opening_events(now=EIGHT, mention=mention(created_at=EIGHT), calendars=CALENDARS))
    event = evaluate(case, datetime(2026, 3, 2, 11, tzinfo=UTC), CALENDARS)[0]
    earlier = {"target_seconds": "target_s", "late_seconds": "late_s"}
    data = {earlier.get(name, name): value for name, value in event.data.items()}
    assert data.keys() != event.data.keys()
    was = alert_for(case, event.model_copy(update={"data": data}))
    now = alert_for(case, event)
    assert was.bodies["email"] == now.bodies["email"]
    assert json.loads(was.bodies["sqs"]) == json.loads(now.bodies["sqs"])


def test_programs_get_one_json_object() -> None:
    bodies = alert("09:00").bodies
    assert bodies["default"] == bodies["sqs"] == bodies["http"] == bodies["https"]
    assert json.loads(bodies["default"]) == {
        "schema_version": 1,
        "alert_id": "apb72l7fsrzawf3bctlbe",
        "kind": "sla_breached",
        "severity": "error",
        "at": "2026-03-02T09:00:00Z",
        "case_id": "c1",
        "case_version": 2,
        "path": "/v1/cases/c1",
        "url": None,
        "brand": "acme",
        "channel": "generic",
        "account": "acmehelp",
        "private": False,
        "team": "care",
        "agent": None,
        "state": "open",
        "priority": 50,
        "topic": "technical",
        "intent": "complaint",
        "sentiment": "negative",
        "escalation": 0,
        "playbook": "v1:abc",
        "clock": "first_response",
        "cycle": 1,
        "started_at": "2026-03-02T08:00:00Z",
        "due_at": "2026-03-02T09:00:00Z",
        "target_seconds": 3600,
        "late_seconds": 0,
        "target_s": 3600,
        "late_s": 0,
        "calendar": "weekdays",
        "time_zone": "Europe/Berlin",
    }


def test_attributes_are_there_for_filter_policies() -> None:
    assert alert("08:45").attributes == {
        "kind": "sla_warned",
        "severity": "warning",
        "team": "care",
        "channel": "generic",
        "brand": "acme",
        "alert_id": "aa6psn3j5xxojoxja5ujd",
    }


@pytest.mark.parametrize("team", ["care", "Kundenservice für Großkunden " * 5, "客服", "a\nb"])
def test_subjects_and_texts_are_short_plain_ascii(team: str) -> None:
    told = alert("09:00", decision=decision(team=team))
    assert told.subject.startswith("[BREACH] first response overdue, case c1: acme on generic")
    assert len(told.subject) <= 100
    assert told.subject.isascii()
    assert told.subject.isprintable()
    assert len(told.bodies["sms"]) <= 140
    assert told.bodies["sms"].startswith("BREACH case c1: first response due 02 Mar 09:00 UTC")


def test_letters_with_accents_lose_only_these() -> None:
    told = alert("09:00", decision=decision(team="Zürich"))
    assert told.subject.endswith("team Zurich")


def test_f90_nothing_of_the_customer_is_in_an_alert() -> None:
    told = alert("09:00", understood=understood())
    everything = json.dumps([told.subject, told.bodies, told.attributes])
    for personal in ("router", "ada_l", "Ada L.", "id-77"):
        assert personal not in everything


def test_an_alert_on_a_case_resolved_meanwhile_says_so() -> None:
    case: Case = fold(
        opening_events(now=EIGHT, mention=mention(created_at=EIGHT), calendars=CALENDARS)
    )
    (event,) = evaluate(case, datetime(2026, 3, 2, 10, tzinfo=UTC), CALENDARS)[:1]
    closed = case.model_copy(update={"state": "resolved", "agent": "grace"})
    email = alert_for(closed, event).bodies["email"]
    assert "The case has been resolved meanwhile." in email
    assert "Held by:   grace" in email
