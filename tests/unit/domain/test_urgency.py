"""Urgency with context: each signal by itself, together, and what none of them may do."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.domain.decide import decide
from earshot.domain.judgement import Label
from earshot.domain.urgency import UrgencySignals, urgency
from tests.builders import MONDAY_NINE, account, author_record, mention, playbook, understood

RULE = UrgencySignals()
HOUR = timedelta(hours=1)
NORMAL = Label("normal", 0.5, "none")


def label(
    *, said: dict[str, Any] | None = None, after: timedelta = timedelta(), **over: Any
) -> tuple[str, str]:
    context: dict[str, Any] = {
        "author": None,
        "recent": 0,
        "words": NORMAL,
        "relevance": "actionable",
    }
    context |= over
    words = understood(relevance=context["relevance"])._replace(urgency=context["words"])
    found = urgency(
        mention(id="m9", **(said or {})),
        words,
        context["author"],
        MONDAY_NINE + after,
        RULE,
        context["recent"],
    )
    return found.value, found.source


def test_without_a_signal_the_words_decide() -> None:
    assert label() == ("normal", "none")


def test_who_wrote_on_another_matter_this_week_comes_back() -> None:
    assert label(author=author_record()) == ("high", "repeat")


def test_after_a_week_a_new_matter_is_new() -> None:
    long_ago = author_record(opened_at=MONDAY_NINE - timedelta(days=7, seconds=1))
    assert label(author=long_ago) == ("normal", "none")


def test_a_turn_of_the_same_conversation_is_no_repeat() -> None:
    assert label(author=author_record(), said={"root": "m1"}) == ("normal", "none")


def test_private_after_public_is_named_beside_the_repeat() -> None:
    known = author_record(public_at=MONDAY_NINE - HOUR)
    said = {"visibility": "private"}
    assert label(author=known, said=said) == ("high", "repeat+private_after_public")


def test_private_after_private_is_only_a_repeat() -> None:
    said = {"visibility": "private", "root": "conversation-2"}
    assert label(author=author_record(), said=said) == ("high", "repeat")


@pytest.mark.parametrize(
    ("age", "value"),
    [
        (4 * HOUR - timedelta(seconds=1), "normal"),
        (4 * HOUR, "high"),
        (timedelta(days=7), "high"),
        (timedelta(days=7, seconds=1), "normal"),
    ],
)
def test_a_post_waits_from_four_hours_to_a_week(age: timedelta, value: str) -> None:
    assert label(after=age)[0] == value


def test_the_twenty_fifth_of_its_topic_is_a_burst() -> None:
    assert label(recent=24) == ("normal", "none")
    assert label(recent=25) == ("high", "burst")


def test_what_wants_no_answer_is_not_raised() -> None:
    words = Label("low", 0.6, "none")
    for relevance in ("informational", "noise"):
        found = label(relevance=relevance, words=words, author=author_record(), recent=99)
        assert found == ("low", "none")


def test_circumstances_never_make_anything_critical() -> None:
    words = Label("high", 0.7, "risk:legal")
    found = label(words=words, author=author_record(), after=5 * HOUR, recent=99)
    assert found == ("high", "risk:legal+repeat+waiting+burst")


def test_what_the_words_call_critical_stays_so() -> None:
    words = Label("critical", 0.8, "risk:safety")
    assert label(words=words, author=author_record()) == ("critical", "risk:safety+repeat")


def test_a_decision_is_made_by_the_raised_urgency_and_keeps_it() -> None:
    policy = playbook()
    words = understood()._replace(urgency=NORMAL)
    said = mention(id="m9")

    def decided(**over: Any) -> Any:
        known = over.get("author")
        return decide(
            said, words, known, account(), policy, MONDAY_NINE, recent=over.get("recent", 0)
        )

    plain, raised = decided(), decided(author=author_record(), recent=7)
    assert (plain.urgency, plain.recent) == (None, 0)
    assert raised.urgency == Label("high", 0.6, "repeat")
    assert raised.recent == 7
    assert type(raised).from_dict(raised.as_dict()) == raised


def test_a_decision_of_before_knows_neither_urgency_nor_count() -> None:
    decision = decide(mention(), understood(), None, account(), playbook(), MONDAY_NINE)
    old = {k: v for k, v in decision.as_dict().items() if k not in ("urgency", "recent")}
    read = type(decision).from_dict(old)
    assert (read.urgency, read.recent) == (None, 0)
