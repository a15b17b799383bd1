"""A case that nobody takes is told of, once for each time that it is nobody's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.domain.alert import alert_for
from tests import builders, invariants
from tests.builders import MONDAY_NINE, agent
from tests.desk import Desk

FRIDAY_FOUR = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def watched(**over: Any) -> Desk:
    """A desk that tells of cases which are nobody's for four business hours; no other promise."""
    policy = {"standard": {"calendar": "weekdays", "resolution": {"within": "80h"}}}
    fields: dict[str, Any] = {
        "assignment": {"ownerless_after": "4h"},
        "sla_policies": policy,
    }
    return Desk(builders.promising_playbook(**fields | over))


def told(desk: Desk) -> list[datetime]:
    return [event.at for event in desk.events() if event.kind == "case_ownerless"]


def test_d44_an_open_case_that_nobody_takes_is_told_of_in_business_time() -> None:
    """D44: Friday at four and four hours more is Monday at twelve."""
    desk = watched()
    desk.clock.set(FRIDAY_FOUR)
    desk.hear(created_at=FRIDAY_FOUR)
    desk.pass_time(at(11, 59, day=9))
    assert told(desk) == []
    desk.pass_time(at(12, 1, day=9))
    assert told(desk) == [at(12, 0, day=9)]
    assert desk.told() == ["case_ownerless"]
    desk.pass_time(at(16, day=12))
    assert desk.told() == ["case_ownerless"]
    invariants.check_all(desk)


def test_what_somebody_takes_in_time_is_not_told_of() -> None:
    desk = watched()
    desk.hear()
    desk.pass_time(at(12, 59))
    desk.casework.claim(desk.asked())
    desk.pass_time(at(16))
    assert desk.told() == []
    assert desk.case().ownerless_at is None


def test_the_time_begins_anew_when_it_is_given_back() -> None:
    desk = watched()
    desk.hear()
    desk.pass_time(at(13, 1))
    desk.casework.claim(desk.asked())
    desk.pass_time(at(14))
    desk.casework.release(desk.asked())
    assert desk.case().ownerless_at == at(10, day=3)
    desk.pass_time(at(10, 1, day=3))
    assert told(desk) == [at(13), at(10, day=3)]
    invariants.check_all(desk)


def test_a_message_in_between_begins_no_new_time() -> None:
    desk = watched()
    desk.hear()
    desk.pass_time(at(12))
    desk.hear(id="m2", text="Hello?", in_reply_to="m1", created_at=at(12))
    desk.pass_time(at(13, 1))
    desk.hear(id="m3", text="Anybody there?", in_reply_to="m1", created_at=at(13))
    desk.pass_time(at(16))
    assert told(desk) == [at(13)]


def test_a_held_case_is_nobodys_from_when_it_wakes() -> None:
    desk = watched()
    desk.hear(text="Is there an outage?")
    assert desk.case().ownerless_at is None
    desk.pass_time(at(9, 11))
    assert desk.kinds() == ["case_opened", "case_woken"]
    assert desk.case().ownerless_at == desk.events()[1].at + timedelta(hours=4)


def test_a_case_taken_from_who_is_away_is_nobodys_from_then_on() -> None:
    desk = watched()
    desk.store.put_agent(agent())
    desk.hear()
    desk.answer()
    desk.rest()
    desk.store.put_agent(agent(revision=2, state="away"))
    desk.clock.set(at(11))
    desk.hear(id="m2", text="Still dark", in_reply_to="m1", created_at=at(11))
    assert (desk.case().agent, desk.case().ownerless_at) == (None, at(15))


def test_without_a_promise_every_hour_counts() -> None:
    clauses = [{"name": "default", "act": "respond", "team": "care"}]
    desk = watched(clauses=clauses)
    desk.clock.set(FRIDAY_FOUR)
    desk.hear(created_at=FRIDAY_FOUR)
    assert desk.case().ownerless_at == FRIDAY_FOUR + timedelta(hours=4)


def test_a_playbook_that_says_nothing_tells_nobody() -> None:
    desk = watched(assignment={})
    desk.hear()
    desk.pass_time(at(16, day=4))
    assert desk.told() == []


def test_an_outside_case_is_not_told_of_since_it_expires() -> None:
    sites = [
        {"channel": "generic", "account": "acmehelp", "tier": "outside", "expires_after": "3d"}
    ]
    desk = watched(sites=sites)
    desk.hear()
    assert (desk.case().tier, desk.case().ownerless_at) == ("outside", None)


@pytest.mark.parametrize("word", ["case c1", "team care", "held by nobody"])
def test_the_alert_says_that_nobody_has_it(word: str) -> None:
    case = builders.case(ownerless_at=MONDAY_NINE)
    event = builders.case_event(
        version=2,
        kind="case_ownerless",
        alert_id="a1",
        data={"due_at": "2026-03-02T09:00:00Z", "late_seconds": 0},
    )
    alert = alert_for(case, event)
    assert word in alert.bodies["sms"]
    assert alert.subject == "[WARNING] owner missing, case c1: acme on generic, team care"
    assert alert.attributes["severity"] == "warning"
    assert alert.bodies["email"].startswith(
        "Nobody has taken a case for too long. See that somebody does."
    )
    assert "Promise:   owner\nDue:       Mon 02 Mar 2026 09:00:00 UTC" in alert.bodies["email"]
