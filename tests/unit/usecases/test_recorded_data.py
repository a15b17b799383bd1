"""S56: personal data that the record names is of the words that were read, and of no others."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.classify import classify
from earshot.domain.judgement import Classification, Label, Span
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.usecases.test_peers import BOB, asked, policy, say

MILL = "the old mill"


def served(post: Mention, rules: Playbook) -> Classification:
    """As if a service knew where the mill is."""
    found = classify(post, rules)
    place = (post.text or "").find(MILL)
    if place < 0:
        return found
    return found._replace(personal_data=(Span("address", place, place + len(MILL)),))


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.classifier = served
    return desk


def edit(desk: Desk, text: str, minutes: int, **over: Any) -> None:
    at = MONDAY_NINE + timedelta(minutes=minutes)
    desk.hear(event="edit", text=text, edited_at=at, **over)


def named(desk: Desk, id: str = "m1") -> list[str]:
    record = desk.record(id)
    return [(record.mention.text or "")[s.start : s.end] for s in record.personal_data]


def intent(desk: Desk) -> tuple[str, str]:
    found = Classification.from_dict(desk.record().classification or {}).intent
    return found.value, found.source


def test_what_a_service_found_is_known_of_the_post_it_read(desk: Desk) -> None:
    desk.hear(text="My lamp is broken, come to the old mill")
    assert named(desk) == [MILL]


def test_an_edited_post_of_a_case_is_read_anew(desk: Desk) -> None:
    desk.hear(text="My lamp is broken, come to the old mill")
    edit(desk, "Come to the old mill, my lamp is broken", 1)
    assert named(desk) == [MILL]
    edit(desk, "My lamp is broken", 2)
    assert named(desk) == []


def test_an_edit_that_leaves_the_words_loses_nothing_that_a_service_said(desk: Desk) -> None:
    def sure(post: Mention, rules: Playbook) -> Classification:
        return served(post, rules)._replace(intent=Label("complaint", 0.99, "bedrock:small"))

    desk.classifier = sure
    desk.hear(text="My lamp is broken, come to the old mill")
    desk.classifier = classify
    edit(desk, "My lamp is broken, come to the old mill", 5)
    assert named(desk) == [MILL]
    assert intent(desk) == ("complaint", "bedrock:small")
    edit(desk, "How do I pair the lamp?", 6)
    assert (named(desk), intent(desk)[0]) == ([], "question")


def test_what_a_service_finds_only_later_in_the_same_words_is_known_too(desk: Desk) -> None:
    desk.classifier = classify
    desk.hear(text="My lamp is broken, come to the old mill")
    before = intent(desk)
    desk.classifier = served
    edit(desk, "My lamp is broken, come to the old mill", 5)
    assert (named(desk), intent(desk)) == ([MILL], before)


def test_a_post_that_broke_the_classifier_is_understood_with_its_next_delivery(desk: Desk) -> None:
    text = "My lamp is broken"

    def broken(post: Mention, rules: Playbook) -> Classification:
        raise ValueError(text)

    desk.classifier = broken
    desk.hear(text=text)
    assert "unclassified" in (desk.record().classification or {})["flags"]
    assert desk.record().case_id
    desk.classifier = classify
    edit(desk, text, 5)
    assert "unclassified" not in (desk.record().classification or {})["flags"]


def test_a_post_that_is_with_nobody_keeps_its_data_and_may_still_become_a_case(desk: Desk) -> None:
    def pleased(post: Mention, rules: Playbook) -> Classification:
        return served(post, rules)._replace(intent=Label("praise", 0.9, "bedrock:small"))

    desk.playbook = policy("review")
    desk.classifier = pleased
    desk.hear(text="My lamp is broken, come to the old mill")
    assert desk.cases() == []
    desk.classifier = classify
    edit(desk, "My lamp is broken, come to the old mill", 5)
    assert (named(desk), len(desk.cases())) == ([MILL], 1)


def test_an_edit_that_comes_too_late_changes_nothing_of_it(desk: Desk) -> None:
    desk.hear(text="My lamp is broken, come to the old mill")
    edit(desk, "I am at the old mill and my lamp is broken", 5)
    edit(desk, "My lamp", 3)
    assert named(desk) == [MILL]


def test_a_creation_that_comes_after_its_edit_is_not_read_for_it(desk: Desk) -> None:
    edit(desk, "the old mill has a broken lamp", 1)
    desk.hear(text="My lamp is broken, come to the old mill")
    assert named(desk) == [MILL]


def test_a_deleted_post_has_none(desk: Desk) -> None:
    desk.hear(text="My lamp is broken, come to the old mill")
    desk.hear(event="delete", text=None)
    assert named(desk) == []


def test_a_peers_edited_answer_is_read_anew() -> None:
    desk = asked()
    desk.classifier = served
    say(desk, 5, "Hold the button until it pairs.", **BOB)
    assert desk.record("m2").answers
    edited = {"event": "edit", "edited_at": MONDAY_NINE + timedelta(minutes=6)}
    say(desk, 6, "Hold the button, or come to the old mill.", **BOB, **edited)
    assert named(desk, "m2") == [MILL]
    later = {"event": "edit", "edited_at": MONDAY_NINE + timedelta(minutes=7)}
    say(desk, 7, "Hold the button.", **BOB, **later)
    assert named(desk, "m2") == []


def test_a_peers_answer_keeps_what_a_service_found_in_the_same_words() -> None:
    desk = asked()
    desk.classifier = served
    text = "Hold the button, or come to the old mill."
    say(desk, 5, text, **BOB)
    assert desk.record("m2").answers
    desk.classifier = classify
    say(desk, 6, text, **BOB, event="edit", edited_at=MONDAY_NINE + timedelta(minutes=6))
    assert named(desk, "m2") == [MILL]
