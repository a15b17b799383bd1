"""F55: deadlines across clock changes, against instants worked out by hand from the zones' rules.

Thirteen zones with two changes each, and two that never change, in four calendars.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from earshot.domain.calendar import WEEKDAYS, Calendar

HOUR = 3_600


def every_day(zone: str, *periods: str) -> Calendar:
    return Calendar(time_zone=zone, weekly=dict.fromkeys(WEEKDAYS, periods))


# zone, day of the change, when that day begins, its length in hours, how many of its hours lie
# between 00:00-06:00 and 22:00-24:00, and when the wall shows 09:00. Instants are in UTC.
CHANGES = [
    ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00", 23, 7, "2026-03-29T07:00"),
    ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00", 25, 9, "2026-10-25T08:00"),
    ("Europe/London", "2026-03-29", "2026-03-29T00:00", 23, 7, "2026-03-29T08:00"),
    ("Europe/London", "2026-10-25", "2026-10-24T23:00", 25, 9, "2026-10-25T09:00"),
    ("America/New_York", "2026-03-08", "2026-03-08T05:00", 23, 7, "2026-03-08T13:00"),
    ("America/New_York", "2026-11-01", "2026-11-01T04:00", 25, 9, "2026-11-01T14:00"),
    ("America/St_Johns", "2026-03-08", "2026-03-08T03:30", 23, 7, "2026-03-08T11:30"),
    ("America/St_Johns", "2026-11-01", "2026-11-01T02:30", 25, 9, "2026-11-01T12:30"),
    # Where midnight itself is skipped or shown twice.
    ("America/Havana", "2026-03-08", "2026-03-08T05:00", 23, 7, "2026-03-08T13:00"),
    ("America/Havana", "2026-11-01", "2026-11-01T04:00", 25, 9, "2026-11-01T14:00"),
    ("America/Santiago", "2026-09-06", "2026-09-06T04:00", 23, 7, "2026-09-06T12:00"),
    ("America/Santiago", "2026-04-04", "2026-04-04T03:00", 25, 9, "2026-04-04T12:00"),
    ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00", 23, 7, "2026-04-24T06:00"),
    ("Africa/Cairo", "2026-10-29", "2026-10-28T21:00", 25, 9, "2026-10-29T06:00"),
    ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00", 23, 7, "2026-03-29T06:00"),
    ("Asia/Beirut", "2026-10-24", "2026-10-23T21:00", 25, 9, "2026-10-24T06:00"),
    ("Asia/Jerusalem", "2026-03-27", "2026-03-26T22:00", 23, 7, "2026-03-27T06:00"),
    ("Asia/Jerusalem", "2026-10-25", "2026-10-24T21:00", 25, 9, "2026-10-25T07:00"),
    ("Australia/Sydney", "2026-04-05", "2026-04-04T13:00", 25, 9, "2026-04-04T23:00"),
    ("Australia/Sydney", "2026-10-04", "2026-10-03T14:00", 23, 7, "2026-10-03T22:00"),
    # Half an hour, and offsets of three quarters.
    ("Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00", 24.5, 8.5, "2026-04-04T22:30"),
    ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30", 23.5, 7.5, "2026-10-03T22:00"),
    ("Pacific/Auckland", "2026-04-05", "2026-04-04T11:00", 25, 9, "2026-04-04T21:00"),
    ("Pacific/Auckland", "2026-09-27", "2026-09-26T12:00", 23, 7, "2026-09-26T20:00"),
    ("Pacific/Chatham", "2026-04-05", "2026-04-04T10:15", 25, 9, "2026-04-04T20:15"),
    ("Pacific/Chatham", "2026-09-27", "2026-09-26T11:15", 23, 7, "2026-09-26T19:15"),
    ("Asia/Kathmandu", "2026-03-29", "2026-03-28T18:15", 24, 8, "2026-03-29T03:15"),
    ("Asia/Tokyo", "2026-10-25", "2026-10-24T15:00", 24, 8, "2026-10-25T00:00"),
]
Change = tuple[str, str, str, float, float, str]
changes = pytest.mark.parametrize("change", CHANGES, ids=lambda c: f"{c[0]}-{c[1]}")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@changes
def test_f55_a_day_that_is_open_throughout_has_the_hours_it_has(change: Change) -> None:
    zone, _, begins, hours, _, _ = change
    calendar = every_day(zone, "00:00-24:00")
    end = utc(begins) + timedelta(hours=hours)
    assert calendar.add(utc(begins), int(hours * HOUR)) == end
    assert calendar.intervals(utc(begins), end) == [(utc(begins), end)]


@changes
def test_f55_a_night_shift_is_as_long_as_the_wall_makes_it(change: Change) -> None:
    zone, day, begins, hours, night_hours, _ = change
    calendar = every_day(zone, "00:00-06:00", "22:00-24:00")
    end = utc(begins) + timedelta(hours=hours)
    assert calendar.between(utc(begins), end) == night_hours * HOUR
    assert calendar.add(utc(begins), int(night_hours * HOUR)) == end, day


@changes
def test_f55_office_hours_begin_when_the_wall_shows_nine(change: Change) -> None:
    zone, _, begins, _, _, nine = change
    calendar = every_day(zone, "09:00-17:00")
    assert calendar.add(utc(begins), 1) == utc(nine) + timedelta(seconds=1)
    assert calendar.add(utc(begins), 8 * HOUR) == utc(nine) + timedelta(hours=8)


@changes
def test_f55_a_lunch_break_is_an_hour_on_such_days_too(change: Change) -> None:
    zone, _, begins, _, _, nine = change
    calendar = every_day(zone, "09:00-12:00", "13:00-17:30")
    assert calendar.add(utc(begins), 4 * HOUR) == utc(nine) + timedelta(hours=5)


@changes
def test_f55_the_day_before_and_the_day_after_join_without_a_seam(change: Change) -> None:
    zone, _, begins, hours, _, _ = change
    calendar = every_day(zone, "00:00-24:00")
    since, until = utc(begins) - timedelta(hours=24), utc(begins) + timedelta(hours=hours + 24)
    assert calendar.intervals(since, until) == [(since, until)]


def test_f55_an_opening_time_that_the_wall_never_shows_opens_when_the_clocks_change() -> None:
    calendar = every_day("Europe/Berlin", "02:30-05:00")
    assert calendar.intervals(utc("2026-03-29T00:00"), utc("2026-03-29T12:00")) == [
        (utc("2026-03-29T01:00"), utc("2026-03-29T03:00"))
    ]


def test_f55_a_period_that_the_wall_shows_twice_counts_twice() -> None:
    calendar = every_day("Europe/Berlin", "00:00-02:30")
    assert calendar.intervals(utc("2026-10-24T21:00"), utc("2026-10-25T12:00")) == [
        (utc("2026-10-24T22:00"), utc("2026-10-25T00:30")),
        (utc("2026-10-25T01:00"), utc("2026-10-25T01:30")),
    ]


def test_f55_a_day_that_a_country_left_out_has_no_hours() -> None:
    """Samoa went from 29 to 31 December 2011."""
    calendar = Calendar(time_zone="Pacific/Apia", weekly=dict.fromkeys(WEEKDAYS, ("09:00-17:00",)))
    found = calendar.intervals(utc("2011-12-29T12:00"), utc("2012-01-01T12:00"))
    local = [opens.astimezone(calendar.zone).date() for opens, _ in found]
    assert local == [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]


def test_f55_the_table_covers_what_it_says() -> None:
    assert len({change[0] for change in CHANGES}) == 15
