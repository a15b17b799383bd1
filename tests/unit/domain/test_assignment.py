"""Who gets a case and which case somebody gets, with the reasons."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.agent import AgentRecord, LoadMove, load_moves
from earshot.domain.assignment import (
    capacity_of,
    choose,
    has_room,
    not_back,
    suiting,
    waits,
    weight_of,
)
from earshot.domain.playbook import Assignment
from tests import builders
from tests.builders import MONDAY_NINE, agent, case

SATURDAY = datetime(2026, 3, 7, 12, tzinfo=UTC)
PLAYBOOK = builders.playbook()


def chosen(*roster: AgentRecord, **over: Any) -> str | None:
    found = choose(case(**over), roster, MONDAY_NINE, PLAYBOOK).agent
    return found.name if found else None


def passed(one: AgentRecord, now: datetime = MONDAY_NINE, **over: Any) -> str | None:
    return choose(case(**over), [one], now, PLAYBOOK).passed.get(one.name)


def test_d43_the_least_loaded_for_their_capacity_gets_it() -> None:
    """D43: three of ten is less than two of five."""
    busy, free = agent(name="ada", load=2), agent(name="bob", load=3, capacity=10)
    assert chosen(busy, free) == "bob"


def test_d43_among_equals_who_waited_longest_and_then_the_first_by_name() -> None:
    """D43."""
    early = agent(name="zoe", assigned_at=MONDAY_NINE - timedelta(hours=2))
    late = agent(name="ada", assigned_at=MONDAY_NINE - timedelta(hours=1))
    assert chosen(late, early) == "zoe"
    assert chosen(late, early, agent(name="new")) == "new"
    assert chosen(agent(name="bob"), agent(name="ada")) == "ada"


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"enabled": False}, "disabled"),
        ({"state": "away"}, "away"),
        ({"state": "away", "until": MONDAY_NINE + timedelta(minutes=1)}, "away"),
        ({"teams": ("billing",)}, "other_team"),
        ({"brands": ("zenith",)}, "other_brand"),
        ({"load": 5}, "full"),
        ({"capacity": 0}, "full"),
    ],
)
def test_f43_each_who_is_passed_over_has_a_reason(over: dict[str, Any], why: str) -> None:
    """F43, S20."""
    assert passed(agent(**over)) == why
    assert chosen(agent(**over)) is None


def test_an_absence_ends_at_its_instant() -> None:
    assert chosen(agent(state="away", until=MONDAY_NINE)) == "linus"


def test_s25_nobody_gets_anything_off_shift() -> None:
    """S25, D44."""
    weekdays = agent(shifts="weekdays")
    assert passed(weekdays, MONDAY_NINE) is None
    assert passed(weekdays, SATURDAY) == "off_shift"
    assert passed(agent(shifts="gone"), SATURDAY) is None


def test_s20_the_skills_of_the_case_are_needed() -> None:
    """S20."""
    german = agent(name="uwe", skills=("language:de", "router"), load=4)
    other = agent(name="ada", skills=("router",))
    found = choose(case(skills=("language:de", "router")), [other, german], MONDAY_NINE, PLAYBOOK)
    assert found.agent == german
    assert found.passed == {"ada": "lacks language:de"}


def test_a_skill_that_nobody_of_the_team_has_keeps_no_case_waiting() -> None:
    roster = [agent(name="ada"), agent(name="bill", teams=("billing",), skills=("language:fi",))]
    found = choose(case(skills=("language:fi",)), roster, MONDAY_NINE, PLAYBOOK)
    assert found.agent == roster[0]
    assert found.unmet == ("language:fi",)


def test_a_skill_of_somebody_who_is_away_is_waited_for() -> None:
    roster = [agent(name="ada"), agent(name="aino", skills=("language:fi",), state="away")]
    found = choose(case(skills=("language:fi",)), roster, MONDAY_NINE, PLAYBOOK)
    assert (found.agent, found.unmet) == (None, ())
    assert found.passed == {"aino": "away", "ada": "lacks language:fi"}


def test_d44_who_had_it_last_comes_first_unless_away_off_shift_or_full() -> None:
    """D44."""
    roster = [agent(name="ada"), agent(name="bob", load=4)]
    mine = case(last_agent="bob", skills=("language:de",))
    found = choose(mine, roster, MONDAY_NINE, PLAYBOOK)
    assert (found.agent, found.reason) == (roster[1], "sticky")
    away = [roster[0], agent(name="bob", state="away")]
    assert choose(mine, away, MONDAY_NINE, PLAYBOOK).reason == "least_loaded"
    full = [roster[0], agent(name="bob", load=5)]
    assert choose(mine, full, MONDAY_NINE, PLAYBOOK).agent == roster[0]


def test_who_helped_the_author_before_comes_first_where_the_playbook_is_sticky() -> None:
    roster = [agent(name="ada"), agent(name="bob", load=4)]
    loose = builders.playbook(assignment={"sticky": False})
    assert choose(case(), roster, MONDAY_NINE, PLAYBOOK, last="bob").agent == roster[1]
    assert choose(case(), roster, MONDAY_NINE, loose, last="bob").agent == roster[0]


def test_who_gave_it_back_does_not_get_it_again() -> None:
    assert passed(agent(), declined=("linus",)) == "gave_it_back"


def test_a_case_waits_while_it_is_open_and_nobodys() -> None:
    assert waits(case())
    assert not waits(case(agent="linus"))
    assert not any(waits(case(state=state)) for state in ("pending", "snoozed", "resolved"))


RULE = Assignment.model_validate(
    {
        "capacity": 7,
        "weights": [
            {"act": "escalate", "min_priority": 90, "weight": 4},
            {"private": True, "channel": ["x", "y"], "weight": 2},
            {"topic": "spam", "weight": 0},
        ],
    }
)


@pytest.mark.parametrize(
    ("over", "weight"),
    [
        ({}, 1),
        ({"act": "escalate", "priority": 90}, 4),
        ({"act": "escalate", "priority": 89}, 1),
        ({"act": "escalate", "priority": 95, "private": True, "channel": "x"}, 4),
        ({"private": True, "channel": "y"}, 2),
        ({"private": True, "channel": "z"}, 1),
        ({"private": False, "channel": "x"}, 1),
        ({"topic": "spam"}, 0),
    ],
)
def test_the_first_weighing_that_holds_counts(over: dict[str, Any], weight: int) -> None:
    assert weight_of(case(**over), RULE) == weight


def test_the_playbooks_capacity_is_that_of_who_has_none() -> None:
    assert capacity_of(agent(capacity=None), RULE) == 7
    assert has_room(agent(capacity=None, load=5), 2, RULE)
    assert not has_room(agent(capacity=None, load=6), 2, RULE)


def test_d42_the_next_case_is_the_first_in_the_queue_that_suits_and_fits() -> None:
    """D42: the queue's order is kept, but for what is too much for them."""
    queue = [
        case(id="c1", skills=("language:de",)),
        case(id="c2", declined=("linus",)),
        case(id="c3", act="escalate", priority=99),
        case(id="c4"),
        case(id="c5"),
    ]
    german = agent(name="uwe", skills=("language:de",))

    def ids(who: AgentRecord | None, *others: AgentRecord) -> list[str]:
        return [case.id for case in suiting(who, queue, others, RULE)]

    assert ids(german, german, agent()) == ["c1", "c2", "c3", "c4", "c5"]
    assert ids(agent(), german, agent()) == ["c3", "c4", "c5"]
    assert ids(agent(load=4), german) == ["c4", "c5", "c3"]
    assert ids(agent(load=5), german) == ["c3", "c4", "c5"]
    assert ids(agent(), agent()) == ["c1", "c3", "c4", "c5"]
    assert ids(None, german) == ["c1", "c2", "c3", "c4", "c5"]


