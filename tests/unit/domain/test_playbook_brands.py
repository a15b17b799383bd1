"""Teams that work for one brand only, and where mentions of another could come to them."""

from typing import Any

import pytest

from earshot.domain.playbook.brands import strays

ZETA = "'zcare' works for zeta only, and mentions of acme can come to it"
RESPOND = {"name": "a", "act": "respond"}
DEFAULT = {"name": "default", "act": "respond", "team": "care"}


def told(*clauses: Any, topics: Any = None, teams: Any = None) -> list[str]:
    """What is found where zcare works for zeta only."""
    data: dict[str, Any] = {
        "brands": {"acme": {}, "zeta": {}},
        "teams": teams or {"care": {}, "zcare": {"brand": "zeta"}},
        "taxonomy": {"topics": topics or {}},
        "clauses": list(clauses),
    }
    return [f"{'.'.join(map(str, f.path))}: {f.message}" for f in strays(data)]


@pytest.mark.parametrize(
    "narrowing",
    [
        {"when": {"brand": "zeta"}},
        {"when": {"brand": ["zeta"], "topic": "billing"}},
        {"unless": {"brand": "acme"}},
        {"when": {"topic": "billing"}, "unless": {"brand": ["acme"]}},
        {"when": {"brand": ["acme", "zeta"]}, "unless": {"brand": "acme"}},
    ],
)
def test_a_clause_for_the_team_s_brand_alone_may_name_it(narrowing: dict[str, Any]) -> None:
    assert told(RESPOND | {"team": "zcare"} | narrowing, DEFAULT) == []


@pytest.mark.parametrize(
    "narrowing",
    [
        {},
        {"when": {"topic": "billing"}},
        {"when": {"brand": ["acme", "zeta"]}},
        {"unless": {"brand": "acme", "topic": "billing"}},
        {"unless": {"brand": "zeta"}},
    ],
)
def test_a_clause_that_another_brand_can_reach_may_not(narrowing: dict[str, Any]) -> None:
    clause = RESPOND | {"team": "zcare"} | narrowing
    assert told(clause, DEFAULT) == [f"clauses.0.team: {ZETA}"]


def test_the_default_clause_takes_what_earlier_ones_leave() -> None:
    default = DEFAULT | {"team": "zcare"}
    acme = RESPOND | {"team": "care", "when": {"brand": "acme"}}
    some = RESPOND | {"team": "care", "when": {"brand": "acme", "intent": "complaint"}}
    assert told(default) == [f"clauses.0.team: {ZETA}"]
    assert told(some, default) == [f"clauses.1.team: {ZETA}"]
    assert told(acme, default) == []


def test_a_topic_s_team_gets_what_clauses_without_a_team_take() -> None:
    topics = {"billing": {"team": "zcare"}, "technical": {"team": "care"}}
    assert told(RESPOND, RESPOND, DEFAULT, topics=topics) == [
        f"taxonomy.topics.billing.team: {ZETA}"
    ]
    of_zeta = RESPOND | {"when": {"brand": "zeta"}}
    technical = RESPOND | {"when": {"topic": "technical"}}
    assert told(of_zeta, technical, DEFAULT, topics=topics) == []


def test_the_default_team_gets_topics_that_have_none() -> None:
    acme = RESPOND | {"name": "rest", "when": {"brand": "acme"}, "team": "care"}
    default = DEFAULT | {"team": "zcare"}
    asked = RESPOND | {"when": {"intent": "question"}}
    assert told(asked, acme, default) == [f"clauses.0: {ZETA}"]
    assert told(asked | {"when": {"topic": "billing"}}, acme, default, topics={"billing": {}}) == [
        f"clauses.0: {ZETA}"
    ]


@pytest.mark.parametrize("clauses", [[], [None], ["a", 5], [{"when": 5, "unless": [], "team": 7}]])
def test_data_of_the_wrong_form_is_passed_over(clauses: list[Any]) -> None:
    assert told(*clauses) == []
