"""S32: a question is left to peers for a while, and what their answer makes of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from earshot.domain.playbook import Playbook
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all

BOB = {"author": {"id": "bob", "handle": "bob"}}
HELP = "Hold the button for ten seconds, then it pairs."


def after(minutes: float) -> datetime:
    return MONDAY_NINE + timedelta(minutes=minutes)


def policy(outcome: str, *before: dict[str, Any], **over: Any) -> Playbook:
    """Questions wait twenty minutes for peers; complaints and praise do not."""
    team = {"team": "care", "sla_policy": "standard"}
    clauses = [
        *before,
        {"name": "complaint", "when": {"intent": "complaint"}, "act": "respond", **team},
        {
            "name": "peers",
            "when": {"intent": "question"},
            "act": "hold",
            "hold_for": "20m",
            "on_peer_answer": outcome,
            "priority": {"question": 40},
            **team,
        },
        {"name": "default", "act": "listen", "team": "care"},
    ]
    return builders.promising_playbook(clauses=clauses, **over)


def asked(outcome: str = "review") -> Desk:
    desk = Desk(policy(outcome))
    desk.hear(text="How do I pair the lamp?")
    assert (desk.case().state, desk.case().snoozed_until) == ("snoozed", after(20))
    return desk


def say(desk: Desk, minutes: float, text: str, id: str = "m2", **over: Any) -> None:
    desk.clock.set(after(minutes))
    fields = {"id": id, "in_reply_to": "m1", "created_at": after(minutes), "text": text}
    desk.hear(**fields | over)


def test_s32_a_peers_answer_brings_the_question_to_a_person_who_checks_it() -> None:
    desk = asked()
    say(desk, 5, HELP, **BOB)
    case, event = desk.case(), desk.events()[-1]
    assert (case.state, case.priority, case.hold) == ("open", 10, None)
    assert (event.kind, event.at, event.mention_id) == ("peer_answered", after(5), "m2")
    assert event.data == {"author_id": "bob", "outcome": "review"}
    assert (desk.record("m2").case_id, desk.record("m2").answers) == (None, case.id)
    assert case.clocks["first_response"].running_since == MONDAY_NINE
    desk.rest()
    check_all(desk)


def test_s32_an_answer_is_found_by_the_root_of_its_thread() -> None:
    desk = asked()
    say(desk, 5, "I had that too, the red one helps", id="m2", in_reply_to=None, root="m1", **BOB)
    assert desk.kinds() == ["case_opened", "peer_answered"]


def test_s32_an_answer_that_is_not_about_us_is_one() -> None:
    desk = asked()
    say(desk, 5, "update it, then look under rooms", **BOB)
    assert desk.record("m2").decision is not None
    assert desk.kinds() == ["case_opened", "peer_answered"]


def test_s32_an_answer_below_another_answer_is_found() -> None:
    desk = asked("close")
    desk.hear(id="m0", text="Lamps are fun", author={"id": "cy"}, in_reply_to="m1", root="m1")
    desk.rest()
    assert desk.case().hold is not None
    say(desk, 5, HELP, id="m3", in_reply_to="m0", **BOB)
    assert desk.kinds().count("peer_answered") == 1


@pytest.mark.parametrize(
    "over",
    [
        {"author": {"id": "ada"}},
        {"text": ""},
        {"text": "@ada same here lol"},
        {"text": "Win a free voucher now, click here http://win.example/free"},
        {"text": "How do I pair mine?"},
        {"text": "This lamp is broken, terrible quality"},
        {"in_reply_to": None},
        {"in_reply_to": "m7"},
        {"visibility": "private"},
    ],
)
def test_s32_what_is_no_peers_answer_leaves_the_question_to_peers(over: dict[str, Any]) -> None:
    desk = asked()
    say(desk, 5, **{"text": HELP, **BOB, **over})
    case = next(case for case in desk.cases() if case.author_id == "ada")
    assert "peer_answered" not in [event.kind for event in desk.events(case.id)]


def test_s32_a_peers_answer_closes_the_case_at_the_end_of_the_hold() -> None:
    desk = asked("close")
    say(desk, 5, HELP, **BOB)
    desk.pass_time(after(19))
    assert desk.case().state == "snoozed"
    desk.pass_time(after(120))
    case, event = desk.case(), desk.events()[-1]
    assert (case.state, case.resolution, case.resolved_at) == (
        "resolved",
        "peer_answered",
        after(20),
    )
    assert (event.kind, event.data["reason"], event.actor) == (
        "case_resolved",
        "hold_over",
        "timer",
    )
    assert desk.told() == []
    check_all(desk)


def test_s32_thanks_of_the_asker_close_it_at_once() -> None:
    desk = asked("close")
    say(desk, 5, HELP, **BOB)
    say(desk, 6, "thanks, that worked!", id="m3")
    assert (desk.case().resolution, desk.case().resolved_at) == ("peer_answered", after(6))
    assert desk.events()[-1].data["reason"] == "asker_thanked"
    desk.rest()
    check_all(desk)


def test_s32_thanks_without_a_peers_answer_close_nothing() -> None:
    desk = asked("close")
    say(desk, 6, "thanks in advance!", id="m3")
    assert desk.case().state == "snoozed"


def test_s32_any_other_word_after_the_answer_brings_it_to_a_person() -> None:
    desk = asked("close")
    say(desk, 5, HELP, **BOB)
    say(desk, 6, "I hold it since noon, the light is blue", id="m3")
    assert (desk.case().state, desk.case().hold) == ("open", None)
    desk.pass_time(after(30))
    assert desk.case().state == "open"
    desk.rest()
    check_all(desk)


def test_s32_an_answer_that_is_deleted_closes_nothing() -> None:
    desk = asked("close")
    say(desk, 5, HELP, **BOB)
    say(desk, 6, HELP, event="delete", **BOB)
    assert desk.kinds()[-1] == "peer_withdrew"
    desk.pass_time(after(21))
    assert desk.case().state == "open"
    desk.rest()
    check_all(desk)


def test_s32_anger_releases_the_question_at_once() -> None:
    desk = asked()
    say(desk, 5, "Your lamp is broken and nobody helps, this is terrible")
    assert (desk.case().state, desk.case().hold) == ("open", None)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("This lamp is broken, what a terrible product!", "open"),
        ("How do I pair the lamp to a second phone?", "snoozed"),
    ],
)
def test_s32_a_question_that_becomes_angry_by_an_edit_is_released_at_once(
    text: str, state: str
) -> None:
    desk = asked("close")
    say(desk, 2, HELP, id="m3", **BOB)
    say(desk, 5, text, id="m1", event="edit", in_reply_to=None, edited_at=after(5))
    assert (desk.case().state, desk.kinds()[-1]) == (state, "mention_edited")
    assert (desk.case().hold is None) == (state == "open")
    desk.rest()
    check_all(desk)


@pytest.mark.parametrize(("reposts", "state"), [(19, "snoozed"), (20, "open")])
def test_s32_a_question_that_many_pass_on_is_released_at_once(reposts: int, state: str) -> None:
    when = {"intent": "question", "min_reposts": 20}
    spreading = {"name": "spreading", "when": when, "act": "respond", "team": "care"}
    desk = Desk(policy("review", spreading))
    desk.hear(text="How do I pair the lamp?")
    desk.clock.set(after(5))
    told = {"edited_at": after(5), "engagement": {"reposts": reposts}}
    desk.hear(text="How do I pair the lamp? Anybody?", event="edit", **told)
    assert (desk.case().state, desk.case().hold is None) == (state, state == "open")
    desk.rest()
    check_all(desk)


def test_s32_a_calm_word_of_the_asker_leaves_it_to_peers() -> None:
    desk = asked()
    say(desk, 5, "It is the blue model from 2024")
    case = desk.case()
    assert (case.state, case.snoozed_until, case.mentions) == ("snoozed", after(20), 2)
    say(desk, 6, HELP, id="m3", **BOB)
    assert desk.case().state == "open"
    desk.rest()
    check_all(desk)


def test_s32_the_hold_ends_before_the_first_response_is_warned_of() -> None:
    desk = Desk(policy("close"))
    desk.clock.set(after(40))
    desk.hear(text="How do I pair the lamp?", created_at=after(35))
    desk.pass_time(after(56))
    assert desk.kinds() == ["case_opened", "case_woken"]
    late = Desk(policy("close"))
    late.clock.set(after(50))
    late.hear(text="How do I pair the lamp?", created_at=after(0))
    assert late.case().state == "open"


ALERTS_FROM_0955 = {
    "calendars": {
        "weekdays": {"time_zone": "UTC", "weekly": {"monday": "09:00-17:00"}},
        "alerts": {"time_zone": "UTC", "weekly": {"monday": "09:55-17:00"}},
    },
}


@pytest.mark.parametrize(
    ("promise", "chapters", "until"),
    [
        ({"first_response": {"within": "20m"}}, {}, 10),
        ({"first_response": {"within": "20m", "warn": "12m"}}, {}, 8),
        ({"resolution": {"within": "20m", "warn": "5m"}}, {}, 15),
        (
            {"first_response": {"within": "1h", "warn": "50m"}, "alert_calendar": "alerts"},
            ALERTS_FROM_0955,
            10,
        ),
    ],
)
def test_s32_a_hold_leaves_time_for_every_promise_whether_it_is_warned_of_or_not(
    promise: dict[str, Any], chapters: dict[str, Any], until: float
) -> None:
    standard = {"calendar": "weekdays", **promise}
    desk = Desk(policy("close", sla_policies={"standard": standard}, **chapters))
    desk.hear(text="How do I pair the lamp?")
    assert desk.case().snoozed_until == after(until)


def test_s32_who_takes_the_case_takes_it_from_the_peers() -> None:
    desk = asked("close")
    desk.casework.claim(desk.asked())
    say(desk, 5, HELP, **BOB)
    assert "peer_answered" not in desk.kinds()
    desk.pass_time(after(21))
    assert desk.case().state == "open"


def test_s32_an_answer_after_the_hold_changes_nothing() -> None:
    desk = asked("close")
    desk.pass_time(after(21))
    say(desk, 22, HELP, **BOB)
    assert desk.kinds() == ["case_opened", "case_woken"]
    assert desk.record("m2").answers is None


def test_s32_two_answers_are_told_once() -> None:
    desk = asked("close")
    say(desk, 5, HELP, **BOB)
    say(desk, 6, "Yes, hold the red button", id="m3", author={"id": "cy"})
    assert desk.kinds().count("peer_answered") == 1
    desk.rest()
    check_all(desk)
