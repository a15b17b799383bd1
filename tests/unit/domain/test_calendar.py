"""Business hours: golden cases, validation, and what must hold of any calendar."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from earshot.domain.calendar import ROUND_THE_CLOCK, WEEKDAYS, Calendar
from earshot.errors import Malformed
from tests.builders import weekdays

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def calendar(**over: Any) -> Calendar:
    fields: dict[str, Any] = {"time_zone": "Europe/Berlin"}
    return weekdays(**fields | over)


def test_d01_an_hour_from_friday_half_past_four_ends_on_monday_at_half_past_nine() -> None:
    assert calendar().add(berlin("2026-11-20T16:30"), HOUR) == berlin("2026-11-23T09:30")


def test_an_hour_that_ends_at_closing_time_ends_today_and_not_at_the_next_opening() -> None:
    assert calendar().add(berlin("2026-11-20T16:00"), HOUR) == berlin("2026-11-20T17:00")


def test_time_before_opening_does_not_count() -> None:
    assert calendar().add(berlin("2026-11-23T03:00"), 60) == berlin("2026-11-23T09:01")


def test_nothing_to_wait_for_is_now_even_when_closed() -> None:
    assert calendar().add(berlin("2026-11-22T12:00"), 0) == berlin("2026-11-22T12:00")


def test_d02_the_lunch_break_does_not_count() -> None:
    lunch = calendar(weekly={"mon": ["13:00-17:30", "09:00-12:00"]})
    assert lunch.add(berlin("2026-11-23T11:30"), HOUR) == berlin("2026-11-23T13:30")
    assert lunch.between(berlin("2026-11-23T09:00"), berlin("2026-11-23T18:00")) == 27_000
    assert not lunch.is_open(berlin("2026-11-23T12:30"))


def test_d03_holidays_are_closed() -> None:
    christmas = calendar(holidays=["2026-12-25"])
    assert christmas.add(berlin("2026-12-24T16:30"), HOUR) == berlin("2026-12-28T09:30")


def test_d03_an_override_makes_a_half_day_and_a_shutdown() -> None:
    december = calendar(
        overrides=[
            {"from": "2026-12-24", "to": "2026-12-24", "periods": ["09:00-12:00"]},
            {"from": "2026-12-28", "to": "2026-12-31"},
        ],
        holidays=["2026-12-25", "2027-01-01"],
    )
    assert december.add(berlin("2026-12-24T11:30"), HOUR) == berlin("2027-01-04T09:30")


def test_s16_an_override_opens_days_that_are_closed_otherwise_holidays_included() -> None:
    event = calendar(
        overrides=[{"from": "2026-12-25", "to": "2026-12-27", "periods": ["00:00-24:00"]}],
        holidays=["2026-12-25"],
    )
    assert event.add(berlin("2026-12-24T16:30"), HOUR) == berlin("2026-12-25T00:30")
    assert event.between(berlin("2026-12-25T00:00"), berlin("2026-12-28T00:00")) == 72 * HOUR


def test_f56_hours_cross_midnight_as_two_periods_without_a_seam() -> None:
    night = calendar(weekly={"friday": ["22:00-24:00"], "saturday": ["00:00-06:00"]})
    assert night.add(berlin("2026-11-20T23:30"), HOUR) == berlin("2026-11-21T00:30")
    assert night.intervals(berlin("2026-11-20T00:00"), berlin("2026-11-22T00:00")) == [
        (berlin("2026-11-20T22:00"), berlin("2026-11-21T06:00"))
    ]


NIGHTS = calendar(weekly={"friday": ["22:00-06:00"], "sunday": ["20:00-02:00"]})


def test_f56_a_period_over_midnight_is_open_on_both_days() -> None:
    assert NIGHTS.add(berlin("2026-11-20T23:30"), HOUR) == berlin("2026-11-21T00:30")
    assert NIGHTS.intervals(berlin("2026-11-20T00:00"), berlin("2026-11-24T00:00")) == [
        (berlin("2026-11-20T22:00"), berlin("2026-11-21T06:00")),
        (berlin("2026-11-22T20:00"), berlin("2026-11-23T02:00")),
    ]
    assert not NIGHTS.is_open(berlin("2026-11-20T03:00"))
    assert Calendar.model_validate_json(NIGHTS.model_dump_json()) == NIGHTS


def test_f56_a_period_that_ends_at_midnight_may_say_so_either_way() -> None:
    written = calendar(weekly={"monday": "18:00-00:00"})
    assert written.weekly["monday"] == ("18:00-24:00",)


def test_f56_every_night_of_the_week_leaves_no_gap() -> None:
    always = Calendar(
        time_zone="Europe/Berlin", weekly=dict.fromkeys(WEEKDAYS, ("06:00-22:00", "22:00-06:00"))
    )
    assert always.always_open


def test_f56_a_holiday_closes_from_midnight_and_ends_the_night_before_it() -> None:
    saint = calendar(weekly={"friday": ["22:00-06:00"]}, holidays=["2026-11-21"])
    assert saint.intervals(berlin("2026-11-20T00:00"), berlin("2026-11-23T00:00")) == [
        (berlin("2026-11-20T22:00"), berlin("2026-11-21T00:00"))
    ]


def test_d03_f56_the_night_of_a_holiday_or_an_override_does_not_run_on_as_in_other_weeks() -> None:
    weekly = {"friday": ["22:00-06:00"], "saturday": ["10:00-12:00"]}
    saturday = (berlin("2026-11-21T10:00"), berlin("2026-11-21T12:00"))
    days = berlin("2026-11-20T00:00"), berlin("2026-11-23T00:00")
    closed = calendar(weekly=weekly, holidays=["2026-11-20"])
    assert closed.intervals(*days) == [saturday]
    early = {"from": "2026-11-20", "to": "2026-11-20", "periods": ["20:00-02:00"]}
    assert calendar(weekly=weekly, overrides=[early]).intervals(*days) == [
        (berlin("2026-11-20T20:00"), berlin("2026-11-21T02:00")),
        saturday,
    ]


def test_d03_f56_a_dated_override_may_run_over_midnight_into_an_ordinary_day() -> None:
    sale = calendar(
        overrides=[{"from": "2026-11-26", "to": "2026-11-27", "periods": ["20:00-02:00"]}]
    )
    assert sale.intervals(berlin("2026-11-26T00:00"), berlin("2026-11-30T17:00")) == [
        (berlin("2026-11-26T20:00"), berlin("2026-11-27T02:00")),
        (berlin("2026-11-27T20:00"), berlin("2026-11-28T02:00")),
        (berlin("2026-11-30T09:00"), berlin("2026-11-30T17:00")),
    ]


def test_d03_f56_what_an_override_leaves_over_joins_the_hours_of_the_next_day() -> None:
    into = calendar(
        overrides=[
            {"from": "2026-11-22", "to": "2026-11-22", "periods": ["22:00-10:00"]},
            {"from": "2026-11-24", "to": "2026-11-24", "periods": ["22:00-01:00"]},
            {"from": "2026-11-25", "to": "2026-11-25", "periods": ["00:30-02:00"]},
        ]
    )
    assert into.intervals(berlin("2026-11-22T00:00"), berlin("2026-11-23T18:00")) == [
        (berlin("2026-11-22T22:00"), berlin("2026-11-23T17:00"))
    ]
    assert into.intervals(berlin("2026-11-24T00:00"), berlin("2026-11-25T18:00")) == [
        (berlin("2026-11-24T22:00"), berlin("2026-11-25T02:00"))
    ]


def test_intervals_are_cut_to_what_was_asked_for_and_are_in_utc() -> None:
    found = calendar().intervals(berlin("2026-11-20T16:00"), berlin("2026-11-23T10:00"))
    assert found == [
        (datetime(2026, 11, 20, 15, tzinfo=UTC), datetime(2026, 11, 20, 16, tzinfo=UTC)),
        (datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)),
    ]
    assert {opens.tzinfo for opens, _ in found} == {UTC}


def test_an_opening_time_is_open_and_a_closing_time_is_closed() -> None:
    assert calendar().is_open(berlin("2026-11-23T09:00"))
    assert not calendar().is_open(berlin("2026-11-23T17:00"))


def test_parts_of_a_second_are_kept_in_a_deadline() -> None:
    start = datetime(2026, 11, 20, 15, 59, 59, 250_000, tzinfo=UTC)
    assert calendar().add(start, 2) == datetime(2026, 11, 23, 8, 0, 1, 250_000, tzinfo=UTC)


def test_the_round_the_clock_calendar_is_plain_arithmetic() -> None:
    start = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert ROUND_THE_CLOCK.always_open
    assert ROUND_THE_CLOCK.add(start, 86_400) == datetime(2026, 3, 29, 23, 0, tzinfo=UTC)
    assert ROUND_THE_CLOCK.between(start, start - timedelta(days=1)) == 0


def test_a_holiday_ends_the_short_cut() -> None:
    weekly = dict.fromkeys(WEEKDAYS, "00:00-24:00")
    closed = Calendar.model_validate(
        {"time_zone": "UTC", "weekly": weekly, "holidays": ["2026-03-29"]}
    )
    start = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert not closed.always_open
    assert closed.add(start, 2 * HOUR) == datetime(2026, 3, 30, 1, 0, tzinfo=UTC)


def test_f56_a_run_of_400_holidays_is_an_error_and_not_an_endless_search() -> None:
    first = datetime(2026, 3, 2, tzinfo=UTC)
    shut = calendar(holidays=[(first + timedelta(days=n)).date() for n in range(402)])
    with pytest.raises(Malformed, match="nothing is open in the 400 days before") as raised:
        shut.add(first, HOUR)
    assert raised.value.field == "calendars"


def test_a_year_of_holidays_is_waited_out() -> None:
    first = datetime(2026, 3, 2, tzinfo=UTC)
    shut = calendar(holidays=[(first + timedelta(days=n)).date() for n in range(365)])
    assert shut.add(first, HOUR) == berlin("2027-03-02T10:00")


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (
            {"weekly": {"mon": ["09:00-12:00", "11:30-14:00"]}},
            "09:00-12:00 and 11:30-14:00 overlap",
        ),
        (
            {"weekly": {"mon": ["22:00-06:00"], "tue": ["05:00-14:00"]}},
            "the hours of monday run into those of tuesday",
        ),
        ({"weekly": {"mon": ["09:00-09:00"]}}, "ends when it starts; a whole day is 00:00-24:00"),
        (
            {"weekly": {"mon": ["22:00-06:00", "23:00-23:30"]}},
            "22:00-06:00 and 23:00-23:30 overlap",
        ),
        (
            {
                "overrides": [
                    {
                        "from": "2026-12-24",
                        "to": "2026-12-25",
                        "periods": ["05:00-12:00", "22:00-06:00"],
                    }
                ]
            },
            "its hours run into the next day's",
        ),
        ({"weekly": {"mon": ["9 to 5"]}}, "write it as 09:00-17:30"),
        ({"weekly": {"mon": ["09:00-24:30"]}}, "24:30 is no time of day"),
        ({"weekly": {"mon": ["09:60-10:00"]}}, "09:60 is no time of day"),
        ({"weekly": {"someday": ["09:00-10:00"]}}, "monday"),
        ({"weekly": {}}, "the calendar is empty"),
        ({"weekly": {"mon": []}}, "the calendar is empty"),
        ({"time_zone": "Mars/Base"}, "unknown time zone 'Mars/Base'; write an IANA name"),
        ({"time_zone": "../etc/passwd"}, "unknown time zone"),
        ({"time_zone": "Europe"}, "unknown time zone"),
        ({"overrides": [{"from": "2026-12-26", "to": "2026-12-24"}]}, "ends before it begins"),
        ({"overrides": [{"from": "2026-01-01", "to": "2036-01-01"}]}, "too long"),
        (
            {
                "overrides": [
                    {"from": "2026-12-20", "to": "2026-12-26"},
                    {"from": "2026-12-24", "to": "2026-12-24"},
                ]
            },
            "two overrides, from 2026-12-20 and 2026-12-24, overlap",
        ),
        ({"holiday": ["2026-12-25"]}, "Extra inputs are not permitted"),
    ],
)
def test_f56_a_calendar_that_makes_no_sense_is_refused(over: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        calendar(**over)


def test_periods_and_days_are_kept_in_one_form_and_read_back_the_same() -> None:
    written = calendar(
        weekly={"Mon": "9:00 - 17:30", "tuesday": ["08:00-12:00", "12:00-24:00"]},
        overrides=[{"from": "2026-12-24", "to": "2026-12-24", "periods": ["09:00-12:00"]}],
    )
    assert written.weekly == {"monday": ("09:00-17:30",), "tuesday": ("08:00-12:00", "12:00-24:00")}
    assert Calendar.model_validate_json(written.model_dump_json()) == written


ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
)
TIMES = ("00:00-24:00", "00:00-02:30", "02:15-03:45", "09:00-17:30", "23:00-24:00", "23:00-00:00")

calendars = st.builds(
    lambda zone, days: Calendar(time_zone=zone, weekly=days),
    st.sampled_from(ZONES),
    st.dictionaries(
        st.sampled_from(WEEKDAYS),
        st.sampled_from(TIMES).map(lambda period: (period,)),
        min_size=1,
    ),
)
instants = st.integers(0, 2 * 365 * 86_400_000).map(
    lambda ms: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)


@given(calendars, instants, st.integers(1, 200_000))
def test_what_was_added_is_what_lies_between_and_never_less(
    hours: Calendar, start: datetime, wanted: int
) -> None:
    end = hours.add(start, wanted)
    assert hours.between(start, end) == wanted
    assert hours.between(start, end - timedelta(microseconds=1)) == wanted - 1


@given(calendars, instants, st.integers(0, 200_000), st.integers(0, 200_000))
def test_a_longer_promise_is_never_due_earlier(
    hours: Calendar, start: datetime, one: int, other: int
) -> None:
    shorter, longer = sorted((one, other))
    assert hours.add(start, shorter) <= hours.add(start, longer)
    assert hours.add(hours.add(start, shorter), longer - shorter) == hours.add(start, longer)


@given(
    calendars, instants, st.timedeltas(timedelta(0), timedelta(days=20)), st.integers(0, 100_000)
)
def test_a_later_start_is_never_due_earlier(
    hours: Calendar, start: datetime, later: timedelta, wanted: int
) -> None:
    assert hours.add(start, wanted) <= hours.add(start + later, wanted)


@given(calendars, instants)
def test_it_is_open_whenever_the_clock_on_the_wall_shows_an_open_time(
    hours: Calendar, at: datetime
) -> None:
    wall = at.astimezone(hours.zone)
    periods = hours.weekly.get(WEEKDAYS[wall.weekday()], ())
    shown = f"{wall:%H:%M}"
    assert hours.is_open(at) == any(p[:5] <= shown < p[6:] for p in periods)


@given(calendars, instants, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_the_intervals_add_up_and_do_not_touch(
    hours: Calendar, start: datetime, length: timedelta
) -> None:
    found = hours.intervals(start, start + length)
    total = sum((closes - opens for opens, closes in found), timedelta())
    assert int(total.total_seconds()) == hours.between(start, start + length)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(found))
