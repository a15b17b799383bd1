"""Due steps: never early, never one that has fired already."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earshot.domain.timer import due_step, shards, step_and_shard, step_instant, steps_between

NOON = datetime(2026, 11, 23, 10, 15, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (60, "20261123T101600Z"),
        (60.000001, "20261123T101605Z"),
        (64.999, "20261123T101605Z"),
        (65, "20261123T101605Z"),
    ],
)
def test_a_step_is_the_end_of_the_five_seconds_that_hold_the_instant(
    instant: float, expected: str
) -> None:
    assert due_step(at(instant), now=NOON) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (0, "20261123T101505Z"),
        (2.999999, "20261123T101505Z"),
        (3, "20261123T101510Z"),
        (5, "20261123T101510Z"),
    ],
)
def test_f57_what_is_due_already_gets_the_next_step_beyond_the_margin(
    now: float, expected: str
) -> None:
    assert due_step(at(-3_600), now=at(now)) == expected


def test_other_widths_and_margins_can_be_asked_for() -> None:
    assert due_step(at(61), now=NOON, width_s=60, margin_s=10) == "20261123T101700Z"


def test_the_steps_after_one_instant_and_up_to_another() -> None:
    assert list(steps_between(at(0), at(14))) == ["20261123T101505Z", "20261123T101510Z"]
    assert list(steps_between(at(4), at(5))) == ["20261123T101505Z"]
    assert list(steps_between(at(5), at(5))) == []
    assert list(steps_between(at(9), at(0))) == []


instants = st.integers(0, 10**15).map(
    lambda us: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
)


@given(instants, instants)
def test_p3_a_step_is_never_early_and_at_most_one_width_late(
    instant: datetime, now: datetime
) -> None:
    fires = step_instant(due_step(instant, now=now))
    safe = now + timedelta(seconds=2)
    assert fires >= instant
    assert fires > safe
    assert fires - max(instant, safe) <= timedelta(seconds=5)


@given(instants, st.integers(0, 300))
def test_the_sweep_finds_every_step_that_timers_use(instant: datetime, ago: int) -> None:
    step = due_step(instant, now=instant - timedelta(seconds=ago))
    fires = step_instant(step)
    assert step in list(steps_between(fires - timedelta(seconds=12), fires))


@given(instants)
def test_names_sort_by_time_and_fit_an_execution_name(instant: datetime) -> None:
    step = due_step(instant, now=instant)
    later = due_step(instant + timedelta(seconds=5), now=instant + timedelta(seconds=5))
    assert re.fullmatch(r"\d{8}T\d{6}Z", step)
    assert step < later


def test_a_shard_is_named_after_its_step_and_its_place() -> None:
    names = shards("20261123T101505Z")
    assert (len(set(names)), names[0], names[-1]) == (
        4,
        "20261123T101505Z-00",
        "20261123T101505Z-03",
    )
    assert step_and_shard("20261123T101505Z-03") == ("20261123T101505Z", 3)
    assert step_and_shard("20261123T101505Z") == ("20261123T101505Z", None)
    assert step_and_shard("2026-11-23T10:15:05Z") == ("2026-11-23T10:15:05Z", None)
