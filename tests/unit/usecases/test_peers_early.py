"""F36, S32: a peer's answer that is heard before its question; order does not matter."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from earshot.domain.records import MentionRecord
from earshot.usecases.early_answers import EarlyAnswers
from local.memory.store import MemoryStore
from tests import builders
from tests.desk import Desk
from tests.invariants import check_all
from tests.trip import Trip, Tripwire
from tests.unit.usecases.test_peers import BOB, HELP, after, policy, say

QUESTION = "How do I pair the lamp?"


class Crossing(MemoryStore):
    """Lets something happen just before a post is kept alone."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], None] | None = None

    def put_mention(self, record: MentionRecord) -> MentionRecord | None:
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return super().put_mention(record)


def answered(outcome: str = "review", **over: Any) -> Desk:
    """Bob's answer of 9:05 has come, and the question of nine o'clock has not."""
    desk = Desk(policy(outcome))
    say(desk, 5, **{"text": HELP, **BOB, **over})
    assert desk.cases() == []
    return desk


def ask(desk: Desk, minutes: float, **over: Any) -> None:
    """The question is heard so many minutes after nine, when it was written."""
    desk.clock.set(after(minutes))
    desk.hear(**{"text": QUESTION, "created_at": after(0)} | over)
    desk.relay()


def crossed(**over: Any) -> Desk:
    """Bob's answer has looked above it and is not written yet when the question comes whole.

    Another worker places it, and the relay takes it up; keywords are its fields.
    """
    desk, other = Desk(policy("close")), Desk(policy("close"))
    store = desk.store = other.store = Crossing()

    def asked() -> None:
        other.hear(text=QUESTION, created_at=after(0), **over)
        desk.relay()

    store.meanwhile = asked
    say(desk, 5, HELP, **BOB)
    assert [(e.kind, e.version) for e in desk.events()] == [("case_opened", 1)]
    assert desk.record("m2").early is True
    return desk


def told(desk: Desk) -> list[tuple[str | None, datetime]]:
    return [(e.mention_id, e.at) for e in desk.events() if e.kind == "peer_answered"]


def test_f36_a_question_that_comes_after_its_answer_is_brought_to_a_person_who_checks_it() -> None:
    desk = answered()
    ask(desk, 7)
    case = desk.case()
    assert (case.state, case.priority, case.hold) == ("open", 10, None)
    assert told(desk) == [("m2", after(7))]
    assert (desk.record("m2").answers, desk.record("m2").early) == (case.id, False)
    desk.rest()
    check_all(desk)


def test_f36_the_case_ends_by_an_answer_that_came_before_its_question() -> None:
    desk = answered("close")
    ask(desk, 7)
    assert desk.case().state == "snoozed"
    desk.pass_time(after(21))
    case = desk.case()
    assert (case.resolution, case.resolved_at) == ("peer_answered", after(20))
    desk.rest()
    check_all(desk)


@pytest.mark.parametrize("outcome", ["review", "close"])
def test_f36_a_question_that_comes_hours_late_is_checked_at_low_priority(outcome: str) -> None:
    """Its hold was over before anybody heard of it, so that no machine closes it."""
    desk = answered(outcome)
    ask(desk, 180)
    assert (desk.case().state, desk.case().priority) == ("open", 10)
    assert told(desk) == [("m2", after(180))]
    assert desk.case().clocks["first_response"].started_at == after(0)
    desk.rest()
    check_all(desk)


def test_f36_an_answer_that_names_only_the_root_is_found() -> None:
    desk = answered(in_reply_to=None, root="m1")
    ask(desk, 7)
    assert told(desk) == [("m2", after(7))]


def test_f36_it_is_found_in_a_thread_of_many_comments_below_a_post_of_ours() -> None:
    """Nobody has heard of the root p0; all the others answer comments that we have yet to hear."""
    desk = answered(root="p0")
    for number in range(60):
        to = {"in_reply_to": f"c{number}", "root": "p0", "created_at": after(1)}
        say(desk, 6, f"{HELP} {number}", id=f"n{number}", author={"id": f"n{number}"}, **to)
    ask(desk, 7, in_reply_to="p0", root="p0")
    assert told(desk) == [("m2", after(7))]


def test_f36_an_answer_to_a_question_within_a_thread_is_found() -> None:
    desk = answered(in_reply_to="m1", root="m0")
    ask(desk, 7, in_reply_to="m0", root="m0")
    assert told(desk) == [("m2", after(7))]


def test_f36_the_first_of_two_early_answers_is_told_of_and_once() -> None:
    desk = answered("close")
    say(desk, 6, "Yes, hold the red button", id="m3", author={"id": "cy"})
    ask(desk, 7)
    assert told(desk) == [("m2", after(7))]
    assert desk.record("m3").answers is None
    desk.rest()
    check_all(desk)


