"""D03: holidays by country and by calendar file become dates when a playbook is read."""

from datetime import date
from pathlib import Path

import pytest

from earshot.config import ConfigError, load_playbook
from earshot.domain.playbook import Playbook, compiled, load
from tests.unit.config.test_config import PLAYBOOK

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//desk//\r\n"
TAIL = "END:VCALENDAR\r\n"


def event(*lines: str) -> str:
    body = "\r\n".join(("UID:1", "DTSTAMP:20260101T000000Z", *lines))
    return f"BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n"


def days(text: str) -> list[date]:
    return [date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}") for day in text.split()]


class Folder:
    """A playbook of which one calendar gets its holidays from elsewhere."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, calendar: str, ics: str | None = None) -> Playbook:
        weekly = 'weekly: {monday: ["09:00-17:00"]}'
        text = PLAYBOOK.replace(weekly, f"{weekly}, {calendar}")
        assert text != PLAYBOOK
        (self.path / "playbook.yaml").write_text(text)
        if ics is not None:
            (self.path / "closed.ics").write_bytes(f"{HEAD}{ics}{TAIL}".encode())
        return load_playbook(self.path / "playbook.yaml")

    def dates(self, calendar: str, ics: str | None = None) -> list[date]:
        return sorted(self.read(calendar, ics).calendars["desk"].holidays)

    def told(self, calendar: str, ics: str | None = None) -> str:
        with pytest.raises(ConfigError) as caught:
            self.read(calendar, ics)
        return str(caught.value).replace(f"{self.path}/", "")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


ENGLAND = "public_holidays: [{country: GB, subdivision: ENG, years: 2026}]"


def test_d03_public_holidays_of_a_part_of_a_country_are_written_out(folder: Folder) -> None:
    """Boxing Day 2026 is a Saturday, so the Monday after it is free."""
    assert folder.dates(ENGLAND) == days(
        "20260101 20260403 20260406 20260504 20260525 20260831 20261225 20261226 20261228"
    )


def test_d03_years_and_countries_may_be_several_and_own_dates_stay(folder: Folder) -> None:
    found = folder.dates(
        "holidays: [2026-07-01, 2026-01-01],"
        " public_holidays: [{country: DE, subdivision: BY, years: 2026-2027},"
        " {country: AT, years: 2026}]"
    )
    assert date(2026, 7, 1) in found  # our own
    assert date(2027, 1, 6) in found  # Epiphany, in Bavaria
    assert date(2026, 10, 26) in found  # the national day, in Austria
    assert date(2027, 10, 26) not in found
    assert len(found) == len(set(found))


def test_what_is_published_knows_only_dates(folder: Folder) -> None:
    read = folder.read(ENGLAND)
    text = compiled(read)
    assert "public_holidays" not in text
    assert '"2026-12-28"' in text
    assert load(text).calendars == read.calendars


def test_d03_whole_days_of_a_calendar_file_are_closed(folder: Folder) -> None:
    ics = event("DTSTART;VALUE=DATE:20260704", "SUMMARY:Summer party") + event(
        "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"
    )
    assert folder.dates("holidays_from: closed.ics", ics) == days(
        "20260704 20261224 20261225 20261226"
    )


def test_a_calendar_file_may_repeat_every_year_until_two_years_after_the_review(
    folder: Folder,
) -> None:
    """The playbook of the tests is to be reviewed in 2027."""
    ics = event(
        "DTSTART;VALUE=DATE:20250501",
        "DURATION:P2D",
        "RRULE:FREQ=YEARLY",
        "EXDATE;VALUE=DATE:20270501",
    )
    assert folder.dates("holidays_from: [closed.ics]", ics) == days(
        "20250501 20250502 20260501 20260502 20280501 20280502 20290501 20290502"
    )


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("RRULE:FREQ=YEARLY;COUNT=2", 2026),
        ("RRULE:FREQ=YEARLY;UNTIL=20271231", 2027),
        ("RRULE:FREQ=YEARLY;UNTIL=20271231T235959Z", 2027),
        ("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", 2029),
    ],
)
def test_a_rule_may_end_or_name_a_weekday(folder: Folder, rule: str, last: int) -> None:
    found = folder.dates("holidays_from: closed.ics", event("DTSTART;VALUE=DATE:20251127", rule))
    assert (found[0], found[-1].year) == (date(2025, 11, 27), last)


def test_an_event_counts_in_small_letters_too(folder: Folder) -> None:
    ics = event("DTSTART;VALUE=DATE:20260501").lower() + event("DTSTART;VALUE=DATE:20260502")
    assert folder.dates("holidays_from: closed.ics", ics) == days("20260501 20260502")


def test_what_was_cancelled_is_open(folder: Folder) -> None:
    ics = event("DTSTART;VALUE=DATE:20260704", "STATUS:CANCELLED")
    assert folder.dates("holidays_from: closed.ics", ics) == []


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (
            "public_holidays: [{country: GBR2, years: 2026}]",
            "playbook.yaml:13: calendars.desk.public_holidays[0].country: 'GBR2' is no country"
            " whose holidays are known",
        ),
        (
            "public_holidays: [{country: GB, subdivision: ENGL, years: 2026}]",
            "'ENGL' is no subdivision whose holidays are known; did you mean 'ENG'?",
        ),
        ("public_holidays: [{country: GB}]", "public_holidays[0].years: Field required"),
        (
            "public_holidays: [{country: GB, years: 26}]",
            "years: 26 is no range of years; write a year",
        ),
        ("public_holidays: [{country: GB, years: 2028-2026}]", "years run forward, 10 at most"),
        ("public_holidays: [{country: GB, years: 2026-2046}]", "years run forward, 10 at most"),
        ("public_holidays: [{country: GB, year: 2026}]", "Extra inputs are not permitted"),
        (
            "public_holidays: [{country: gb, years: 2026}]",
            "'gb' is no country whose holidays are known; did you mean 'GB'?",
        ),
        (
            "public_holidays: [{country: XX, years: 2026}]",
            "'XX' is no country whose holidays are known; write two letters of ISO 3166, as GB",
        ),
        ("public_holidays: GB", "calendars.desk.public_holidays"),
        ("holidays_from: none.ics", "none.ics: cannot be read: No such file or directory"),
        ("holidays_from: [7]", "holidays_from[0]: write the name of an .ics file"),
        ("public_holiday: [{country: GB, years: 2026}]", "is no known key"),
    ],
)
def test_a_source_that_makes_no_sense_is_told_with_its_line(
    folder: Folder, calendar: str, said: str
) -> None:
    assert said in folder.told(calendar)


@pytest.mark.parametrize(
    ("ics", "said"),
    [
        (
            event("DTSTART;VALUE=DATE:20260704") + event("DTSTART:20260704T090000Z"),
            "closed.ics:9: the event is not a whole day",
        ),
        (event("DTSTART;VALUE=DATE:20260704", "RDATE;VALUE=DATE:20260711"), "ics:4: RDATE is not"),
        (event("SUMMARY:none"), "closed.ics:4: the event has no DTSTART"),
        (event("DTSTART;VALUE=DATE:20260704", "RRULE:FREQ=DAILY"), "only FREQ=YEARLY is taken"),
        (
            event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20290101"),
            "closed.ics:4: the event lasts 1096 days; 400 at most",
        ),
        (event("DTSTART;VALUE=DATE:20261324"), "ics:4: DTSTART:20261324 is no date"),
        (
            event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261324"),
            "ics:4: DTEND:20261324 is no date",
        ),
        (event("DTSTART;VALUE=DATE:20261224", "DURATION:X"), "ics:4: DURATION:X is no duration"),
        (event("DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=FOO"), "RRULE:FREQ=FOO is no rule"),
        (
            event("DTSTART;VALUE=DATE:20261224", "EXDATE;VALUE=DATE:20261324"),
            "ics:4: EXDATE:20261324 is no date",
        ),
        (
            event("DTSTART;VALUE=DATE:20261224", "DURATION:P1D", "DURATION:P2D"),
            "ics:4: DURATION is given twice",
        ),
        (event("SUMMARY:none"), "playbook.yaml:13 names this file"),
        ("BEGIN:NOTHING\r\n", "closed.ics:1: is no iCalendar file"),
    ],
)
def test_a_calendar_file_that_makes_no_sense_is_told_with_its_line(
    folder: Folder, ics: str, said: str
) -> None:
    assert said in folder.told("holidays_from: closed.ics", ics)


def test_a_calendar_file_is_not_read_without_end(folder: Folder) -> None:
    assert "is larger than 1048576 bytes" in folder.told("holidays_from: closed.ics", "X" * 2**20)
    many = "".join(
        event(f"DTSTART;VALUE=DATE:{year}0101", f"DTEND;VALUE=DATE:{year + 1}0101")
        for year in range(2010, 2020)
    )
    assert "covers more than 2000 days" in folder.told("holidays_from: closed.ics", many)
