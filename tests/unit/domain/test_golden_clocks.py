"""Golden cases of the clock: what happened when, and the instants worked out by hand.

London, March 2026: the wall shows UTC until the 29th. Weeks begin on Monday the 2nd and the 9th.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from earshot.domain import happenings, transitions
from earshot.domain.calendar import Calendar
from earshot.domain.case import Case, Clock
from earshot.domain.fold import advance, fold
from earshot.domain.sla import evaluate, next_instant
from earshot.errors import Malformed
from tests.builders import mention, opening_events, policy, reply, weekdays
from tests.history import History, at

HOUR = 3_600


class Story(History):
    """One case and what happens to it, told with the day and the time of each event."""

    def __init__(self, begin: str, *, calendar: Calendar | None = None, **promise: Any) -> None:
        self.calendars = {"weekdays": calendar or weekdays()}
        promises: dict[str, Any] = {"next_response": None, "resolution": None} | promise
        super().__init__(
            opening_events(
                mention=mention(created_at=at(begin)),
                now=at(begin),
                policy=policy(**promises),
                calendars=self.calendars,
            )
        )

    def clock(self, name: Any = "first_response") -> Clock:
        return self.case.clocks[name]

    def due(self, name: Any = "first_response") -> datetime | None:
        return self.clock(name).due_at

    def customer(self, when: str, *, heard: str | None = None, **over: Any) -> None:
        said = mention(id=f"m{len(self.events)}", created_at=at(when), **over)
        now = at(heard or when)
        self.follow(happenings.add_mention(self.case, said, now=now, calendars=self.calendars))

    def agent(self, when: str, kind: str = "human") -> None:
        sent = reply(kind=kind, sent_at=at(when))
        now = at(when)
        self.follow(happenings.reply_sent(self.case, sent, now=now, calendars=self.calendars))

    def snooze(self, when: str, until: str) -> None:
        events = transitions.snooze(
            self.case, until=at(until), by="grace", now=at(when), calendars=self.calendars
        )
        self.follow(events)

    def resolve(self, when: str) -> None:
        events = transitions.resolve(
            self.case, resolution="solved", by="grace", now=at(when), calendars=self.calendars
        )
        self.follow(events)

    def reopen(self, when: str) -> None:
        events = transitions.reopen(
            self.case, reason="wrong", by="grace", now=at(when), calendars=self.calendars
        )
        self.follow(events)

    def time(self, when: str) -> list[tuple[str, str]]:
        """What a timer tells at that time: kind and clock."""
        events = evaluate(self.case, at(when), self.calendars)
        self.follow(events)
        return [(e.kind, e.data["clock"]) for e in events if "clock" in e.data]


def within(target: str, **more: str) -> dict[str, str]:
    return {"within": target, **more}


# ── Deadlines ────────────────────────────────────────────────────────────────────────────────────


def test_d01_friday_1630_and_one_hour_is_monday_0930() -> None:
    assert Story("06T16:30").due() == at("09T09:30")


@pytest.mark.parametrize(
    ("begin", "due"),
    [
        ("06T16:00", "06T17:00"),  # ends as the desk closes, today
        ("06T16:00:00.000001", "09T09:00:00.000001"),
        ("06T17:00", "09T10:00"),
        ("07T12:00", "09T10:00"),  # a Saturday
        ("09T09:00", "09T10:00"),
        ("09T08:59:59", "09T10:00"),
    ],
)
def test_d01_an_hour_that_begins_near_closing_time(begin: str, due: str) -> None:
    assert Story(begin).due() == at(due)


LUNCH = weekdays(weekly={day: ["09:00-12:00", "13:00-17:30"] for day in ("mon", "tue")})


@pytest.mark.parametrize(
    ("begin", "due"),
    [("02T11:30", "02T13:30"), ("02T12:15", "02T14:00"), ("02T17:00", "03T09:30")],
)
def test_d02_the_lunch_break_is_no_business_time(begin: str, due: str) -> None:
    assert Story(begin, calendar=LUNCH).due() == at(due)


def test_d03_on_a_half_day_holiday_the_afternoon_does_not_count() -> None:
    half = weekdays(
        overrides=[{"from": "2026-03-04", "to": "2026-03-04", "periods": "09:00-12:00"}]
    )
    assert Story("04T11:15", calendar=half).due() == at("05T09:15")


def test_d03_a_week_of_shutdown_is_waited_out() -> None:
    shut = weekdays(overrides=[{"from": "2026-03-09", "to": "2026-03-13"}])
    assert Story("06T16:30", calendar=shut).due() == at("16T09:30")


def test_d03_a_holiday_is_a_closed_day() -> None:
    assert Story("06T16:30", calendar=weekdays(holidays=["2026-03-09"])).due() == at("10T09:30")


# ── Pauses ───────────────────────────────────────────────────────────────────────────────────────


def test_f58_d04_twenty_pauses_use_up_the_promise_to_the_second() -> None:
    """Each turn works five minutes and waits fifteen for the customer: 100 of 120 minutes used."""
    story = Story("02T09:00", first_response=None, resolution=within("2h"))
    begin, left = at("02T09:00"), [120 * 60]
    for turn in range(20):
        asks = begin + timedelta(minutes=20 * turn + 5)
        story.agent(f"{asks:%dT%H:%M}")
        answer = asks + timedelta(minutes=15)
        story.customer(f"{answer:%dT%H:%M}")
        left.append(story.clock("resolution").target - story.clock("resolution").spent)
    assert left == [7_200 - 300 * turn for turn in range(21)]
    assert story.case.state == "open"
    # 400 minutes after nine it is 15:40, and twenty minutes are left.
    assert story.due("resolution") == at("02T16:00")


def test_f58_a_pause_and_a_return_in_the_same_instant_leave_the_deadline() -> None:
    story = Story("02T09:00", first_response=None, resolution=within("2h"))
    for _ in range(20):
        story.agent("02T09:30")
        story.customer("02T09:30")
    assert (story.clock("resolution").spent, story.due("resolution")) == (1_800, at("02T11:00"))


def test_d04_a_pause_over_a_weekend_costs_nothing() -> None:
    story = Story("06T16:00", first_response=None, resolution=within("2h"))
    story.agent("06T16:45")
    story.customer("09T10:00")
    assert story.due("resolution") == at("09T11:15")


def test_d04_a_pause_outside_hours_neither_gives_nor_takes() -> None:
    story = Story("06T16:00", first_response=None, resolution=within("2h"))
    story.agent("06T18:00")
    story.customer("07T12:00")
    assert story.due("resolution") == at("09T10:00")


# ── Who spoke last ───────────────────────────────────────────────────────────────────────────────


def test_d08_a_short_update_target_never_overrides_the_first_response() -> None:
    story = Story("02T09:00", next_response=within("5m"))
    story.customer("02T09:10")
    story.customer("02T09:20")
    assert story.time("02T09:44") == []
    assert (story.due(), story.clock("next_response").cycle) == (at("02T10:00"), 0)


def test_d09_nothing_is_broken_while_the_agent_spoke_last() -> None:
    story = Story("02T09:00", next_response=within("1h"), resolution=within("16h"))
    story.agent("02T09:30")
    assert story.time("13T12:00") == []
    assert next_instant(story.case) is None


CHANNELS: list[dict[str, Any]] = [
    {"in_reply_to": "m1", "root": "m1"},
    {"in_reply_to": "post-r1", "root": "m1"},  # to what we said
    {"visibility": "private"},
    {"visibility": "followers", "in_reply_to": "m1"},
    {},  # a new post that grouping put here
    {"text": None, "in_reply_to": "m1"},  # only a picture
    {"event": "edit", "edited_at": datetime(2026, 3, 2, 11, 0, tzinfo=UTC)},  # heard of as an edit
]


@pytest.mark.parametrize("how", CHANNELS, ids=str)
def test_d10_every_way_a_customer_can_speak_arms_the_clock_again(how: dict[str, Any]) -> None:
    story = Story("02T09:00", next_response=within("1h"))
    story.agent("02T09:30")
    story.customer("02T11:00", **how)
    armed = story.clock("next_response")
    assert (armed.cycle, armed.started_at, armed.due_at) == (1, at("02T11:00"), at("02T12:00"))


@pytest.mark.parametrize("state", ["open", "pending", "snoozed", "resolved"])
def test_d10_the_clock_is_armed_in_whatever_state_the_case_is(state: str) -> None:
    story = Story("02T09:00", next_response=within("1h"))
    story.agent("02T09:30")
    if state == "open":
        story.customer("02T10:00")
        story.agent("02T10:10")
        story.snooze("02T10:15", until="02T10:30")
        story.time("02T10:30")
    if state == "snoozed":
        story.snooze("02T10:00", until="05T12:00")
    if state == "resolved":
        story.resolve("02T10:00")
    assert story.case.state == state
    story.customer("02T11:00")
    owed = story.clock("first_response" if state == "resolved" else "next_response")
    assert (story.case.state, owed.due_at) == ("open", at("02T12:00"))


def test_d10_a_message_heard_of_late_counts_from_when_it_was_written() -> None:
    story = Story("02T09:00", next_response=within("1h"))
    story.agent("02T09:30")
    story.customer("02T11:00", heard="02T11:50")
    assert story.due("next_response") == at("02T12:00")


def test_d14_no_machine_satisfies_a_promise() -> None:
    story = Story("02T09:00", next_response=within("1h"))
    story.agent("02T09:01", kind="auto")
    assert story.time("02T10:00") == [("sla_breached", "first_response")]
    story.agent("02T10:10")
    story.customer("02T11:00")
    story.agent("02T11:01", kind="auto")
    assert story.time("02T12:00") == [("sla_breached", "next_response")]


# ── Warnings, cycles, results ────────────────────────────────────────────────────────────────────


def test_d11_a_warning_outside_hours_moves_to_the_opening() -> None:
    """Half an hour of the hour is left when the desk closes: the warning waits for Monday."""
    story = Story("06T16:45", first_response=within("1h", warn="45m"))
    assert story.clock().warn_at == at("06T17:00")
    story = Story("06T16:50", first_response=within("1h", warn="45m"))
    assert (story.clock().warn_at, story.due()) == (at("09T09:05"), at("09T09:50"))
    story = Story("07T12:00", first_response=within("1h", warn="59m59s"))
    assert story.clock().warn_at == at("09T09:00:01")


def test_d15_d16_reopenings_begin_cycles_and_each_breach_belongs_to_its_own() -> None:
    story = Story("02T09:00", next_response=within("1h"), resolution=within("4h"))
    assert story.time("02T10:00") == [("sla_breached", "first_response")]
    story.agent("02T10:30")
    story.resolve("02T11:00")
    story.customer("03T09:00")  # reopens
    assert [
        (c.name, c.cycle, c.due_at) for c in story.case.clocks.values() if not c.stopped_at
    ] == [
        ("first_response", 2, at("03T10:00")),
        ("resolution", 2, at("03T13:00")),
    ]
    story.agent("03T09:30")
    story.resolve("03T09:40")
    story.reopen("04T09:00")
    assert story.clock("resolution").cycle == 3
    assert story.clock("first_response").cycle == 2  # the agent spoke last: none is owed
    story.time("04T13:00")
    breaches = [
        (e.data["clock"], e.data["cycle"]) for e in story.events if e.kind == "sla_breached"
    ]
    assert breaches == [("first_response", 1), ("resolution", 3)]


def test_d05_after_the_end_no_result_moves_and_lateness_stops_growing() -> None:
    story = Story("02T09:00", resolution=within("1h"))
    story.resolve("02T10:20")
    frozen = story.case.clocks
    assert {(c.breached_at, c.stopped_at, c.spent) for c in frozen.values()} == {
        (at("02T10:00"), at("02T10:20"), 80 * 60)
    }
    assert story.time("20T10:00") == []
    assert story.case.clocks == frozen


# ── Calendars that make no sense ─────────────────────────────────────────────────────────────────


def test_f56_an_empty_calendar_is_refused() -> None:
    for weekly in ({}, {"monday": []}):
        with pytest.raises(ValidationError, match="the calendar is empty: give at least one day"):
            Calendar.model_validate({"time_zone": "UTC", "weekly": weekly})


def test_f56_400_days_of_holidays_are_bounded() -> None:
    def shut_for(days: int) -> Calendar:
        first = at("02T00:00").date()
        return weekdays(holidays=[first + timedelta(days=n) for n in range(days)])

    assert Story("02T09:00", calendar=shut_for(399)).due() == datetime(2027, 4, 5, 9, tzinfo=UTC)
    with pytest.raises(Malformed, match="nothing is open in the 400 days before"):
        Story("02T09:00", calendar=shut_for(402))


# ── What holds of any ────────────────────────────────────────────────────────────────────────────

starts = st.integers(0, 40 * 86_400_000_000).map(
    lambda us: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(microseconds=us)
)
targets = st.integers(1, 60 * HOUR)


def opened(start: datetime, target: int) -> Case:
    promise = policy(
        first_response={"within": target}, next_response=None, resolution={"within": target}
    )
    calendars = {"weekdays": LUNCH}
    said = mention(created_at=start)
    return fold(opening_events(mention=said, now=start, policy=promise, calendars=calendars))


def due(start: datetime, target: int) -> datetime:
    found = opened(start, target).clocks["first_response"].due_at
    assert found is not None
    return found


@given(starts, starts, targets, targets)
def test_deadlines_are_monotone_in_start_and_in_target(
    one: datetime, other: datetime, some: int, more: int
) -> None:
    earlier, later = sorted((one, other))
    short, long = sorted((some, more))
    assert due(earlier, short) <= due(later, short)
    assert due(earlier, short) <= due(earlier, long)
    assert due(earlier, short) > earlier


@given(starts, targets, starts)
def test_f51_evaluate_is_idempotent(start: datetime, target: int, now: datetime) -> None:
    case, calendars = opened(start, target), {"weekdays": LUNCH}
    events = evaluate(case, now, calendars)
    assert events == evaluate(case, now, calendars)
    assert evaluate(advance(case, events), now, calendars) == []