def test_f35_an_early_answer_that_is_deleted_later_closes_nothing() -> None:
    desk = answered("close")
    ask(desk, 7)
    say(desk, 8, HELP, event="delete", **BOB)
    assert desk.kinds()[-1] == "peer_withdrew"
    desk.pass_time(after(21))
    assert desk.case().state == "open"
    desk.rest()
    check_all(desk)


def test_f35_an_early_answer_that_is_deleted_before_the_question_comes_is_none() -> None:
    desk = answered()
    say(desk, 6, HELP, event="delete", **BOB)
    ask(desk, 7)
    assert (told(desk), desk.case().state) == ([], "snoozed")


@pytest.mark.parametrize(
    "over",
    [
        {"author": {"id": "ada"}},
        {"text": "@ada same here lol"},
        {"text": "Win a free voucher now, click here http://win.example/free"},
        {"in_reply_to": None},
        {"in_reply_to": "m7"},
        {"visibility": "private"},
    ],
)
def test_what_is_no_answer_to_it_leaves_the_question_to_peers(over: dict[str, Any]) -> None:
    desk = answered(**over)
    ask(desk, 7)
    assert (told(desk), desk.case().state) == ([], "snoozed")


def test_f36_an_answer_and_its_question_that_cross_meet_once_both_are_written() -> None:
    """Each had looked for the other before that was there."""
    desk = crossed()
    desk.relay()
    assert told(desk) == [("m2", after(5))]
    assert (desk.record("m2").answers, desk.record("m2").early) == (desk.case().id, False)
    desk.rest()
    assert len(told(desk)) == 1
    check_all(desk)


def test_f36_an_answer_that_crosses_a_question_of_its_own_author_is_none() -> None:
    desk = crossed(author={"id": "bob"})
    desk.rest()
    assert (told(desk), desk.record("m2").early) == ([], True)


def test_an_edit_takes_back_that_a_post_is_an_answer() -> None:
    desk = answered()
    say(desk, 6, "lol", event="edit", edited_at=after(6), **BOB)
    assert desk.record("m2").early is False
    ask(desk, 7)
    assert told(desk) == []


BRANDS = {"acme": {"display_name": "Acme", "names": ["acme"], "handles": ["acmehelp"]}}


@pytest.mark.parametrize(
    ("over", "early"),
    [
        ({}, True),
        ({"text": f"@ada @AcmeHelp {HELP}"}, True),
        ({"text": f"@AcmeHelp {HELP}"}, False),  # speaks to us alone
        ({"in_reply_to": None}, False),
    ],
)
def test_only_what_may_answer_somebody_unheard_is_marked(over: dict[str, Any], early: bool) -> None:
    desk = Desk(policy("review", brands=BRANDS))
    say(desk, 5, **{"text": HELP, **BOB, **over})
    assert desk.record("m2").early is early


def test_nothing_is_marked_where_no_question_is_left_to_peers() -> None:
    desk = Desk(builders.playbook(clauses=[{"name": "all", "act": "listen", "team": "care"}]))
    say(desk, 5, HELP, **BOB)
    assert desk.record("m2").early is False


@pytest.mark.parametrize("root", ["m1", "p0", None])
def test_nothing_is_marked_whose_question_is_known_and_was_not_held(root: str | None) -> None:
    """Whether we know the root of their thread, perhaps a post of ours, makes no difference."""
    desk = Desk(policy("review"))
    desk.hear(text="Lamps are fun", root=root)
    say(desk, 5, HELP, root=root, **BOB)
    assert desk.record("m2").early is False


def test_forty_early_answers_are_read_at_once() -> None:
    desk = answered()
    for number in range(3, 42):
        say(desk, 6, HELP, id=f"m{number}", author={"id": f"n{number}"})
    desk.clock.set(after(7))
    desk.hear(text=QUESTION, created_at=after(0))
    trip = Trip()
    early = EarlyAnswers(store=Tripwire(desk.store, trip), clock=desk.clock, playbook=desk.playbook)
    assert early.link_question(desk.case().id, builders.mention().key) == "m2"
    assert trip.calls == 4  # the index, the case, all the posts, and one write


def test_a_person_who_was_faster_keeps_the_case_as_it_is() -> None:
    desk = answered()
    desk.clock.set(after(180))
    desk.hear(text=QUESTION, created_at=after(0))
    desk.casework.claim(desk.asked())
    priority = desk.case().priority
    desk.rest()
    assert (told(desk), desk.case().priority) == ([], priority)
