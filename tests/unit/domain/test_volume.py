"""An account is silent when it hears far less than at these hours of other weeks."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.changes import hour_of
from earshot.domain.volume import is_silent, windows

NOW = datetime(2026, 11, 26, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def heard(per_hour: int, *, now_per_hour: int, weeks: int = 4, hours: int = 24) -> dict[str, int]:
    """So many in each of these hours of the weeks before, and so many in those of today."""
    received = {}
    for week in range(weeks + 1):
        for back in range(1, hours + 1):
            at = NOW - timedelta(weeks=week) - back * HOUR
            received[hour_of(at)] = per_hour if week else now_per_hour
    return received


def test_an_account_that_hears_nothing_where_it_heard_ten_an_hour_is_silent() -> None:
    assert is_silent(heard(10, now_per_hour=0), NOW)


def test_a_fifth_of_the_usual_is_quiet_and_not_silent() -> None:
    assert not is_silent(heard(10, now_per_hour=2), NOW)


def test_too_little_traffic_is_never_silence() -> None:
    few = heard(1, now_per_hour=0, hours=19)
    assert sum(few.values()) == 4 * 19
    assert not is_silent(few, NOW)
    assert is_silent(heard(1, now_per_hour=0, hours=24), NOW)


def test_three_hours_are_enough_where_much_comes_in() -> None:
    received = heard(40, now_per_hour=40)
    received |= {hour_of(NOW - back * HOUR): 0 for back in (1, 2, 3)}
    assert is_silent(received, NOW)


def test_the_hour_that_is_not_over_says_nothing() -> None:
    received = heard(40, now_per_hour=40)
    received[hour_of(NOW)] = 0
    assert not is_silent(received, NOW)


def test_a_new_account_has_no_usual_yet_and_one_odd_week_changes_nothing() -> None:
    assert not is_silent(heard(50, now_per_hour=0, weeks=1), NOW)
    odd = heard(1, now_per_hour=1, hours=10)
    odd |= {hour_of(NOW - timedelta(weeks=2) - back * HOUR): 1000 for back in range(1, 25)}
    assert not is_silent(odd, NOW)


def test_what_has_to_be_read_is_the_last_day_of_five_weeks() -> None:
    assert [(w.since, w.until) for w in windows(NOW)] == [
        ("2026-11-25T12", "2026-11-26T11"),
        ("2026-11-18T12", "2026-11-19T11"),
        ("2026-11-11T12", "2026-11-12T11"),
        ("2026-11-04T12", "2026-11-05T11"),
        ("2026-10-28T12", "2026-10-29T11"),
    ]


@given(st.integers(0, 60), st.integers(0, 60))
def test_more_is_never_more_silent(usual: int, today: int) -> None:
    if not is_silent(heard(usual, now_per_hour=today), NOW):
        assert not is_silent(heard(usual, now_per_hour=today + 1), NOW)
