"""Saying the same again, and nearly the same."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.repeating import nearly_same, repeated
from tests import builders
from tests.builders import MONDAY_NINE

SAID = "Sorry for the wait, Ada. Your parcel is on its way and will be there on Friday."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SAID, True),
        (SAID.upper().replace(",", "!"), True),
        (SAID.replace("Ada", "Bob"), True),
        (SAID.replace("Friday", "Monday evening"), True),
        (SAID + " Please write to us in private for the number of the courier.", False),
        ("We have found it.", False),
        ("", False),
    ],
)
def test_nine_tenths_of_the_words_make_it_nearly_the_same(other: str, same: bool) -> None:
    assert nearly_same(SAID, other) is same


def test_signs_without_words_are_compared_as_they_are() -> None:
    assert nearly_same("👍", " 👍 ")
    assert not nearly_same("👍", "❤️")


@pytest.mark.parametrize(
    ("over", "found"),
    [
        ({}, True),
        ({"state": "sent"}, True),
        ({"state": "unknown"}, True),
        ({"state": "refused"}, False),
        ({"visibility": "private"}, False),
        ({"act": "like"}, False),
        ({"created_at": MONDAY_NINE - timedelta(hours=24)}, False),
        ({"created_at": MONDAY_NINE - timedelta(hours=23)}, True),
        ({"id": "now"}, False),
    ],
)
def test_only_what_they_may_have_read_within_a_day_counts(
    over: dict[str, Any], found: bool
) -> None:
    before = builders.reply(**{"id": "before", "text": SAID} | over)
    now = builders.reply(id="now", text=SAID)
    assert repeated(now, [before], MONDAY_NINE) == (before if found else None)
