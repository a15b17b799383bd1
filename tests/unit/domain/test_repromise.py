"""D06: another policy for a case that waits, as when it changes its team."""

from typing import Any

from earshot.domain.case import CaseEvent, Hold
from earshot.domain.explain import explain
from earshot.domain.fold import advance
from earshot.domain.happenings import add_mention, reply_sent
from earshot.domain.repromise import repromise
from earshot.domain.sla import evaluate, next_instant
from earshot.domain.transitions import reopen, resolve
from tests.builders import CALENDARS, mention, opening_events, policy, reply, weekdays
from tests.history import History, at

DESK = {**CALENDARS, "mornings": weekdays(weekly={"mon": "09:00-12:00", "tue": "09:00-12:00"})}


class Story(History):
    """A case of Monday at nine under the policy `standard`."""

    def __init__(self, **over: Any) -> None:
        super().__init__(opening_events(policy=policy(**over)))

    def answer(self, when: str) -> None:
        sent = reply(sent_at=at(when))
        self.follow(reply_sent(self.case, sent, now=at(when), calendars=DESK))

    def customer(self, when: str) -> None:
        said = mention(id=f"m{len(self.events)}", created_at=at(when))
        self.follow(add_mention(self.case, said, now=at(when), calendars=DESK))

    def move(self, when: str, name: str = "gold", **over: Any) -> list[CaseEvent]:
        events = repromise(
            self.case,
            name,
            policy(**over),
            playbook="v2:def",
            by="lead",
            now=at(when),
            calendars=DESK,
        )
        return self.follow(events)


def test_s32_a_hold_ends_before_the_new_promise_too() -> None:
    story = Story()
    story.events = opening_events(policy=policy(), hold=Hold(), hold_until=at("02T09:40"))
    story.move("02T09:05", first_response={"within": "20m", "warn": "5m"})
    assert story.case.snoozed_until == at("02T09:15")
    story.move("02T09:10", "silver", first_response={"within": "8h", "warn": "1h"})
    assert story.case.snoozed_until == at("02T09:15")


def test_d06_what_was_spent_stays_spent_and_the_new_target_counts() -> None:
    story = Story()
    (event,) = story.move("02T09:30", first_response={"within": "4h", "warn": "1h"})
    first = story.case.clocks["first_response"]
    assert (first.spent, first.due_at, first.warn_at) == (1_800, at("02T13:00"), at("02T12:00"))
    assert (story.case.sla_policy, story.case.playbook) == ("gold", "v2:def")
    assert (event.kind, event.actor, event.data["from"], event.data["to"]) == (
        "sla_policy_changed",
        "lead",
        "standard",
        "gold",
    )
    assert event.data["due_before"]["first_response"] == "2026-03-02T10:00:00Z"
    assert event.data["due_at"]["first_response"] == "2026-03-02T13:00:00Z"


def test_d06_the_history_keeps_what_each_policy_counted() -> None:
    story = Story(next_response=None, resolution=None)
    story.move(
        "02T09:30",
        calendar="mornings",
        first_response={"within": "4h"},
        next_response=None,
        resolution=None,
    )
    (one,) = explain(story.events, DESK, at("02T13:00"))
    told = [(f"{i.start:%H:%M}", f"{i.end:%H:%M}", i.seconds, i.why) for i in one.intervals]
    assert told == [
        ("09:00", "09:30", 1_800, "open"),
        ("09:30", "12:00", 9_000, "open"),
        ("12:00", "13:00", 0, "closed"),
    ]
    assert (one.counted_seconds, one.due_at) == (10_800, at("03T10:00"))


def test_a_shorter_target_that_is_used_up_is_broken_from_now_on() -> None:
    story = Story()
    story.move("02T09:30", first_response={"within": "10m"})
    assert next_instant(story.case) == at("02T09:30")
    (breach,) = evaluate(story.case, at("02T09:30"), DESK)
    assert (breach.kind, breach.data["late_seconds"]) == ("sla_breached", 0)


