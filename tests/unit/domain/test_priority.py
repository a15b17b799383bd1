"""Priorities: named points that always sum."""

from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.judgement import Factor
from earshot.domain.priority import total

FACTORS = st.lists(
    st.builds(Factor, st.sampled_from(["reach", "angry", "back"]), st.integers(-100, 100))
)


def test_s21_points_are_added_and_named() -> None:
    factors = [Factor("complaint", 30), Factor("reach", 10)]
    assert total(factors) == (40, (Factor("complaint", 30), Factor("reach", 10)))


def test_s21_what_is_over_a_hundred_is_cut_off_by_name() -> None:
    assert total([Factor("danger", 90), Factor("reach", 30)]) == (
        100,
        (Factor("danger", 90), Factor("reach", 30), Factor("cap", -20)),
    )


def test_nothing_is_less_urgent_than_zero() -> None:
    assert total([Factor("elsewhere", -10)]) == (0, (Factor("elsewhere", -10), Factor("cap", 10)))


@given(FACTORS)
def test_s21_the_factors_sum_to_the_priority(factors: list[Factor]) -> None:
    priority, named = total(factors)
    assert priority == sum(factor.points for factor in named)
    assert 0 <= priority <= 100
