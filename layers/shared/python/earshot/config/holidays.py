"""Holidays that a playbook names by country or by a calendar file, written out as dates.

This is done when the playbook is published; what runs knows only the dates.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from earshot.config.closing_days import ClosingDays, Unreadable
from earshot.config.document import Document, Step
from earshot.config.problems import Problem
from earshot.domain.nearest import instead

PUBLIC, FILES = "public_holidays", "holidays_from"
LONGEST_YEARS = 10

_YEARS = re.compile(r"(\d{4})(?: *- *(\d{4}))?", re.ASCII)
_WANTED = "write a year such as 2026, or 2026-2028"


class PublicHolidays(BaseModel):
    """Public holidays of a country, or of a part of it, in these years."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str
    subdivision: str | None = None
    years: str

    @field_validator("years", mode="before")
    @classmethod
    def _check(cls, years: Any) -> str:
        match = _YEARS.fullmatch(str(years).strip())
        if match is None:
            raise ValueError(f"{years!r} is no range of years; {_WANTED}")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 2000 <= first <= last < min(2200, first + LONGEST_YEARS):
            raise ValueError(f"{years!r}: years run forward, {LONGEST_YEARS} at most; {_WANTED}")
        return f"{first}-{last}"

    @property
    def span(self) -> range:
        first, _, last = self.years.partition("-")
        return range(int(first), int(last) + 1)


class _Found(NamedTuple):
    dates: set[date]
    problems: list[Problem]


def with_holidays(document: Document, folder: Path) -> tuple[Document, list[Problem]]:
    """The document with every calendar's holidays as dates, and what is wrong with their sources.

    Files are looked for beside the playbook, in `folder`.
    """
    calendars = document.data.get("calendars")
    if not isinstance(calendars, dict):
        return document, []
    data, problems = deepcopy(document.data), []
    for name, calendar in data["calendars"].items():
        if isinstance(calendar, dict) and (PUBLIC in calendar or FILES in calendar):
            found = _of_calendar(document, ("calendars", name), calendar, folder)
            problems += found.problems
            calendar["holidays"] = _merged(calendar.get("holidays"), found.dates)
    return document._replace(data=data), problems


def _of_calendar(
    document: Document, path: tuple[Step, ...], calendar: dict[str, Any], folder: Path
) -> _Found:
    found = _Found(set(), [])
    for number, written in enumerate(_several(calendar.pop(PUBLIC, ()))):
        _add_public(found, document, (*path, PUBLIC, number), written)
    for number, written in enumerate(_several(calendar.pop(FILES, ()))):
        place: tuple[Step, ...] = (*path, FILES, number)
        _add_file(found, document, place, folder, written)
    return found


def _add_public(found: _Found, document: Document, path: tuple[Step, ...], written: Any) -> None:
    try:
        wanted = PublicHolidays.model_validate(written)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            said = detail["msg"].removeprefix("Value error, ")
            found.problems.append(document.problem((*path, *detail["loc"]), said))
        return
    for key, name, known in _places(wanted):
        if name not in known:
            # Three-letter codes are taken, too; those of two are the ones that people know.
            offered = [code for code in known if key != "country" or len(code) == 2]
            hint = instead(name, offered) or "write two letters of ISO 3166, as GB"
            said = f"{name!r} is no {key} whose holidays are known"
            found.problems.append(document.problem((*path, key), said, hint))
            return
    import holidays

    made = holidays.country_holidays(
        wanted.country, subdiv=wanted.subdivision, years=wanted.span, expand=False
    )
    found.dates.update(made)


def _places(wanted: PublicHolidays) -> Iterator[tuple[str, str, list[str]]]:
    import holidays

    countries = holidays.list_supported_countries()
    yield "country", wanted.country, sorted(countries)
    if wanted.subdivision:
        yield "subdivision", wanted.subdivision, countries[wanted.country]


def _add_file(
    found: _Found, document: Document, path: tuple[Step, ...], folder: Path, written: Any
) -> None:
    if not isinstance(written, str):
        found.problems.append(document.problem(path, "write the name of an .ics file"))
        return
    reviewed = document.data.get("review_by")
    last = int(str(reviewed)[:4]) + 2 if re.match(r"\d{4}-", str(reviewed)) else 2100
    try:
        found.dates.update(ClosingDays(folder / written, until=date(last, 12, 31)).dates())
    except Unreadable as error:
        if error.line:
            named = document.problem(path, "").line
            hint = f"{document.file}:{named} names this file"
            found.problems.append(Problem(str(folder / written), error.line, "", str(error), hint))
        else:
            found.problems.append(document.problem(path, f"{written}: {error}"))


def _several(written: Any) -> Any:
    return written if isinstance(written, list) else [written] if written else ()


def _merged(written: Any, dates: set[date]) -> Any:
    """The dates beside those that are written; what is no date is left for the model to refuse."""
    own = _several(written)
    more = [day.isoformat() for day in sorted(dates) if day.isoformat() not in map(str, own)]
    return [*own, *more]