def test_a_promise_that_is_broken_stays_so() -> None:
    story = Story()
    story.follow(evaluate(story.case, at("02T10:00"), DESK))
    broken = story.case.clocks["first_response"]
    story.move("02T10:10", first_response={"within": "4h"})
    assert story.case.clocks["first_response"] == broken


def test_a_deadline_that_passed_unseen_is_put_on_record_first() -> None:
    story = Story()
    kinds = [event.kind for event in story.move("02T10:00:01", first_response={"within": "4h"})]
    assert kinds == ["sla_breached", "sla_policy_changed"]


def test_the_next_turn_is_promised_by_the_new_policy_and_the_last_one_told_by_the_old() -> None:
    story = Story(resolution=None)
    story.answer("02T09:30")
    story.move("02T09:40", next_response={"within": "20m"}, resolution=None)
    story.customer("02T11:00")
    assert story.case.clocks["next_response"].due_at == at("02T11:20")
    first, second = explain(story.events, DESK, at("02T11:10"))
    assert (first.clock, first.target_seconds, first.sla_policy) == (
        "first_response",
        3_600,
        "standard",
    )
    assert (second.target_seconds, second.sla_policy, second.playbook) == (1_200, "gold", "v2:def")


def test_what_is_no_longer_promised_ends_and_what_is_new_counts_from_now() -> None:
    story = Story(resolution=None)
    story.move("02T09:30", first_response=None, resolution={"within": "8h"})
    case = story.case
    assert set(case.clocks) == {"next_response", "resolution"}
    assert case.clocks["resolution"].due_at == at("03T09:30")
    story.answer("02T10:30")
    gone, new = explain(story.events, DESK, at("02T11:00"))
    assert (gone.clock, gone.state, gone.counted_seconds) == ("first_response", "stopped", 1_800)
    assert (new.clock, new.counted_seconds) == ("resolution", 3_600)


def test_a_first_answer_that_was_given_is_not_owed_again_until_a_reopening() -> None:
    story = Story(first_response=None, resolution=None)
    story.answer("02T09:30")
    story.move("02T09:40", next_response=None)
    first = story.case.clocks["first_response"]
    assert (first.cycle, first.stopped_at) == (0, at("02T09:40"))
    now = at("02T09:50")
    story.follow(resolve(story.case, resolution="solved", by="lead", now=now, calendars=DESK))
    story.customer("02T10:00")
    assert story.case.clocks["first_response"].due_at == at("02T11:00")


def test_a_case_without_promises_may_get_some_and_a_waiting_customer_is_owed_an_answer() -> None:
    story = Story(first_response=None, resolution=None)
    story.answer("02T09:30")
    story.customer("02T10:00")
    bare = story.case.model_copy(update={"clocks": {}, "sla_policy": None})
    events = repromise(
        bare, "gold", policy(), playbook="v2:def", by="lead", now=at("02T10:30"), calendars=DESK
    )
    clocks = advance(bare, events).clocks
    assert clocks["next_response"].due_at == at("02T12:00")
    assert clocks["first_response"].cycle == 0
    assert clocks["resolution"].started_at == at("02T10:30")


def test_a_paused_promise_stays_paused_under_the_new_terms() -> None:
    story = Story()
    story.answer("02T09:30")
    story.move("02T10:00", resolution={"within": "8h"})
    whole = story.case.clocks["resolution"]
    assert (whole.running_since, whole.spent, whole.target) == (None, 1_800, 28_800)
    story.customer("02T11:00")
    assert story.case.clocks["resolution"].due_at == at("03T10:30")


def test_the_same_policy_of_the_same_playbook_changes_nothing() -> None:
    story = Story()
    story.move("02T09:30")
    assert story.move("02T09:40") == []


def test_a_reopened_case_begins_under_the_new_policy() -> None:
    story = Story()
    story.answer("02T09:30")
    story.move("02T09:40", resolution={"within": "8h"})
    now = at("02T09:50")
    story.follow(resolve(story.case, resolution="solved", by="lead", now=now, calendars=DESK))
    story.follow(reopen(story.case, reason="wrong", by="lead", now=at("02T10:00"), calendars=DESK))
    assert story.case.clocks["resolution"].due_at == at("03T10:00")