def test_d44_a_case_does_not_stay_with_who_is_not_there() -> None:
    """D44."""
    mine = case(agent="linus", weight=1)

    def why(holder: AgentRecord | None, *, returns: bool = False) -> str | None:
        return not_back(mine, holder, SATURDAY, PLAYBOOK, returns=returns)

    assert why(agent()) is None
    assert why(None, returns=True) is None
    assert why(agent(state="away")) == "away"
    assert why(agent(shifts="weekdays")) == "off_shift"
    assert why(agent(load=5)) is None
    assert why(agent(load=5), returns=True) == "full"
    assert why(agent(load=4), returns=True) is None


AT = MONDAY_NINE


def test_i7_loads_follow_the_holder_until_the_case_is_resolved() -> None:
    """I7."""
    free, hers = case(), case(agent="grace", weight=2)
    his, done = case(agent="linus", weight=1), case(agent="grace", weight=2, state="resolved")
    assert load_moves(None, free, at=AT) == ()
    assert load_moves(free, hers, at=AT, limit=5) == (LoadMove("grace", 2, AT, 5),)
    assert load_moves(hers, free, at=AT, limit=5) == (LoadMove("grace", -2, AT),)
    assert set(load_moves(hers, his, at=AT, limit=5)) == {
        LoadMove("grace", -2, AT),
        LoadMove("linus", 1, AT, 5),
    }
    assert load_moves(hers, done, at=AT) == (LoadMove("grace", -2, AT),)
    assert load_moves(done, hers, at=AT, limit=9) == (LoadMove("grace", 2, AT, 9),)
    assert load_moves(hers, case(agent="grace", weight=2, state="pending"), at=AT) == ()
    assert load_moves(free, case(agent="newcomer"), at=AT) == ()


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(0, 30))
def test_f44_loads_of_equals_never_differ_by_more_than_one(gone: list[int], cases: int) -> None:
    """F44: one after the other, and nobody over their capacity."""
    roster = [agent(name=f"a{n}", capacity=max(gone)) for n in range(len(gone))]
    for _ in range(cases):
        found = choose(case(), roster, MONDAY_NINE, PLAYBOOK).agent
        if found is None:
            break
        moved = found.model_copy(update={"load": found.load + 1})
        roster = [moved if one.name == found.name else one for one in roster]
    loads = [one.load for one in roster]
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == min(cases, max(gone) * len(gone))
