"""P3, D13: every interval that counted towards a deadline, every one that did not, and why."""

from datetime import date
from typing import Any, cast

import pytest

from earshot.domain.calendar import Calendar
from earshot.domain.case import CaseEvent
from earshot.domain.explain import ExplainedTurn, TimeToResolution, explain, resolution
from earshot.domain.fold import fold
from earshot.domain.happenings import add_mention, reply_sent
from earshot.domain.recalculation import recalculate
from earshot.domain.rehearsal import Happening, Move, rehearse
from earshot.errors import Illegal, Malformed
from tests.builders import mention, policy, reply, weekdays
from tests.history import at

DESK = {"weekdays": weekdays()}


def events(
    begin: str, *moves: str, until: str, calendar: Calendar | None = None, **promise: Any
) -> list[CaseEvent]:
    """What follows from moves such as `answer@06T16:45`."""
    happened = []
    for move in moves:
        kind, when = move.split("@")
        happened.append(Happening(at(when), cast("Move", kind)))
    return rehearse(
        policy(**{"first_response": None, "next_response": None, "resolution": None} | promise),
        at(begin),
        happened,
        {"weekdays": calendar} if calendar else DESK,
        name="standard",
        playbook="v3:abc",
        until=at(until),
    )


def told(one: ExplainedTurn) -> list[str]:
    """Each interval as `06T16:30 06T17:00 1800 open`, with what lies ahead behind a bar."""
    lines = [f"{i.start:%dT%H:%M} {i.end:%dT%H:%M} {i.seconds} {i.why}" for i in one.intervals]
    ahead = [f"| {i.start:%dT%H:%M} {i.end:%dT%H:%M} {i.seconds} {i.why}" for i in one.ahead]
    return lines + ahead


def only(found: list[ExplainedTurn]) -> ExplainedTurn:
    (one,) = found
    return one


def test_d13_a_friday_evening_is_explained_to_the_second() -> None:
    happened = events("06T16:30", until="07T12:00", first_response={"within": "1h"})
    one = only(explain(happened, DESK, at("07T12:00")))
    assert told(one) == [
        "06T16:30 06T17:00 1800 open",
        "06T17:00 07T12:00 0 closed",
        "| 07T12:00 09T09:00 0 closed",
        "| 09T09:00 09T09:30 1800 open",
    ]
    assert (one.counted_seconds, one.due_at, one.state) == (1_800, at("09T09:30"), "running")
    assert (one.sla_policy, one.playbook, one.calendar) == ("standard", "v3:abc", "weekdays")
    assert one.calendar_version == one.due_by_version == DESK["weekdays"].version


def test_d13_a_regional_holiday_and_a_half_day_are_named() -> None:
    calendar = weekdays(
        holidays=["2026-03-09"],
        overrides=[{"from": "2026-03-10", "to": "2026-03-10", "periods": ["10:00-12:00"]}],
    )
    happened = events("06T16:30", until="11T09:10", calendar=calendar, resolution={"within": "8h"})
    one = only(explain(happened, {"weekdays": calendar}, at("11T09:10")))
    assert told(one) == [
        "06T16:30 06T17:00 1800 open",
        "06T17:00 09T00:00 0 closed",
        "09T00:00 10T00:00 0 holiday",
        "10T00:00 10T10:00 0 override",
        "10T10:00 10T12:00 7200 override",
        "10T12:00 11T00:00 0 override",
        "11T00:00 11T09:00 0 closed",
        "11T09:00 11T09:10 600 open",
        "| 11T09:10 11T14:30 19200 open",
    ]


def test_pauses_reopenings_and_the_time_between_are_named() -> None:
    happened = events(
        "02T09:00",
        "answer@02T09:30",
        "snooze@02T10:00",
        "customer@02T11:00",
        "resolve@02T11:30",
        "reopen@02T12:00",
        "answer@02T12:15",
        until="02T13:00",
        resolution={"within": "4h"},
        pause_while=["pending", "snoozed"],
    )
    first, second = explain(happened, DESK, at("02T13:00"))
    assert told(first) == [
        "02T09:00 02T09:30 1800 open",
        "02T09:30 02T10:00 0 waiting_for_customer",
        "02T10:00 02T11:00 0 snoozed",
        "02T11:00 02T11:30 1800 open",
    ]
    assert told(second) == [
        "02T11:30 02T12:00 0 resolved",
        "02T12:00 02T12:15 900 open",
        "02T12:15 02T13:00 0 waiting_for_customer",
    ]
    assert (first.state, second.state) == ("stopped", "paused")
    assert resolution([first, second]) == TimeToResolution(first_seconds=3_600, total_seconds=4_500)


