"""What the reckoned figures are made of: alerts on a slow store, and a day told again."""

from datetime import timedelta

import pytest

from local.bench import simulated, timers
from local.bench.timers import BEGIN, WAKES_S, Told


def test_each_of_a_crowd_is_alerted_later_than_the_one_before() -> None:
    told = timers.played(0.0, case_s=0.5, number=3)
    warned, broken = BEGIN + timedelta(minutes=10), BEGIN + timedelta(minutes=15)
    # Both lie a microsecond behind a step, so that five seconds are lost before anything runs.
    first = timedelta(seconds=5 + WAKES_S, microseconds=-1)
    assert told == [
        Told(at, at + first + timedelta(seconds=0.5 * place))
        for at in (warned, broken)
        for place in (1, 2, 3)
    ]


def test_a_crowd_is_worked_off_by_as_many_functions_as_it_has_shares(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timers, "ALONE", 50)
    told = timers.played(0.0, case_s=0.5, number=51)
    # Told one after another they would be 32 seconds late: 5 for the step, 1.5 to wake, 25.5.
    # Each shard is started and woken too, and the fullest has 18 of them.
    assert len(told) == 102
    assert timers.latest(told) == 5 + 1.5 + 0.2 + 1.5 + 18 * 0.5


def test_a_partition_of_the_table_takes_five_hundred_cases_a_second() -> None:
    at_once = [Told(BEGIN, BEGIN + timedelta(seconds=3)) for _ in range(1_001)]
    assert timers.latest(timers.paced(at_once)) == 5.0


def test_a_case_is_measured_on_the_real_store() -> None:
    assert timers.cpu_of_a_case() > 0


def test_a_day_told_again_is_of_other_posts_in_the_same_threads() -> None:
    event = {"id": "m2", "in_reply_to": "m1", "root": None, "author": {"id": "ada"}, "text": "?"}
    assert simulated.renamed(event, 3) == {
        "id": "m2-3",
        "in_reply_to": "m1-3",
        "root": None,
        "author": {"id": "ada-3"},
        "text": "?",
    }
