"""S32: anger or reach of somebody else in its thread takes a question from peers at once."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.classify import classify
from earshot.domain.judgement import Classification, Label
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from tests import builders
from tests.desk import Desk
from tests.invariants import check_all
from tests.unit.usecases.test_peers import BOB, HELP, after, policy, say

ANGRY = "Your lamp is broken and nobody helps, this is terrible"
HORRID = "that is stupid, terrible advice, awful"
FAMOUS = {"author": {"id": "bob", "handle": "bob", "followers": 10_000}}
KNOWN = {"author": {"id": "bob", "handle": "bob", "followers": 9_999}}


def wants_nothing(mention: Mention, playbook: Playbook) -> Classification:
    """Anger that is no complaint."""
    return classify(mention, playbook)._replace(intent=Label("other", 0.9, "test"))


def minding_reach(outcome: str = "review") -> Playbook:
    asked = {"intent": "question"}
    over = {"act": "respond", "team": "care"}
    return policy(
        outcome,
        {"name": "seen", "when": {**asked, "min_followers": 10_000}, **over},
        {"name": "spreads", "when": {**asked, "min_reposts": 20}, **over},
    )


def held(outcome: str = "review") -> Desk:
    desk = Desk(minding_reach(outcome))
    desk.hear(text="How do I pair the lamp?")
    assert (desk.case().state, desk.case().snoozed_until) == ("snoozed", after(20))
    return desk


def ada_s(desk: Desk) -> Any:
    return next(case for case in desk.cases() if case.author_id == "ada")


def released(desk: Desk) -> list[tuple[str, Any, str | None]]:
    """What took the question from peers, as its events tell it."""
    events = desk.events(ada_s(desk).id)
    return [(e.actor, e.data["reason"], e.mention_id) for e in events if e.kind == "case_woken"]


@pytest.mark.parametrize("outcome", ["review", "close"])
def test_s32_the_anger_of_a_bystander_releases_the_question_at_once(outcome: str) -> None:
    desk = held(outcome)
    before = ada_s(desk)
    say(desk, 5, ANGRY, **BOB)
    case = ada_s(desk)
    assert (case.state, case.hold, case.snoozed_until) == ("open", None, None)
    assert released(desk) == [("peer", "bystander_angry", "m2")]
    assert (case.priority, case.mentions) == (before.priority, 1)
    assert case.clocks["first_response"].running_since == after(0)
    assert desk.record("m2").case_id not in (None, case.id)  # Bob's is a case of its own
    desk.rest()
    check_all(desk)


def test_s32_anger_that_is_no_case_of_its_own_releases_it_as_well() -> None:
    desk = held()
    desk.classifier = wants_nothing
    say(desk, 5, HORRID, **BOB)
    assert desk.record("m2").case_id is None
    assert released(desk) == [("peer", "bystander_angry", "m2")]
    desk.rest()
    check_all(desk)


def test_s32_anger_after_a_peer_s_answer_brings_the_case_to_a_person() -> None:
    desk = held("close")
    say(desk, 5, HELP, author={"id": "cy"})
    say(desk, 6, ANGRY, id="m3", **BOB)
    desk.pass_time(after(25))
    assert (ada_s(desk).state, ada_s(desk).resolution) == ("open", None)
    assert released(desk) == [("peer", "bystander_angry", "m3")]


def test_s32_an_answer_that_is_edited_into_anger_releases_it() -> None:
    desk = held("close")
    say(desk, 5, HELP, **BOB)
    say(desk, 6, ANGRY, event="edit", edited_at=after(6), **BOB)
    assert released(desk) == [("peer", "bystander_angry", "m2")]
    desk.rest()
    check_all(desk)


@pytest.mark.parametrize(
    "over", [FAMOUS, {**BOB, "engagement": {"reposts": 20}}, {**FAMOUS, "text": "lol same"}]
)
def test_s32_the_reach_of_a_bystander_releases_it(over: dict[str, Any]) -> None:
    desk = held("close")
    say(desk, 5, **{"text": HELP, **over})
    assert released(desk) == [("peer", "bystander_reach", "m2")]
    assert ada_s(desk).state == "open"
    desk.rest()
    check_all(desk)


@pytest.mark.parametrize("over", [KNOWN, {**BOB, "engagement": {"reposts": 19}}])
def test_s32_a_friendly_answer_of_anybody_else_goes_on_as_it_did(over: dict[str, Any]) -> None:
    desk = held("close")
    say(desk, 5, HELP, **over)
    assert desk.kinds() == ["case_opened", "peer_answered"]
    assert ada_s(desk).state == "snoozed"


@pytest.mark.parametrize(
    "over",
    [
        {"text": ANGRY, "in_reply_to": None},
        {"text": ANGRY, "in_reply_to": "m7"},
        {"text": ANGRY, "visibility": "private"},
        {"text": "Win a free voucher now, click here http://win.example/free", **FAMOUS},
    ],
)
def test_what_is_said_elsewhere_or_sold_releases_nothing(over: dict[str, Any]) -> None:
    desk = held()
    say(desk, 5, **{**BOB, **over})
    assert (released(desk), ada_s(desk).state) == ([], "snoozed")


@pytest.mark.parametrize("who", ["us", "troll"])
def test_our_own_post_and_a_blocked_one_release_nothing(who: str) -> None:
    site = builders.account(own_ids=("us",), blocked_ids=("troll",))
    desk = Desk(minding_reach(), site)
    desk.hear(text="How do I pair the lamp?")
    say(desk, 5, ANGRY, author={"id": who, "followers": 1_000_000})
    assert desk.record("m2").filtered is not None
    assert (released(desk), ada_s(desk).state) == ([], "snoozed")


def test_f31_a_second_delivery_releases_nothing_again() -> None:
    desk = held()
    for _ in range(2):
        say(desk, 5, ANGRY, **BOB)
    assert released(desk) == [("peer", "bystander_angry", "m2")]
    desk.rest()
    check_all(desk)


def test_who_took_the_case_is_not_disturbed() -> None:
    desk = held()
    desk.casework.claim(desk.asked())
    before = ada_s(desk)
    say(desk, 5, ANGRY, **BOB)
    assert ada_s(desk) == before


@pytest.mark.parametrize("helped", [False, True])
def test_f36_reach_that_was_heard_before_the_question_ends_its_hold(helped: bool) -> None:
    desk = Desk(minding_reach("close"))
    if helped:
        say(desk, 4, HELP, id="m3", author={"id": "cy"})
    say(desk, 5, HELP, **FAMOUS)
    desk.clock.set(after(7))
    desk.hear(text="How do I pair the lamp?", created_at=after(0))
    desk.relay()
    assert released(desk) == [("peer", "bystander_reach", "m2")]
    assert (desk.record("m2").early, desk.record("m2").answers) == (False, None)
    assert ada_s(desk).state == "open"
    desk.rest()
    check_all(desk)


@pytest.mark.parametrize(("late", "hold_ends"), [(7, True), (180, False)])
def test_f36_anger_that_was_heard_before_the_question_is_no_answer_to_it(
    late: int, *, hold_ends: bool
) -> None:
    desk = Desk(minding_reach("close"))
    desk.classifier = wants_nothing
    say(desk, 5, HORRID, **BOB)
    assert desk.record("m2").early
    desk.classifier = classify
    desk.clock.set(after(late))
    desk.hear(text="How do I pair the lamp?", created_at=after(0))
    desk.relay()
    case = ada_s(desk)
    assert (case.state, case.priority) == ("open", 40)
    assert bool(released(desk)) is hold_ends
    assert "peer_answered" not in desk.kinds()
    desk.rest()
    check_all(desk)


def test_a_calm_reply_reads_nothing_more_than_it_did() -> None:
    """Only what is angry or widely read is looked up when it makes a case of its own."""
    desk = held()
    asked: list[Any] = []
    found = desk.store.mentions
    desk.store.mentions = lambda wanted: asked.append(wanted) or found(wanted)  # type: ignore[method-assign,func-returns-value]
    say(desk, 5, "How do I pair mine?", **BOB)
    assert asked == []


TEXTS = [HELP, ANGRY, "How do I pair mine?", "lol", "thanks, that worked!", "It is the blue one"]
WRITERS = ["ada", "bob", "cy"]


@given(
    outcome=st.sampled_from(["review", "close"]),
    said=st.lists(
        st.tuples(
            st.integers(1, 40),
            st.sampled_from(TEXTS),
            st.sampled_from(WRITERS),
            st.sampled_from([None, 10_000]),
        ),
        max_size=6,
    ),
)
def test_whoever_writes_whatever_the_hold_is_over_before_its_promise_is_warned_of(
    outcome: str, said: list[tuple[int, str, str, int | None]]
) -> None:
    desk = held(outcome)
    warned = ada_s(desk).clocks["first_response"].warn_at
    assert warned == after(45)
    for number, (minute, text, who, followers) in enumerate(sorted(said, key=lambda s: s[0])):
        writer = {"id": who, "followers": followers}
        desk.pass_time(after(minute))
        say(desk, minute, text, id=f"p{number}", author=writer)
        desk.relay()
    desk.pass_time(warned - timedelta(seconds=10))
    first = next(c for c in desk.cases() if c.author_id == "ada" and c.thread == "m1")
    assert (first.hold, first.state in ("open", "resolved")) == (None, True)
    desk.rest()
    check_all(desk)