def test_a_promise_that_waits_for_its_first_turn_says_since_when() -> None:
    happened = events(
        "02T09:00",
        "answer@02T09:30",
        "customer@02T10:00",
        "answer@02T10:30",
        "customer@02T11:00",
        until="02T11:00",
        next_response={"within": "1h"},
    )
    first, second = explain(happened, DESK, at("02T11:00"))
    assert told(first) == ["02T09:00 02T10:00 0 before_start", "02T10:00 02T10:30 1800 open"]
    assert told(second)[0] == "02T10:30 02T11:00 0 answered"


def test_nothing_is_resolved_where_nothing_was_promised() -> None:
    happened = events("02T09:00", until="02T09:10", first_response={"within": "1h"})
    told = resolution(explain(happened, DESK, at("02T09:10")))
    assert told == TimeToResolution(first_seconds=None, total_seconds=None)


def test_what_another_calendar_counted_is_told_without_inventing_when() -> None:
    happened = events(
        "02T09:00",
        "answer@02T10:00",
        "customer@02T12:00",
        until="02T12:00",
        resolution={"within": "4h"},
    )
    changed = {"weekdays": weekdays(holidays=["2026-03-02"])}
    one = only(explain(happened, changed, at("02T12:00")))
    assert told(one)[0] == "02T09:00 02T10:00 3600 earlier_calendar"
    assert one.due_by_version == DESK["weekdays"].version != one.calendar_version


def test_d12_d13_after_a_recalculation_the_whole_stretch_is_told_by_the_new_calendar() -> None:
    happened = events("06T16:30", until="06T16:45", first_response={"within": "1h"})
    edited = {"weekdays": weekdays(holidays=["2026-03-09"])}
    happened += recalculate(fold(happened), edited, by="lead", now=at("07T10:00"))
    one = only(explain(happened, edited, at("10T09:10")))
    assert told(one) == [
        "06T16:30 06T17:00 1800 open",
        "06T17:00 09T00:00 0 closed",
        "09T00:00 10T00:00 0 holiday",
        "10T00:00 10T09:00 0 closed",
        "10T09:00 10T09:10 600 open",
        "| 10T09:10 10T09:30 1200 open",
    ]
    assert one.due_by_version == one.calendar_version
    assert one.due_at == at("10T09:30")


def test_an_answer_found_out_about_late_ends_its_turn_when_it_was_given() -> None:
    """One event tells of the answer and arms the next turn: the events never show the end."""
    happened = events(
        "02T09:00", "answer@02T09:05", until="02T09:05", next_response={"within": "1h"}
    )
    for number, when in enumerate(("02T09:10", "02T09:40")):
        said = mention(id=f"n{number}", created_at=at(when))
        happened += add_mention(fold(happened), said, now=at(when), calendars=DESK)
    sent = reply(sent_at=at("02T09:20"))
    happened += reply_sent(fold(happened), sent, now=at("02T10:00"), calendars=DESK)
    first, second = explain(happened, DESK, at("02T10:00"))
    assert told(first)[1:] == ["02T09:10 02T09:20 600 open"]
    assert told(second)[:2] == ["02T09:20 02T09:40 0 answered", "02T09:40 02T10:00 1200 open"]


def test_moves_come_in_order_and_only_where_they_are_possible() -> None:
    with pytest.raises(Malformed, match="comes before what was given before it"):
        events("02T09:00", "answer@02T08:00", until="02T09:00", first_response={"within": "1h"})
    with pytest.raises(Illegal, match="reopen is possible when it is resolved"):
        events("02T09:00", "reopen@02T10:00", until="02T10:00", first_response={"within": "1h"})


def test_the_parts_of_a_day_on_which_clocks_change_leave_no_gap() -> None:
    berlin = weekdays(time_zone="Europe/Berlin", holidays=[date(2026, 3, 30)])
    parts = list(berlin.parts(at("27T15:00"), at("31T08:00")))
    assert [(f"{p.start:%dT%H:%M}", f"{p.end:%dT%H:%M}", p.reason) for p in parts] == [
        ("27T15:00", "27T16:00", "open"),
        ("27T16:00", "29T22:00", "closed"),
        ("29T22:00", "30T22:00", "holiday"),
        ("30T22:00", "31T07:00", "closed"),
        ("31T07:00", "31T08:00", "open"),
    ]
