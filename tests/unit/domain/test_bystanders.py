"""S32: whose words take a question from the peers that it is left to, and whose do not."""

from typing import Any

import pytest

from earshot.domain.bystanders import is_angry, may_stir
from earshot.domain.judgement import Classification, Label
from tests.builders import mention, playbook, understood


def heard(sentiment: str = "neutral", sure: float = 0.6, **over: Any) -> Classification:
    return understood()._replace(sentiment=Label(sentiment, sure, "model"), **over)


@pytest.mark.parametrize(
    ("sentiment", "sure", "intent", "angry"),
    [
        ("negative", 0.5, "complaint", True),
        ("negative", 0.75, "other", True),
        ("negative", 0.74, "other", False),
        ("neutral", 0.9, "complaint", False),
        ("positive", 0.9, "praise", False),
    ],
)
def test_anger_is_a_negative_complaint_or_negative_beyond_doubt(
    sentiment: str, sure: float, intent: str, angry: bool
) -> None:
    label = Label(intent, 0.9, "model")
    assert is_angry(heard(sentiment, sure, intent=label)) is angry


def test_the_words_of_a_reshare_are_another_s() -> None:
    assert not is_angry(heard("negative", 0.99, flags=("reshare",)))


CLAUSES = [
    {"name": "seen", "when": {"min_followers": 10_000}, "act": "respond", "team": "care"},
    {"name": "fast", "when": {"min_reposts_per_hour": 30.0}, "act": "respond", "team": "care"},
    {"name": "spreads", "when": {"min_reposts": 50}, "act": "respond", "team": "care"},
    {"name": "default", "act": "listen", "team": "care"},
]


@pytest.mark.parametrize(
    ("over", "looks"),
    [
        ({"author": {"id": "bob", "followers": 10_000}}, True),
        ({"author": {"id": "bob", "followers": 9_999}}, False),
        ({"engagement": {"reposts": 30}}, True),
        ({"engagement": {"reposts": 29}}, False),
        ({"author": {"id": "bob", "followers": 10_000}, "visibility": "private"}, False),
    ],
)
def test_nothing_is_looked_for_below_the_least_reach_that_a_clause_asks_for(
    over: dict[str, Any], looks: bool
) -> None:
    book = playbook(clauses=CLAUSES)
    assert may_stir(mention(**over), heard(), book) is looks


@pytest.mark.parametrize("flag", ["spam", "promotion", "own_echo"])
def test_who_sells_or_echoes_us_stirs_nothing(flag: str) -> None:
    loud = mention(author={"id": "bob", "followers": 1_000_000})
    assert not may_stir(loud, heard("negative", 0.99, flags=(flag,)), playbook(clauses=CLAUSES))


def test_where_no_clause_speaks_of_reach_nobody_has_any() -> None:
    loud = mention(author={"id": "bob", "followers": 1_000_000}, engagement={"reposts": 10_000})
    assert not may_stir(loud, heard(), playbook(clauses=CLAUSES[-1:]))
