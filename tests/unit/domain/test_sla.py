"""What becomes true of a case's promises, and when."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance, fold
from earshot.domain.sla import SlaPolicy, Target, evaluate, next_instant
from earshot.domain.telling import alert_id
from earshot.domain.transitions import reopen, resolve, snooze
from tests.builders import CALENDARS, opening_events, policy


def monday(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{text}").replace(tzinfo=UTC)


def opened(**over: Any) -> Case:
    return fold(opening_events(policy=policy(**over)))


def told(case: Case, at: str) -> list[tuple[str, str | None, int]]:
    return [(e.kind, e.data.get("clock"), e.data["late_seconds"]) for e in check(case, at)]


def check(case: Case, at: str) -> Sequence[CaseEvent]:
    return evaluate(case, monday(at), CALENDARS)


def after(case: Case, at: str) -> Case:
    return advance(case, check(case, at))


def test_the_clocks_of_a_new_case_stand_where_the_calendar_puts_them() -> None:
    clocks = opened().clocks
    first, later, whole = (clocks[n] for n in ("first_response", "next_response", "resolution"))
    assert (first.warn_at, first.due_at) == (monday("09:45"), monday("10:00"))
    assert first.escalate_at == monday("10:30")
    assert whole.due_at == datetime(2026, 3, 3, 17, tzinfo=UTC)
    assert (later.cycle, later.running_since, later.stopped_at) == (0, None, monday("09:00"))


def test_the_next_instant_is_the_first_warning() -> None:
    assert next_instant(opened()) == monday("09:45")


def test_f60_nothing_is_told_a_microsecond_early() -> None:
    assert told(opened(), "09:44:59.999999") == []


def test_a_warning_then_a_breach_then_one_escalation() -> None:
    case = opened()
    assert told(case, "09:45") == [("sla_warned", "first_response", 0)]
    case = after(case, "09:45")
    assert next_instant(case) == monday("10:00")
    assert told(case, "10:00:05") == [("sla_breached", "first_response", 5)]
    case = after(case, "10:00:05")
    assert case.clocks["first_response"].breached_at == monday("10:00")
    assert next_instant(case) == monday("10:30")
    assert told(case, "10:30") == [("case_escalated", "first_response", 0)]
    case = after(case, "10:30")
    assert case.escalation == 1
    assert next_instant(case) == datetime(2026, 3, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize("at", ["09:45", "10:00", "10:30"])
def test_f51_what_was_told_is_not_told_again(at: str) -> None:
    assert told(after(opened(), at), at) == []


def test_f54_a_breach_found_late_says_how_late_and_nobody_is_warned_any_more() -> None:
    assert told(opened(), "10:10") == [("sla_breached", "first_response", 600)]


def test_f54_a_breach_found_after_its_escalation_was_due_tells_both_in_order() -> None:
    case = opened()
    assert told(case, "12:00") == [
        ("sla_breached", "first_response", 7_200),
        ("case_escalated", "first_response", 5_400),
    ]
    assert [event.version for event in check(case, "12:00")] == [2, 3]


def test_d08_a_short_next_response_target_does_not_override_the_first_response() -> None:
    case = opened(next_response={"within": "5m"})
    assert told(case, "09:30") == []


def test_d11_warnings_come_in_business_hours() -> None:
    late = datetime(2026, 3, 6, 16, 50, tzinfo=UTC)  # a Friday
    case = fold(opening_events(now=late, mention=_said_at(late)))
    first = case.clocks["first_response"]
    assert first.warn_at == datetime(2026, 3, 9, 9, 35, tzinfo=UTC)
    assert first.due_at == datetime(2026, 3, 9, 9, 50, tzinfo=UTC)


def test_d33_promises_count_from_the_platforms_time() -> None:
    case = fold(opening_events(now=monday("09:20")))
    assert case.clocks["first_response"].due_at == monday("10:00")


def test_f57_a_message_that_was_late_already_is_due_at_once() -> None:
    case = fold(opening_events(now=monday("11:00")))
    assert next_instant(case) == monday("09:45")
    assert told(case, "11:00")[0] == ("sla_breached", "first_response", 3_600)


def test_f60_a_platform_whose_clock_runs_ahead_promises_nothing() -> None:
    case = fold(opening_events(mention=_said_at(monday("09:30"))))
    assert case.customer_at == monday("09:00")
    assert case.clocks["first_response"].due_at == monday("10:00")


def test_f50_nothing_is_told_of_a_resolved_case() -> None:
    case = opened()
    case = advance(case, _resolved(case, "09:30"))
    assert told(case, "12:00") == []
    assert next_instant(case) is None


def test_a_breach_that_no_timer_had_told_yet_is_told_when_the_case_is_resolved() -> None:
    case = opened()
    events = _resolved(case, "10:00:03")
    assert [(e.kind, e.data.get("late_seconds")) for e in events] == [
        ("sla_breached", 3),
        ("case_resolved", None),
    ]
    assert told(advance(case, events), "10:00:05") == []


def test_a_promise_kept_at_the_very_deadline_is_kept() -> None:
    assert [event.kind for event in _resolved(opened(), "10:00")] == ["case_resolved"]


def test_d05_lateness_stops_growing_at_resolve() -> None:
    case = after(opened(), "10:00")
    closed = advance(case, _resolved(case, "10:20")).clocks["first_response"]
    assert (closed.breached_at, closed.stopped_at) == (monday("10:00"), monday("10:20"))
    assert (closed.spent, closed.due_at, closed.running_since) == (4_800, monday("10:00"), None)


def test_d15_d16_a_reopening_begins_new_cycles_with_alerts_of_their_own() -> None:
    case = after(opened(), "10:00")
    first_breach = case.clocks["first_response"]
    case = advance(case, _resolved(case, "10:20"))
    case = advance(
        case, reopen(case, reason="wrong", by="lead", now=monday("11:00"), calendars=CALENDARS)
    )
    again = case.clocks["first_response"]
    assert (again.cycle, again.started_at, again.due_at) == (2, monday("11:00"), monday("12:00"))
    assert again.breached_at is None
    assert told(case, "12:00") == [("sla_breached", "first_response", 0)]
    assert alert_id(case, again, "sla_breached") != alert_id(case, first_breach, "sla_breached")


def test_f51_the_alert_id_is_the_same_however_often_it_is_computed() -> None:
    (first,) = check(opened(), "09:45")
    (second,) = check(opened(), "09:59")
    assert first.alert_id == second.alert_id == "ari6u37myaz6hxve5rvsh"


def test_f47_alert_ids_differ_by_promise_kind_and_playbook() -> None:
    case = opened()
    first, whole = case.clocks["first_response"], case.clocks["resolution"]
    ids = {
        alert_id(case, first, "sla_warned"),
        alert_id(case, first, "sla_breached"),
        alert_id(case, whole, "sla_warned"),
        alert_id(case.model_copy(update={"playbook": "v2:def"}), first, "sla_warned"),
        alert_id(case.model_copy(update={"id": "c2"}), first, "sla_warned"),
    }
    assert len(ids) == 5


def test_a_snooze_ends_by_itself_while_promises_go_on() -> None:
    case = _snoozed(opened(), "09:10", until="09:30")
    assert next_instant(case) == monday("09:30")
    assert told(case, "09:30") == [("case_woken", None, 0)]
    awake = after(case, "09:30")
    assert (awake.state, awake.snoozed_until) == ("open", None)
    assert awake.clocks["resolution"].spent == 0


def test_a_snooze_that_the_playbook_lets_pause_gives_back_its_time_exactly() -> None:
    case = _snoozed(opened(pause_while=["snoozed"]), "10:00", until="12:00")
    assert case.clocks["resolution"].due_at is None
    late = after(case, "12:30")
    assert late.clocks["resolution"].running_since == monday("12:00")
    assert late.clocks["resolution"].due_at == datetime(2026, 3, 4, 11, tzinfo=UTC)


def test_a_snooze_never_stops_the_first_response() -> None:
    case = _snoozed(opened(pause_while=["snoozed"]), "09:10", until="12:00")
    assert told(case, "10:00") == [("sla_breached", "first_response", 0)]


def test_f52_what_became_true_during_a_snooze_found_late_is_told_in_order() -> None:
    case = _snoozed(opened(), "09:10", until="09:50")
    assert [kind for kind, _, _ in told(case, "10:00")] == ["case_woken", "sla_breached"]


def test_a_calendar_that_left_the_playbook_counts_round_the_clock() -> None:
    case = opened(pause_while=["snoozed"])
    events = snooze(
        case, until=monday("12:00"), by="grace", now=monday("10:00"), calendars=CALENDARS
    )
    woken = advance(advance(case, events), evaluate(advance(case, events), monday("12:00"), {}))
    assert woken.clocks["resolution"].due_at == datetime(2026, 3, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first_response": None, "next_response": None, "resolution": None}, "promises nothing"),
        ({"first_response": {"within": "15m", "warn": "15m"}}, "make warn less than within"),
        ({"first_response": {"within": "0s"}}, "greater than or equal to 1"),
        ({"first_response": {"within": "soon"}}, "is not a duration"),
        ({"first_response": {"within": "1h", "wran": "5m"}}, "Extra inputs are not permitted"),
        ({"pause_while": ["open"]}, "Input should be 'pending' or 'snoozed'"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        policy(**wrong)


def test_a_policy_reads_back_what_it_writes() -> None:
    written = policy()
    assert SlaPolicy.model_validate_json(written.model_dump_json()) == written
    assert written.first_response == Target(within=3_600, warn=900, escalate_after=1_800)


def _said_at(at: datetime) -> Any:
    from tests.builders import mention

    return mention(created_at=at)


def _resolved(case: Case, at: str) -> list[CaseEvent]:
    return resolve(case, resolution="solved", by="grace", now=monday(at), calendars=CALENDARS)


def _snoozed(case: Case, at: str, *, until: str) -> Case:
    events = snooze(case, until=monday(until), by="grace", now=monday(at), calendars=CALENDARS)
    return advance(case, events)
