"""Keys of a playbook that have no effect where they stand, or name what does not exist."""

from typing import Any

import pytest

from earshot.domain.playbook.checks import findings
from earshot.domain.playbook.languages import unspoken
from earshot.domain.playbook.terms import misfits
from tests.unit.domain.test_playbook import DEFAULT, written


def told(**over: Any) -> list[str]:
    data = written(**over)
    found = [*findings(data), *misfits(data)]
    return [f"{'.'.join(map(str, f.path))}: {f.message}" for f in found]


SITE = {"channel": "generic", "account": "forum"}
LOOK = {"name": "look", "act": "respond"}
IDLE = "has no effect without a label that has to be so sure"
SALE = {"from": "2026-11-27", "to": "2026-11-28", "calendar": "weekdays"}


@pytest.mark.parametrize(
    ("chapters", "finding"),
    [
        (
            {"sites": [{**SITE, "expires_after": "24h"}]},
            "sites.0.expires_after: cases of our own never expire unanswered",
        ),
        (
            {"clauses": [{**DEFAULT, "tier": "own", "expires_after": "24h"}]},
            "clauses.0.expires_after: cases of our own never expire unanswered",
        ),
        (
            {"surges": {"sale": {**SALE, "calendar": "x"}}},
            "surges.sale.calendar: 'x' is no calendar",
        ),
        (
            {"surges": {"sale": {**SALE, "sla_policies": {"standard": "fast"}}}},
            "surges.sale.sla_policies.standard: 'fast' is no SLA policy",
        ),
        (
            {"surges": {"sale": {**SALE, "sla_policies": {"fast": "standard"}}}},
            "surges.sale.sla_policies.fast: 'fast' is no SLA policy",
        ),
        (
            {"clauses": [{"name": "a", "act": "listen", "when": {"during": "sail"}}, DEFAULT]},
            "clauses.0.when.during: 'sail' is no surge",
        ),
        (
            {"clauses": [{"name": "a", "act": "listen", "when": {"intent": []}}, DEFAULT]},
            "clauses.0.when.intent: an empty list holds nothing",
        ),
        (
            {"priority": [{"name": "a", "when": {"topic": []}, "points": 5}]},
            "priority.0.when.topic: an empty list holds nothing",
        ),
        (
            {"assignment": {"weights": [{"weight": 2, "channel": []}]}},
            "assignment.weights.0.channel: an empty list holds nothing",
        ),
        ({"sites": [SITE, {**SITE, "rating": "rant"}]}, "sites.1: generic forum is listed twice"),
        (
            {"teams": {"care": {"name": "C"}, "b c": {"name": "B"}}},
            "teams.b c: 'b c' has a blank, and groups of agents are named by it",
        ),
        (
            {"brands": {"acme": {"display_name": "A"}, "Z Inc": {"display_name": "Z"}}},
            "brands.Z Inc: 'Z Inc' has a blank, and groups of agents are named by it",
        ),
        (
            {"clauses": [{**LOOK, "when": {"unsure": ["relevance", "topic"]}}, DEFAULT]},
            "clauses.0.when.unsure.1: topic is never in doubt: nothing is asked of it",
        ),
        (
            {
                "clauses": [{**LOOK, "unless": {"unsure": "relevance"}}, DEFAULT],
                "classification": {"min_confidence": {"relevance": 0}},
            },
            "clauses.0.unless.unsure: relevance is never in doubt: nothing is asked of it",
        ),
        (
            {"clauses": [{**LOOK, "unless": {"min_confidence": 0.8}}, DEFAULT]},
            f"clauses.0.unless.min_confidence: {IDLE}",
        ),
        (
            {"clauses": [{**LOOK, "when": {"min_confidence": 0.8, "min_cases": 2}}, DEFAULT]},
            f"clauses.0.when.min_confidence: {IDLE}",
        ),
        (
            {"priority": [{"name": "a", "when": {"min_confidence": 0.8}, "points": 5}]},
            f"priority.0.when.min_confidence: {IDLE}",
        ),
        (
            {"clauses": [{**LOOK, "unless": {}}, DEFAULT]},
            "clauses.0.unless: an exception that asks nothing excuses nothing",
        ),
    ],
)
def test_s29_what_has_no_effect_or_no_meaning_is_told(
    chapters: dict[str, Any], finding: str
) -> None:
    assert told(**chapters) == [finding]


@pytest.mark.parametrize(
    "chapters",
    [
        {"sites": [{**SITE, "tier": "outside", "expires_after": "24h"}]},
        {"sites": [{**SITE, "tier": "outside"}]},
        {"clauses": [{**DEFAULT, "expires_after": "24h"}]},
        {"surges": {"sale": {**SALE, "sla_policies": {"standard": "standard"}}}},
        {
            "clauses": [{**LOOK, "when": {"unsure": ["relevance", "topic"]}}, DEFAULT],
            "classification": {"min_confidence": {"topic": 0.3}},
        },
        {"clauses": [{**LOOK, "unless": {"language": "de", "min_confidence": 0.8}}, DEFAULT]},
        {"clauses": [{**LOOK, "when": {}}, DEFAULT]},
    ],
)
def test_what_makes_sense_is_let_be(chapters: dict[str, Any]) -> None:
    assert told(**chapters) == []


def test_a_confidence_of_nothing_is_told_what_to_add() -> None:
    data = written(clauses=[{**LOOK, "unless": {"min_confidence": 0.8}}, DEFAULT])
    (found,) = misfits(data)
    labels = "relevance, topic, intent, sentiment, urgency, language"
    assert found.hint == f"add one of {labels} beside it, or remove it"


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("DE", "de"),
        ("de-DE", "de"),
        ("pt_br", "pt"),
        ("german", "de"),
        ("Germn", "de"),
        ("deu", "de"),
        ("Español", "es"),
        ("jp", "ja"),
    ],
)
def test_a_language_is_written_as_mentions_have_it(code: str, meant: str) -> None:
    (found,) = unspoken({"clauses": [{"unless": {"language": code}}]})
    assert found.hint == f"did you mean {meant!r}?"


@pytest.mark.parametrize("code", ["klingon", "xx", "", "e n"])
def test_a_language_that_is_none_is_told_what_to_write(code: str) -> None:
    (found,) = unspoken({"templates": {"hello": {"languages": {code: "Hi"}}}})
    assert found.hint == "write two letters, as 'de' or 'en'"


@pytest.mark.parametrize("code", ["de", "und", "yue", "gsw", "zu"])
def test_a_language_that_a_mention_can_have_is_let_be(code: str) -> None:
    assert list(unspoken({"clauses": [{"when": {"language": [code]}}]})) == []
