"""When no machine of ours answers."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.loops import silent
from tests import builders
from tests.builders import MONDAY_NINE


@pytest.mark.parametrize(
    ("author", "bot_ids", "why"),
    [
        ({"id": "ada"}, (), None),
        ({"id": "ada", "bot": False}, (), None),
        ({"id": "ada", "bot": True}, (), "robot"),
        ({"id": "ada"}, ("ada",), "robot"),
    ],
)
def test_d36_robots_are_never_answered(
    author: dict[str, Any], bot_ids: tuple[str, ...], why: str | None
) -> None:
    """D36: as the platform says, or as the account lists them."""
    post = builders.mention(author=author, created_at=MONDAY_NINE)
    ours = builders.account(bot_ids=bot_ids)
    assert silent(post, None, ours, None, MONDAY_NINE) == why


@pytest.mark.parametrize(("hops", "why"), [(0, None), (1, None), (2, "loop"), (7, "loop")])
def test_d36_a_conversation_has_two_answers_by_machine_at_most(hops: int, why: str | None) -> None:
    """D36: whoever answers them."""
    above = builders.reply(kind="auto", hops=hops)
    post = builders.mention(created_at=MONDAY_NINE)
    assert silent(post, None, builders.account(), above, MONDAY_NINE) == why


def test_a_post_of_yesterday_is_for_a_person() -> None:
    post = builders.mention(created_at=MONDAY_NINE - timedelta(hours=24, seconds=1))
    assert silent(post, None, builders.account(), None, MONDAY_NINE) == "old"


def test_d36_nobody_is_answered_by_machine_twice_in_a_day() -> None:
    """D36."""
    known = builders.author_record(opened_at=MONDAY_NINE - timedelta(hours=23))
    post = builders.mention(created_at=MONDAY_NINE)
    assert silent(post, known, builders.account(), None, MONDAY_NINE) == "answered_today"
