"""Reach, history, surges and tiers in a decision."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.decide import decide
from earshot.domain.grouping import remember
from earshot.domain.judgement import Decision, Skipped
from earshot.domain.records import AuthorRecord
from tests.builders import MONDAY_NINE, account, author_record, mention, playbook, understood
from tests.unit.domain.test_decide import decided

OUT = {"channel": "generic", "account": "acmehelp", "rating": "independent", "tier": "outside"}
STANDARD = {"calendar": "weekdays", "first_response": {"within": "1h"}}
POLICIES = {"sla_policies": {"standard": STANDARD, "sale": STANDARD}}


def passed_on(reposts: int, minutes: int) -> Any:
    created_at = MONDAY_NINE - timedelta(minutes=minutes)
    return mention(created_at=created_at, engagement={"reposts": reposts})


@pytest.mark.parametrize(
    ("reposts", "minutes", "holds"),
    [(50, 60, True), (49, 60, False), (50, 5, True), (49, 5, False), (100, 121, False)],
)
def test_s21_speed_is_reposts_by_the_hour_of_which_the_first_counts_whole(
    reposts: int, minutes: int, holds: bool
) -> None:
    found = decided({"when": {"min_reposts_per_hour": 50}}, said=passed_on(reposts, minutes))
    assert (found.clause == "c0") is holds


@pytest.mark.parametrize(
    ("author", "holds"),
    [
        (None, False),
        (author_record(cases=1, opened_at=MONDAY_NINE - timedelta(days=180)), True),
        (author_record(cases=1, opened_at=MONDAY_NINE - timedelta(days=179)), False),
        (author_record(cases=2, opened_at=MONDAY_NINE - timedelta(days=400)), False),
        (author_record(cases=2, since=MONDAY_NINE - timedelta(days=200)), True),
    ],
)
def test_s14_a_customer_is_known_since_their_first_case_where_that_is_known(
    author: AuthorRecord | None, holds: bool
) -> None:
    assert (decided({"when": {"known_for": "180d"}}, author=author).clause == "c0") is holds


def test_s14_the_time_of_the_first_case_is_kept_when_the_second_is_opened() -> None:
    where = ("generic", "acmehelp", "ada")
    first = remember(None, *where, thread="m1", case_id="c1", at=MONDAY_NINE)
    assert (first.since, first.known_since) == (None, MONDAY_NINE)
    later = MONDAY_NINE + timedelta(days=200)
    second = remember(first, *where, thread="m2", case_id="c2", at=later)
    third = remember(second, *where, thread="m3", case_id="c3", at=later)
    assert [r.known_since for r in (second, third)] == [MONDAY_NINE, MONDAY_NINE]


def on_sale(first: str, last: str, explain: bool = False, **when: Any) -> Decision:
    sale = {
        "from": first,
        "to": last,
        "calendar": "weekdays",
        "sla_policies": {"standard": "sale"},
    }
    return decided(
        {"when": when, "sla_policy": "standard"}, surges={"sale": sale}, explain=explain, **POLICIES
    )


@pytest.mark.parametrize(
    ("first", "last", "policy"),
    [
        ("2026-03-02", "2026-03-02", "sale"),
        ("2026-03-01", "2026-03-05", "sale"),
        ("2026-03-03", "2026-03-05", "standard"),
        ("2026-02-20", "2026-03-01", "standard"),
    ],
)
def test_s16_a_surge_promises_otherwise_and_lapses_by_itself(
    first: str, last: str, policy: str
) -> None:
    assert on_sale(first, last).sla_policy == policy


def test_s16_a_clause_may_hold_during_a_surge_only() -> None:
    assert on_sale("2026-03-02", "2026-03-02", during="sale").clause == "c0"
    assert on_sale("2026-03-03", "2026-03-03", during="sale").clause == "default"


def test_s16_what_a_surge_changed_is_told() -> None:
    found = on_sale("2026-03-02", "2026-03-02", explain=True)
    assert found.skipped == (Skipped("c0", "standard became sale: a surge is on"),)


def test_s22_a_place_is_outside_unless_the_clause_says_otherwise() -> None:
    site = {**OUT, "expires_after": "24h"}
    plain, danger = decided({}, sites=[site]), decided({"tier": "own"}, sites=[site])
    sooner = decided({"expires_after": "2h"}, sites=[site])
    assert (plain.tier, plain.expires_after) == ("outside", 86_400)
    assert (danger.tier, danger.expires_after) == ("own", None)
    assert (sooner.tier, sooner.expires_after) == ("outside", 7_200)
    assert (decided({}).tier, decided({"tier": "outside"}).tier) == ("own", "outside")


POINTS = st.integers(-100, 100)
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "min_followers": st.integers(1, 200_000),
        "min_reposts": st.integers(1, 500),
        "min_reposts_per_hour": st.integers(1, 500),
        "min_cases": st.integers(1, 5),
        "known_for": st.sampled_from(["1d", "90d"]),
        "sentiment": st.sampled_from(["negative", "positive"]),
        "visibility": st.sampled_from(["public", "private"]),
        "during": st.just("sale"),
    },
)


@given(
    own=st.dictionaries(st.sampled_from(["a", "b", "c"]), POINTS, max_size=3),
    factors=st.lists(st.tuples(CONDITIONS, POINTS), max_size=6),
    followers=st.none() | st.integers(0, 10**7),
    reposts=st.none() | st.integers(0, 10**5),
    cases=st.integers(0, 9),
)
def test_s21_the_named_factors_sum_to_the_priority_whatever_the_playbook_and_the_mention(
    own: dict[str, int],
    factors: list[tuple[dict[str, Any], int]],
    followers: int | None,
    reposts: int | None,
    cases: int,
) -> None:
    surge = {"from": "2026-03-01", "to": "2026-03-31", "calendar": "weekdays"}
    policy = playbook(
        clauses=[{"name": "default", "act": "respond", "team": "care", "priority": own}],
        priority=[{"name": f"f{n}", "when": w, "points": p} for n, (w, p) in enumerate(factors)],
        surges={"sale": surge},
    )
    said = mention(author={"id": "a", "followers": followers}, engagement={"reposts": reposts})
    author = author_record(cases=cases) if cases else None
    found = decide(said, understood(), author, account(), policy, MONDAY_NINE)
    assert found.priority == sum(points for _, points in found.factors)
    assert 0 <= found.priority <= 100
    names = [name for name, _ in found.factors]
    assert len(names) == len(set(names))
    assert set(names) <= {*own, *(f"f{n}" for n in range(len(factors))), "cap"}


@given(
    followers=st.none() | st.integers(0, 40),
    reposts=st.none() | st.integers(0, 40),
    asked=st.lists(
        st.dictionaries(
            st.sampled_from(["min_followers", "min_reposts", "min_reposts_per_hour"]),
            st.integers(1, 40),
        ),
        max_size=5,
    ),
)
def test_what_two_clauses_ask_for_is_not_mixed_up(
    followers: int | None, reposts: int | None, asked: list[dict[str, int]]
) -> None:
    said = mention(
        created_at=MONDAY_NINE - timedelta(hours=2),
        author={"id": "ada", "followers": followers},
        engagement={"reposts": reposts},
    )
    found = decided(*({"when": when} for when in asked), said=said)
    has = {
        "min_followers": followers or 0,
        "min_reposts": reposts or 0,
        "min_reposts_per_hour": (reposts or 0) / 2,
    }
    holding = [
        f"c{n}" for n, when in enumerate(asked) if all(has[k] >= least for k, least in when.items())
    ]
    assert found.clause == (holding[0] if holding else "default")
