"""What the default playbook makes of reach and of loyalty."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from earshot.config import load_playbook
from earshot.domain.classify import classify
from earshot.domain.decide import decide
from earshot.domain.judgement import Decision, Label, Relevance
from earshot.domain.playbook import Playbook
from earshot.domain.records import AuthorRecord
from tests import builders

SHIPPED = Path(__file__).parents[3] / "config" / "playbook.yaml"
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
BROKEN = "@acmehelp my lamp is broken again, this is terrible"
QUESTION = "@acmehelp which spare bulb fits the lamp?"


@cache
def shipped() -> Playbook:
    return load_playbook(SHIPPED)


def decided(text: str, known: AuthorRecord | None = None, **over: Any) -> Decision:
    mention = builders.mention(text=text, created_at=NOON - timedelta(minutes=5), **over)
    understood = classify(mention, shipped())
    return decide(mention, understood, known, builders.account(), shipped(), NOON)


def labelled(text: str, relevance: Relevance, intent: str) -> Decision:
    """What is decided of words that are understood like this, whatever the weights say."""
    mention = builders.mention(text=f"@acmehelp {text}", created_at=NOON)
    understood = classify(mention, shipped())._replace(
        relevance=Label(relevance, 0.5, "test"), intent=Label(intent, 0.5, "test")
    )
    return decide(mention, understood, None, builders.account(), shipped(), NOON)


def factors(decision: Decision) -> dict[str, int]:
    return {factor.name: factor.points for factor in decision.factors}


def by(followers: int) -> dict[str, Any]:
    return {"author": {"id": "ada", "handle": "ada", "followers": followers}}


def test_s21_a_complaint_that_many_read_is_a_chance_to_win_people_back() -> None:
    plain, read = decided(BROKEN, **by(9_999)), decided(BROKEN, **by(10_000))
    assert "recovery" not in factors(plain)
    assert factors(read)["recovery"] == 15
    assert read.priority > plain.priority
    assert "recovery" not in factors(decided(QUESTION, **by(10_000)))


@pytest.mark.parametrize(("days", "loyal"), [(179, False), (180, True)])
def test_s14_a_complaint_of_a_customer_who_stayed_is_one_too(days: int, loyal: bool) -> None:
    known = builders.author_record(cases=3, since=NOON - timedelta(days=days))
    assert ("recovery-loyal" in factors(decided(BROKEN, known))) is loyal


def test_s21_speed_and_reach_are_named_in_the_priority() -> None:
    told = factors(decided(BROKEN, engagement={"reposts": 60}, **by(100_000)))
    assert {"reach-10k", "reach-100k", "spreading", "spreading-fast"} <= told.keys()


@pytest.mark.parametrize(
    ("over", "clause", "act"),
    [
        ({}, "peer-first", "hold"),
        ({"engagement": {"reposts": 19}}, "peer-first", "hold"),
        ({"engagement": {"reposts": 20}}, "question-that-spreads", "respond"),
        (by(10_000), "question-with-reach", "respond"),
    ],
)
def test_s32_a_question_is_left_to_peers_unless_many_read_it(
    over: dict[str, Any], clause: str, act: str
) -> None:
    decision = decided(QUESTION, **over)
    assert (decision.clause, decision.act) == (clause, act)


@pytest.mark.parametrize(
    ("text", "relevance", "intent", "clause"),
    [
        ("thanks, the parcel is not here though", "actionable", "praise", "thanks-and-asks"),
        ("I love it, does the warranty cover the lid", "actionable", "praise", "thanks-and-asks"),
        ("Thanks for nothing, still waiting", "informational", "praise", "thanks-but"),
        ("Thanks but I still have not got it", "informational", "praise", "thanks-but"),
        ("danke, das Paket ist noch nicht da", "informational", "praise", "thanks-but"),
        ("why was there a login from elsewhere?", "actionable", "other", "question"),
    ],
)
def test_thanks_with_a_wish_and_a_wish_of_no_known_kind_are_answered(
    text: str, relevance: Relevance, intent: str, clause: str
) -> None:
    decision = labelled(text, relevance, intent)
    assert (decision.clause, decision.act) == (clause, "respond")


@pytest.mark.parametrize(
    "text",
    [
        "such butter, thank you",
        "still smiling, thank you",
        "I have nothing but praise for you, best service ever",
        "Last but not least: thanks for the great support!",
        "I had my doubts but you were brilliant, love it",
        "Merci beaucoup, ma fille adore sa nouvelle lampe!",
        "Obrigado, mais uma vez um atendimento maravilhoso!",
        "Gracias, mi hija ama su lámpara nueva, excelente servicio!",
    ],
)
def test_thanks_that_ask_for_nothing_go_to_marketing(text: str) -> None:
    decision = labelled(text, "informational", "praise")
    assert (decision.clause, decision.act) == ("praise", "amplify")


def test_d07_a_broken_promise_climbs_from_the_agent_to_management() -> None:
    assert [(page.rung, page.contact, page.holder, page.after) for page in shipped().ladder] == [
        (1, "agent", True, 0),
        (2, "team lead", False, 900),
        (3, "supervisor on duty", False, 1800),
        (4, "management", False, 3600),
    ]
