"""F55: promises that span a clock change: twelve zones, both changes, four calendars.

A promise begins at noon on the day before. Each instant was worked out by hand from the rules of
the zone: what the wall shows when the promise is due, less the offset that is then in force.

always  24 hours, which end an hour later or earlier on the wall
office  10 hours of 09:00-17:00: five on the day before, so 14:00 on the wall
lunch   10 hours of 09:00-12:00 and 13:00-17:30: four and a half before, so 15:30 on the wall
night   10 hours of 22:00-06:00: an hour that is skipped is waited for, one shown twice counts twice
"""

from datetime import UTC, datetime

import pytest

from earshot.domain.calendar import WEEKDAYS, Calendar

HOUR = 3_600
CALENDARS: dict[str, tuple[int, tuple[str, ...]]] = {
    "always": (24, ("00:00-24:00",)),
    "office": (10, ("09:00-17:00",)),
    "lunch": (10, ("09:00-12:00", "13:00-17:30")),
    "night": (10, ("22:00-06:00",)),
}

# zone, day of the change; then in UTC: noon on the day before, and when each is due
DUE = [
    (
        "Europe/Berlin",
        "2026-03-29",
        "03-28T11:00",
        "03-29T11:00",
        "03-29T12:00",
        "03-29T13:30",
        "03-29T23:00",
    ),
    (
        "Europe/Berlin",
        "2026-10-25",
        "10-24T10:00",
        "10-25T10:00",
        "10-25T13:00",
        "10-25T14:30",
        "10-25T22:00",
    ),
    (
        "Europe/London",
        "2026-03-29",
        "03-28T12:00",
        "03-29T12:00",
        "03-29T13:00",
        "03-29T14:30",
        "03-30T00:00",
    ),
    (
        "Europe/London",
        "2026-10-25",
        "10-24T11:00",
        "10-25T11:00",
        "10-25T14:00",
        "10-25T15:30",
        "10-25T23:00",
    ),
    (
        "America/New_York",
        "2026-03-08",
        "03-07T17:00",
        "03-08T17:00",
        "03-08T18:00",
        "03-08T19:30",
        "03-09T05:00",
    ),
    (
        "America/New_York",
        "2026-11-01",
        "10-31T16:00",
        "11-01T16:00",
        "11-01T19:00",
        "11-01T20:30",
        "11-02T04:00",
    ),
    (
        "America/St_Johns",
        "2026-03-08",
        "03-07T15:30",
        "03-08T15:30",
        "03-08T16:30",
        "03-08T18:00",
        "03-09T03:30",
    ),
    (
        "America/St_Johns",
        "2026-11-01",
        "10-31T14:30",
        "11-01T14:30",
        "11-01T17:30",
        "11-01T19:00",
        "11-02T02:30",
    ),
    (
        "America/Havana",
        "2026-03-08",
        "03-07T17:00",
        "03-08T17:00",
        "03-08T18:00",
        "03-08T19:30",
        "03-09T05:00",
    ),
    (
        "America/Havana",
        "2026-11-01",
        "10-31T16:00",
        "11-01T16:00",
        "11-01T19:00",
        "11-01T20:30",
        "11-02T04:00",
    ),
    (
        "America/Santiago",
        "2026-09-06",
        "09-05T16:00",
        "09-06T16:00",
        "09-06T17:00",
        "09-06T18:30",
        "09-07T04:00",
    ),
    (
        "America/Santiago",
        "2026-04-04",
        "04-03T15:00",
        "04-04T15:00",
        "04-04T17:00",
        "04-04T18:30",
        "04-05T03:00",
    ),
    (
        "Africa/Cairo",
        "2026-04-24",
        "04-23T10:00",
        "04-24T10:00",
        "04-24T11:00",
        "04-24T12:30",
        "04-24T22:00",
    ),
    (
        "Africa/Cairo",
        "2026-10-29",
        "10-28T09:00",
        "10-29T09:00",
        "10-29T11:00",
        "10-29T12:30",
        "10-29T21:00",
    ),
    (
        "Asia/Beirut",
        "2026-03-29",
        "03-28T10:00",
        "03-29T10:00",
        "03-29T11:00",
        "03-29T12:30",
        "03-29T22:00",
    ),
    (
        "Asia/Beirut",
        "2026-10-24",
        "10-23T09:00",
        "10-24T09:00",
        "10-24T11:00",
        "10-24T12:30",
        "10-24T21:00",
    ),
    (
        "Asia/Jerusalem",
        "2026-03-27",
        "03-26T10:00",
        "03-27T10:00",
        "03-27T11:00",
        "03-27T12:30",
        "03-27T22:00",
    ),
    (
        "Asia/Jerusalem",
        "2026-10-25",
        "10-24T09:00",
        "10-25T09:00",
        "10-25T12:00",
        "10-25T13:30",
        "10-25T21:00",
    ),
    (
        "Australia/Sydney",
        "2026-10-04",
        "10-03T02:00",
        "10-04T02:00",
        "10-04T03:00",
        "10-04T04:30",
        "10-04T14:00",
    ),
    (
        "Australia/Sydney",
        "2026-04-05",
        "04-04T01:00",
        "04-05T01:00",
        "04-05T04:00",
        "04-05T05:30",
        "04-05T13:00",
    ),
    (
        "Australia/Lord_Howe",
        "2026-10-04",
        "10-03T01:30",
        "10-04T01:30",
        "10-04T03:00",
        "10-04T04:30",
        "10-04T13:30",
    ),
    (
        "Australia/Lord_Howe",
        "2026-04-05",
        "04-04T01:00",
        "04-05T01:00",
        "04-05T03:30",
        "04-05T05:00",
        "04-05T13:00",
    ),
    (
        "Pacific/Auckland",
        "2026-09-27",
        "09-26T00:00",
        "09-27T00:00",
        "09-27T01:00",
        "09-27T02:30",
        "09-27T12:00",
    ),
    (
        "Pacific/Auckland",
        "2026-04-05",
        "04-03T23:00",
        "04-04T23:00",
        "04-05T02:00",
        "04-05T03:30",
        "04-05T11:00",
    ),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("row", DUE, ids=lambda row: f"{row[0]}-{row[1]}")
def test_f55_d01_a_promise_across_a_clock_change_is_due_when_the_wall_says(
    row: tuple[str, ...], name: str
) -> None:
    zone, _, noon, *dues = row
    hours, periods = CALENDARS[name]
    calendar = Calendar(time_zone=zone, weekly=dict.fromkeys(WEEKDAYS, periods))
    due = utc(dues[list(CALENDARS).index(name)])
    assert calendar.add(utc(noon), hours * HOUR) == due
    assert calendar.between(utc(noon), due) == hours * HOUR


def test_f55_the_table_is_twelve_zones_with_both_changes_in_four_calendars() -> None:
    assert len({row[0] for row in DUE}) == 12
    assert len({row[:2] for row in DUE}) == 24
    assert {len(row) for row in DUE} == {3 + len(CALENDARS)} == {7}
