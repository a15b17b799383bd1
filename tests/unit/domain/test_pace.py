"""Turns of an account, as arithmetic."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.pace import Gate, Pace
from tests.builders import MONDAY_NINE

ONE_BY_ONE = Pace(sends=1, within=60)
GATE = Gate(channel="x", account="acme")


def turns(pace: Pace, asked: list[int]) -> list[int]:
    """In seconds after nine, for those who ask at these seconds."""
    gate, found = GATE, []
    for second in asked:
        at, gate = gate.take(pace, MONDAY_NINE + timedelta(seconds=second))
        found.append(int((at - MONDAY_NINE).total_seconds()))
    return found


def test_a_full_bucket_lets_all_its_turns_go_at_once_and_then_one_by_one() -> None:
    assert turns(Pace(sends=3, within=30), [0, 0, 0, 0, 0]) == [0, 0, 0, 10, 20]


def test_turns_come_back_with_time_and_never_more_than_there_are() -> None:
    assert turns(Pace(sends=3, within=30), [0, 0, 0, 10, 600, 600, 600, 600]) == [
        0,
        0,
        0,
        10,
        600,
        600,
        600,
        610,
    ]


def test_a_pause_comes_before_every_turn_and_is_never_cut_short() -> None:
    until = MONDAY_NINE + timedelta(minutes=5)
    paused = GATE.closed(until)
    assert paused is not None
    assert paused.closed(until - timedelta(minutes=1)) is None
    first, after = paused.take(ONE_BY_ONE, MONDAY_NINE)
    second, _ = after.take(ONE_BY_ONE, MONDAY_NINE)
    assert (first, second) == (until, until + timedelta(minutes=1))


@given(
    sends=st.integers(1, 20),
    within=st.integers(1, 3600),
    asked=st.lists(st.integers(0, 7200), min_size=1, max_size=60).map(sorted),
)
def test_no_turn_is_early_and_no_window_has_more_than_twice_the_turns(
    sends: int, within: int, asked: list[int]
) -> None:
    gate, found = GATE, []
    for second in asked:
        now = MONDAY_NINE + timedelta(seconds=second)
        at, gate = gate.take(Pace(sends=sends, within=within), now)
        assert at >= now
        found.append(at)
    assert found == sorted(found)
    for start in found:
        inside = [at for at in found if start <= at < start + timedelta(seconds=within)]
        assert len(inside) < 2 * sends + 1
