"""What an account costs is summed by month and day, and stops before its budget is passed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from earshot.domain.spending import Budget, Spending

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
STEPS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 300)), max_size=40)


def test_steps_are_summed_and_the_dearest_is_remembered() -> None:
    spent = Spending().plus(0.05, 3, NOW).plus(0.20, 1, NOW)
    assert (spent.usd_micros, spent.units) == (250_000, 4)
    assert (spent.dearest_usd_micros, spent.dearest_units) == (200_000, 3)


def test_a_new_day_and_a_new_month_begin_at_nothing_by_utc() -> None:
    spent = Spending().plus(0.05, 3, datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    midnight = datetime(2026, 12, 1, tzinfo=UTC)
    assert spent.at(midnight) == Spending(
        month="2026-12", day="2026-12-01", dearest_usd_micros=50_000, dearest_units=3
    )
    tomorrow = Spending().plus(0.05, 3, NOW).at(NOW + timedelta(days=1))
    assert (tomorrow.usd_micros, tomorrow.units) == (50_000, 0)


def test_without_a_budget_everything_is_allowed() -> None:
    assert Spending().plus(1e6, 10**9, NOW).allows_more(None, Spending(), NOW)


def test_a_step_as_dear_as_the_dearest_has_to_fit() -> None:
    budget, spent = Budget(units_per_day=10), Spending().plus(0, 4, NOW)
    assert spent.allows_more(budget, Spending(), NOW)
    assert not spent.plus(0, 3, NOW).allows_more(budget, Spending(), NOW)
    assert spent.plus(0, 3, NOW).allows_more(budget, Spending(), NOW + timedelta(days=1))


def test_what_answering_cost_counts_too() -> None:
    budget = Budget(usd_per_month=1)
    replies = Spending().plus(0.9, 0, NOW)
    assert Spending().allows_more(budget, replies, NOW)
    assert not Spending().plus(0.1, 0, NOW).allows_more(budget, replies, NOW)


@given(STEPS, st.integers(1, 2000), st.integers(1, 2000))
def test_a_budget_is_never_passed_by_more_than_a_step_dearer_than_any_before(
    steps: list[tuple[int, int]], cents: int, units: int
) -> None:
    budget, spent = Budget(usd_per_month=cents / 100, units_per_day=units), Spending()
    for cost, taken in steps:
        before = spent
        if not spent.allows_more(budget, Spending(), NOW):
            break
        spent = spent.plus(cost / 100, taken, NOW)
        if taken <= before.dearest_units:
            assert spent.units <= units
        if cost * 10_000 <= before.dearest_usd_micros:
            assert spent.usd_micros <= cents * 10_000


@pytest.mark.parametrize("wrong", [{"usd_per_month": 0}, {"units_per_day": -1}, {"usd": 5}])
def test_a_budget_is_positive_and_spelt_right(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Budget.model_validate(wrong)
