"""What people do with a case."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.domain import transitions
from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance, fold
from earshot.errors import Held, Illegal, Malformed
from tests.builders import CALENDARS, MONDAY_NINE, opening_events, reply

TEN = MONDAY_NINE + timedelta(hours=1)


def opened(**changes: Any) -> Case:
    return fold(opening_events()).model_copy(update=changes)


def claim(case: Case, agent: str = "grace") -> list[CaseEvent]:
    return transitions.claim(case, agent=agent, now=TEN)


def plan(case: Case, **over: Any) -> list[CaseEvent]:
    force = over.pop("force", False)
    return transitions.plan_reply(
        case, reply(**over), now=MONDAY_NINE, calendars=CALENDARS, force=force
    )


def test_an_agent_claims_a_free_case() -> None:
    (event,) = claim(opened())
    assert (event.kind, event.actor, event.version) == ("case_claimed", "grace", 2)
    assert event.changes == {"agent": "grace"}
    assert event.at == TEN


def test_f41_a_second_agent_is_told_who_holds_it() -> None:
    with pytest.raises(Held, match="case c1 is held by grace") as raised:
        claim(opened(agent="grace"), "ada")
    assert raised.value.holder == "grace"


def test_claiming_what_one_holds_is_nothing() -> None:
    assert claim(opened(agent="grace")) == []


def test_a_resolved_case_cannot_be_claimed() -> None:
    with pytest.raises(Illegal, match="c1 is resolved"):
        claim(opened(state="resolved"))


def test_a_released_case_is_free_again() -> None:
    (event,) = transitions.release(opened(agent="grace"), agent="lead", now=TEN)
    assert event.changes == {"agent": None, "declined": ["grace"]}
    assert event.data == {"was": "grace"}
    assert transitions.release(opened(), agent="grace", now=TEN) == []


def test_an_assignment_says_from_whom_to_whom_and_why() -> None:
    (event,) = transitions.assign(
        opened(agent="grace"), team="billing", agent=None, reason="refund", by="lead", now=TEN
    )
    assert event.changes == {"team": "billing", "agent": None}
    assert event.data == {
        "reason": "refund",
        "team": "billing",
        "agent": None,
        "from_team": "care",
        "from_agent": "grace",
    }


def test_an_assignment_within_the_team_names_only_the_agent() -> None:
    (event,) = transitions.assign(
        opened(), team=None, agent="ada", reason="knows it", by="lead", now=TEN
    )
    assert event.changes == {"agent": "ada"}


def test_an_assignment_that_changes_nothing_is_nothing() -> None:
    events = transitions.assign(
        opened(agent="ada"), team="care", agent="ada", reason="again", by="lead", now=TEN
    )
    assert events == []


def test_a_note_changes_nothing_but_the_history() -> None:
    (event,) = transitions.note(opened(), text="called them", by="grace", now=TEN)
    assert (event.kind, event.data, event.changes) == ("note_added", {"text": "called them"}, {})


def test_who_answers_a_free_case_takes_it() -> None:
    taken, planned = plan(opened())
    assert (taken.kind, taken.changes) == ("case_claimed", {"agent": "grace"})
    assert (planned.kind, planned.reply_id, planned.mention_id) == ("reply_planned", "p1", "m1")
    assert planned.version == 3


def test_d45_only_the_holder_may_answer() -> None:
    with pytest.raises(Held, match="held by ada"):
        plan(opened(agent="ada"))


def test_f67_who_leads_may_answer_all_the_same_and_the_case_stays_with_its_holder() -> None:
    (event,) = plan(opened(agent="ada"), force=True)
    assert (event.kind, event.actor, event.changes) == ("reply_planned", "grace", {})


def test_an_automatic_reply_takes_nothing_and_wakes_nothing() -> None:
    snoozed = opened(state="snoozed", snoozed_until=TEN)
    (event,) = plan(snoozed, kind="auto", agent="playbook")
    assert (event.kind, event.changes) == ("reply_planned", {})


def test_an_answer_to_a_snoozed_case_wakes_it() -> None:
    snoozed = opened(state="snoozed", snoozed_until=TEN, agent="grace")
    (event,) = plan(snoozed)
    assert event.changes == {"state": "open", "snoozed_until": None}


def test_no_words_of_a_reply_get_into_the_history() -> None:
    assert all("light" not in event.model_dump_json() for event in plan(opened()))


def test_resolving_stops_every_clock() -> None:
    (event,) = transitions.resolve(
        opened(), resolution="solved", by="grace", now=TEN, calendars=CALENDARS, note="rebooted it"
    )
    case = advance(opened(), [event])
    assert (case.state, case.resolution, case.resolved_at) == ("resolved", "solved", TEN)
    assert {clock.stopped_at for clock in case.clocks.values()} == {MONDAY_NINE, TEN}
    assert event.data == {"resolution": "solved", "note": "rebooted it"}


def test_f42_a_case_is_resolved_once() -> None:
    with pytest.raises(Illegal, match="c1 is resolved; resolve is possible when it is open or"):
        transitions.resolve(
            opened(state="resolved"), resolution="x", by="a", now=TEN, calendars=CALENDARS
        )


def reopened(case: Case) -> Case:
    events = transitions.reopen(case, reason="wrong", by="lead", now=TEN, calendars=CALENDARS)
    return advance(case, events)


def resolved(**changes: Any) -> Case:
    case = opened(**changes)
    now = MONDAY_NINE + timedelta(minutes=30)
    return advance(
        case,
        transitions.resolve(case, resolution="solved", by="a", now=now, calendars=CALENDARS),
    )


def test_d15_a_reopened_case_promises_a_first_response_from_the_reopening() -> None:
    case = reopened(resolved())
    assert (case.state, case.resolution, case.resolved_at) == ("open", None, None)
    assert case.clocks["first_response"].due_at == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert case.clocks["resolution"].due_at == datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_d09_a_reopening_owes_no_response_when_the_agent_spoke_last() -> None:
    case = reopened(resolved(replied_at=MONDAY_NINE + timedelta(minutes=10)))
    assert case.clocks["first_response"].running_since is None
    assert case.clocks["resolution"].running_since == TEN


def test_a_snooze_must_end_ahead_and_within_half_a_year() -> None:
    for until in (TEN, TEN - timedelta(days=1), TEN + timedelta(days=181)):
        with pytest.raises(Malformed, match="until must lie ahead") as raised:
            transitions.snooze(opened(), until=until, by="grace", now=TEN, calendars=CALENDARS)
        assert raised.value.field == "until"


def test_a_snooze_and_a_waking() -> None:
    until = TEN + timedelta(hours=1)
    asleep = advance(
        opened(),
        transitions.snooze(opened(), until=until, by="grace", now=TEN, calendars=CALENDARS),
    )
    assert (asleep.state, asleep.snoozed_until) == ("snoozed", until)
    awake = advance(asleep, transitions.wake(asleep, by="grace", now=TEN, calendars=CALENDARS))
    assert (awake.state, awake.snoozed_until) == ("open", None)
