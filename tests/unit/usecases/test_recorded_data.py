"""S56: personal data that the record names is of the words that were read, and of no others."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.classify import classify
from earshot.domain.judgement import Classification, Span
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.usecases.test_peers import BOB, asked, say

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


def test_what_a_service_found_is_known_of_the_post_it_read(desk: Desk) -> None:
    desk.hear(text="My lamp is broken, come to the old mill")
    assert named(desk) == [MILL]


def test_an_edited_post_of_a_case_is_read_anew(desk: Desk) -> None:
    desk.hear(text="My lamp is broken, come to the old mill")
    edit(desk, "Come to the old mill, my lamp is broken", 1)
    assert named(desk) == [MILL]
    edit(desk, "My lamp is broken", 2)
    assert named(desk) == []


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
