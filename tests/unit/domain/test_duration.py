"""Durations as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from earshot.domain.duration import Duration, seconds, spoken, worked


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("45s", 45),
        ("30m", 1_800),
        ("8h", 28_800),
        ("2d", 172_800),
        ("1h30m", 5_400),
        ("1d2h3m4s", 93_784),
        (" 15m ", 900),
        ("0s", 0),
        (90, 90),
    ],
)
def test_a_duration_is_read_as_written(written: str | int, expected: int) -> None:
    assert seconds(written) == expected


@pytest.mark.parametrize(
    "written", ["", "h", "1", "1.5h", "-1h", "30m1h", "1h1h", "1w", "1h 30m", "٣h", "9" * 400 + "s"]
)
def test_what_is_no_duration_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match="write a duration such as 45s, 30m, 8h"):
        seconds(written)


@pytest.mark.parametrize("written", [-1, "367d", 10**12])
def test_a_duration_out_of_range_is_refused(written: str | int) -> None:
    with pytest.raises(ValueError, match="0 s to 366 days"):
        seconds(written)


class Wait(BaseModel):
    time: Duration


def test_a_field_takes_what_people_write_and_holds_seconds() -> None:
    assert Wait.model_validate({"time": "1h30m"}).model_dump() == {"time": 5_400}
    assert Wait.model_validate_json('{"time": 5400}') == Wait(time=5_400)


@pytest.mark.parametrize("wrong", [True, None, 1.5, ["1h"]])
def test_a_field_refuses_other_types(wrong: object) -> None:
    with pytest.raises(ValidationError, match="is not a duration"):
        Wait.model_validate({"time": wrong})


@pytest.mark.parametrize(
    ("total", "expected"),
    [(0, "0 s"), (59, "59 s"), (3_600, "1 h"), (5_400, "1 h 30 min"), (93_784, "1 d 2 h")],
)
def test_a_duration_is_told_in_two_units_at_most(total: int, expected: str) -> None:
    assert spoken(total) == expected


@pytest.mark.parametrize(("total", "expected"), [(129_600, "36 h"), (118_860, "33 h 1 min")])
def test_business_time_is_told_in_hours_since_its_days_are_shorter(
    total: int, expected: str
) -> None:
    assert worked(total) == expected


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_units_add_up(days: int, hours: int, minutes: int, secs: int) -> None:
    total = seconds(f"{days}d{hours}h{minutes}m{secs}s")
    assert total - secs == 60 * (minutes + 60 * (hours + 24 * days))
