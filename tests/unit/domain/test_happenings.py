"""What customers and platforms do to a case."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.domain import amending, happenings, transitions
from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance, fold
from earshot.domain.sla import evaluate
from tests.builders import (
    CALENDARS,
    MONDAY_NINE,
    decision,
    mention,
    opening_events,
    policy,
    reply,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{text}").replace(tzinfo=UTC)


def opened(**over: Any) -> Case:
    return fold(opening_events(**over))


def said(case: Case, when: str, *, id: str = "m2", now: str | None = None, **over: Any) -> Case:
    fields: dict[str, Any] = {"decision": decision(), "calendars": CALENDARS}
    events = happenings.add_mention(
        case, mention(id=id, created_at=at(when)), now=at(now or when), **fields | over
    )
    return advance(case, events)


def answer(case: Case, when: str, *, kind: str = "human", now: str | None = None) -> Case:
    sent = reply(kind=kind, sent_at=at(when))
    return advance(
        case, happenings.reply_sent(case, sent, now=at(now or when), calendars=CALENDARS)
    )


def resolve(case: Case, when: str) -> Case:
    events = transitions.resolve(
        case, resolution="solved", by="grace", now=at(when), calendars=CALENDARS
    )
    return advance(case, events)


def running(case: Case) -> set[str]:
    return {name for name, clock in case.clocks.items() if clock.running_since}


def kinds(events: list[CaseEvent]) -> list[str]:
    return [event.kind for event in events]


def test_the_opening_event_names_the_clause_and_holds_no_words() -> None:
    (event,) = opening_events()
    assert (event.kind, event.version, event.actor) == ("case_opened", 1, "playbook")
    assert event.data == {"clause": "complaints", "mode": "act"}
    assert event.mention_id == "m1"
    assert "router" not in event.model_dump_json()


def test_an_opened_case_is_what_was_understood_and_decided() -> None:
    case = opened(decision=decision(skills=("language:en",), priority=70))
    assert (case.topic, case.intent, case.sentiment) == ("technical", "complaint", "negative")
    assert (case.act, case.team, case.priority, case.skills) == (
        "respond",
        "care",
        70,
        ("language:en",),
    )
    assert (case.author_id, case.author, case.thread, case.reply_to) == ("ada", "ada", "m1", "m1")
    assert (case.sla_policy, case.playbook, case.mentions) == ("standard", "v1:abc", 1)


def test_a_case_without_a_policy_promises_nothing() -> None:
    assert opened(policy=None).clocks == {}


def test_s32_a_held_case_is_out_of_sight_while_its_promises_run() -> None:
    case = opened(decision=decision(act="hold"), hold_until=at("09:30"))
    assert (case.state, case.snoozed_until) == ("snoozed", at("09:30"))
    assert running(case) == {"first_response", "resolution"}
    assert kinds(evaluate(case, at("09:30"), CALENDARS)) == ["case_woken"]


def test_d04_a_human_answer_stops_the_response_and_waits_for_the_customer() -> None:
    case = answer(opened(), "09:20")
    assert (case.state, case.replied_at) == ("pending", at("09:20"))
    assert running(case) == set()
    assert case.clocks["first_response"].stopped_at == at("09:20")
    assert case.clocks["resolution"].spent == 1_200
    assert case.clocks["resolution"].stopped_at is None


def test_d14_an_automatic_reply_satisfies_no_promise() -> None:
    case = answer(opened(), "09:20", kind="auto")
    assert (case.state, case.replied_at) == ("open", None)
    assert running(case) == {"first_response", "resolution"}


def test_d09_after_the_agent_nothing_is_owed_until_the_customer_writes() -> None:
    case = answer(opened(), "09:20")
    assert evaluate(case, at("17:00"), CALENDARS) == []
    case = said(case, "10:00")
    assert case.state == "open"
    assert running(case) == {"next_response", "resolution"}
    assert case.clocks["next_response"].due_at == at("12:00")
    assert case.clocks["next_response"].cycle == 1


@pytest.mark.parametrize("state", ["pending", "snoozed", "open"])
def test_d10_every_way_a_customer_can_write_arms_the_clock_again(state: str) -> None:
    case = answer(opened(), "09:20").model_copy(update={"state": state})
    if state == "snoozed":
        case = case.model_copy(update={"snoozed_until": at("16:00")})
    private = mention(id="m9", created_at=at("10:00"), visibility="private")
    events = happenings.add_mention(case, private, now=at("10:00"), calendars=CALENDARS)
    case = advance(case, events)
    assert (case.state, case.snoozed_until) == ("open", None)
    assert "next_response" in running(case)


def test_a_second_message_does_not_give_the_desk_more_time() -> None:
    case = said(answer(opened(), "09:20"), "10:00")
    case = said(case, "11:30", id="m3")
    assert case.clocks["next_response"].due_at == at("12:00")
    assert (case.mentions, case.reply_to, case.customer_at) == (3, "m3", at("11:30"))


def test_d16_each_turn_of_the_customer_is_a_cycle_of_its_own() -> None:
    case = said(answer(opened(), "09:20"), "10:00")
    case = said(answer(case, "10:30"), "11:00", id="m3")
    clock = case.clocks["next_response"]
    assert (clock.cycle, clock.started_at, clock.spent) == (2, at("11:00"), 0)


def test_d08_writing_again_before_the_first_answer_arms_nothing_else() -> None:
    case = said(opened(), "09:10")
    assert running(case) == {"first_response", "resolution"}
    assert case.clocks["first_response"].due_at == at("10:00")


def test_d04_the_wait_for_the_customer_ends_when_they_wrote_however_late_we_hear() -> None:
    case = said(answer(opened(), "09:20"), "10:00", now="10:15")
    clock = case.clocks["resolution"]
    assert (clock.running_since, clock.spent) == (at("10:00"), 1_200)


def test_a_message_from_before_a_snooze_gives_no_time_back() -> None:
    case = opened(policy=policy(pause_while=["snoozed"]))
    events = transitions.snooze(
        case, until=at("16:00"), by="grace", now=at("10:00"), calendars=CALENDARS
    )
    clock = said(advance(case, events), "09:30", now="10:30").clocks["resolution"]
    assert (clock.running_since, clock.spent, clock.paused_at) == (at("10:00"), 3_600, None)


def test_f34_an_older_message_that_comes_late_is_not_what_answers_go_to() -> None:
    case = said(said(opened(), "09:30"), "09:10", id="m0", now="09:31")
    assert (case.reply_to, case.customer_at, case.mentions) == ("m2", at("09:30"), 3)


def test_s21_a_more_urgent_message_raises_the_priority_and_a_calmer_one_does_not_lower_it() -> None:
    case = said(opened(), "09:10", decision=decision(priority=80))
    assert case.priority == 80
    assert said(case, "09:20", id="m3", decision=decision(priority=10)).priority == 80


def test_d47_a_message_to_a_resolved_case_reopens_it_from_that_message_on() -> None:
    case = resolve(answer(opened(), "09:20"), "09:30")
    events = happenings.add_mention(
        case,
        mention(id="m2", created_at=at("10:00")),
        decision=decision(),
        now=at("10:05"),
        calendars=CALENDARS,
    )
    assert kinds(events) == ["mention_added", "case_reopened"]
    case = advance(case, events)
    assert (case.state, case.resolution) == ("open", None)
    assert case.clocks["first_response"].due_at == at("11:00")
    assert running(case) == {"first_response", "resolution"}


def test_d05_a_parting_thanks_reopens_nothing_and_arms_nothing() -> None:
    closed = resolve(answer(opened(), "09:20"), "09:30")
    case = said(closed, "09:40", courtesy=True)
    assert (case.state, case.mentions) == ("resolved", 2)
    assert running(case) == set()
    pending = said(answer(opened(), "09:20"), "09:40", courtesy=True)
    assert (pending.state, running(pending)) == ("pending", set())


def test_noise_does_not_reopen_a_resolved_case() -> None:
    case = said(resolve(opened(), "09:30"), "10:00", decision=decision(act="ignore"))
    assert (case.state, case.mentions) == ("resolved", 2)


def test_an_edit_is_history_and_changes_no_promise() -> None:
    (event,) = amending.edit_mention(opened(), mention(), now=at("09:10"), calendars=CALENDARS)
    assert (event.kind, event.mention_id, event.changes) == ("mention_edited", "m1", {})


def test_f35_when_the_last_message_is_deleted_the_case_ends_with_it() -> None:
    case = opened()
    events = amending.delete_mention(
        case, mention(), now=at("09:30"), calendars=CALENDARS, last=True
    )
    assert kinds(events) == ["mention_deleted", "case_resolved"]
    case = advance(case, events)
    assert (case.state, case.resolution, case.mentions) == ("resolved", "source_deleted", 0)
    assert (case.reply_to, case.author, running(case)) == (None, None, set())
    assert evaluate(case, at("17:00"), CALENDARS) == []


def test_a_deletion_among_others_lets_the_case_live_and_moves_the_answer() -> None:
    case = said(opened(), "09:10")
    (event,) = amending.delete_mention(
        case,
        mention(id="m2"),
        now=at("09:30"),
        calendars=CALENDARS,
        last=False,
        reply_to="m1",
    )
    case = advance(case, [event])
    assert (case.state, case.mentions, case.reply_to) == ("open", 1, "m1")


def test_f42_a_deletion_after_the_end_resolves_nothing_twice() -> None:
    case = resolve(opened(), "09:20")
    events = amending.delete_mention(
        case, mention(), now=at("09:30"), calendars=CALENDARS, last=True
    )
    assert kinds(events) == ["mention_deleted"]
    assert advance(case, events).resolution == "solved"


def test_f61_a_reply_found_sent_much_later_counts_from_when_it_was_sent() -> None:
    case = answer(opened(), "09:20", now="10:30")
    assert case.clocks["first_response"].breached_at is None
    assert case.clocks["first_response"].stopped_at == at("09:20")


def test_f62_a_customer_who_wrote_after_a_reply_found_late_is_waiting_again() -> None:
    case = answer(said(opened(), "09:40"), "09:20", now="10:30")
    assert (case.state, case.replied_at) == ("open", at("09:20"))
    assert case.clocks["next_response"].started_at == at("09:40")
    assert case.clocks["next_response"].due_at == at("11:40")


def test_a_reply_of_the_time_before_a_reopening_answers_nothing_after_it() -> None:
    case = resolve(opened(), "09:20")
    events = transitions.reopen(
        case, reason="wrong", by="lead", now=at("10:00"), calendars=CALENDARS
    )
    case = answer(advance(case, events), "09:10", now="10:05")
    assert "first_response" in running(case)


def test_a_late_answer_puts_the_missed_promise_on_record_first() -> None:
    case = opened()
    events = happenings.reply_sent(
        case, reply(sent_at=at("10:00:04")), now=at("10:00:04"), calendars=CALENDARS
    )
    assert kinds(events) == ["sla_breached", "reply_sent"]
    assert events[0].alert_id is not None


def test_who_answers_and_snoozes_sees_the_case_again_at_that_time() -> None:
    case = opened()
    events = transitions.snooze(
        case, until=at("16:00"), by="grace", now=at("09:10"), calendars=CALENDARS
    )
    case = answer(advance(case, events), "09:11")
    assert (case.state, case.snoozed_until) == ("snoozed", at("16:00"))
    assert case.clocks["first_response"].stopped_at == at("09:11")


@pytest.mark.parametrize(
    ("happened", "kind"),
    [(happenings.reply_refused, "reply_refused"), (happenings.reply_unknown, "reply_unknown")],
)
def test_d34_a_reply_that_was_not_sent_says_why_and_stops_no_clock(
    happened: Any, kind: str
) -> None:
    case = opened()
    refused = reply(state="refused", reason="blocked")
    (event,) = happened(case, refused, now=at("09:20"), calendars=CALENDARS)
    assert (event.kind, event.reply_id, event.data["reason"]) == (kind, "p1", "blocked")
    assert running(advance(case, [event])) == {"first_response", "resolution"}


def test_a_policy_without_a_first_response_owes_the_next_one_after_a_reopening() -> None:
    case = resolve(opened(policy=policy(first_response=None)), "09:30")
    case = said(case, "10:00")
    assert case.clocks["next_response"].due_at == at("10:00") + timedelta(hours=2)


def test_a_case_opens_at_the_hour_we_hear_of_it_and_remembers_when_they_wrote() -> None:
    case = opened(now=MONDAY_NINE + timedelta(minutes=3))
    assert (case.opened_at, case.customer_at) == (at("09:03"), at("09:00"))
