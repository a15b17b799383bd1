"""What moves after a warning: one that then lies later comes once more, one that is nearer not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from earshot.domain.calendar import Calendar
from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import fold
from earshot.domain.happenings import add_mention, reply_sent
from earshot.domain.recalculation import recalculate
from earshot.domain.repromise import repromise
from earshot.domain.sla import evaluate, next_instant
from tests.builders import MONDAY_NINE, mention, opening_events, policy, reply, weekdays

NO_MORE: dict[str, Any] = {"next_response": None, "resolution": None}
USUAL = weekdays()
LUNCH = weekdays(weekly={"mon": ["09:00-09:50", "11:00-17:00"], "tue": "09:00-17:00"})
EARLY = weekdays(weekly={"mon": "08:50-17:00", "tue": "09:00-17:00"})


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=UTC)


class Story:
    """A case of Monday at nine, to be answered within the hour, and the timer that watches it."""

    def __init__(self, **over: Any) -> None:
        self.calendar = USUAL
        self.events: list[CaseEvent] = opening_events(policy=policy(**NO_MORE | over))

    @property
    def case(self) -> Case:
        return fold(self.events)

    @property
    def calendars(self) -> dict[str, Calendar]:
        return {"weekdays": self.calendar}

    def follow(self, events: list[CaseEvent]) -> None:
        self.events += events

    def until(self, when: str) -> list[tuple[str, str]]:
        """What punctual timers tell until then, the calendar brought up to date before each."""
        told = []
        while (due := next_instant(self.case)) and due <= at(when):
            events = evaluate(self.case, due, self.calendars)
            self.follow(events)
            told += [(f"{e.at:%dT%H:%M}", e.kind) for e in events if e.alert_id]
        return told

    def edit(self, calendar: Calendar, when: str) -> None:
        self.calendar = calendar
        self.follow(recalculate(self.case, self.calendars, by="lead", now=at(when)))

    def promise(self, when: str, **over: Any) -> None:
        terms = policy(**NO_MORE | over)
        told: dict[str, Any] = {"playbook": "v2:def", "by": "lead", "calendars": self.calendars}
        self.follow(repromise(self.case, "other", terms, now=at(when), **told))


def test_a_deadline_that_moves_while_its_warning_stays_is_not_warned_of_again() -> None:
    story = Story()
    assert story.until("02T09:45") == [("02T09:45", "sla_warned")]
    story.edit(LUNCH, "02T09:46")
    assert story.case.clocks["first_response"].due_at == at("02T11:10")
    assert evaluate(story.case, at("02T09:46"), story.calendars) == []
    # A quarter of an hour was left at 09:45 by this calendar as well: five minutes before lunch.
    assert story.until("02T11:20") == [("02T11:10", "sla_breached")]


def test_a_holiday_that_was_forgotten_warns_once_more_on_the_next_day() -> None:
    story = Story()
    story.until("02T09:45")
    story.edit(weekdays(holidays=["2026-03-02"]), "02T09:50")
    assert story.until("03T10:10") == [
        ("03T09:45", "sla_warned"),
        ("03T10:00", "sla_breached"),
    ]
    first, second = (e for e in story.events if e.kind == "sla_warned")
    assert first.alert_id != second.alert_id
    assert second.data["due_at"] == "2026-03-03T10:00:00Z"


def test_a_warning_that_moves_nearer_with_its_deadline_does_not_come_again() -> None:
    story = Story()
    story.until("02T09:45")
    story.edit(EARLY, "02T09:46")
    story.promise("02T09:47", first_response={"within": "55m", "warn": "15m"})
    assert story.case.clocks["first_response"].due_at == at("02T09:55")
    assert story.until("02T12:00") == [("02T09:55", "sla_breached")]


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (
            {"within": "4h", "warn": "15m"},
            [("02T12:45", "sla_warned"), ("02T13:00", "sla_breached")],
        ),
        (
            {"within": "1h", "warn": "5m"},
            [("02T09:55", "sla_warned"), ("02T10:00", "sla_breached")],
        ),
        (
            {"within": "58m", "warn": "2m"},  # due nearer, and warned of later
            [("02T09:56", "sla_warned"), ("02T09:58", "sla_breached")],
        ),
        ({"within": "1h", "warn": "45m"}, [("02T10:00", "sla_breached")]),
        ({"within": "4h"}, [("02T13:00", "sla_breached")]),
    ],
)
def test_another_policy_warns_by_its_own_terms_where_more_than_its_lead_is_left(
    terms: dict[str, str], told: list[tuple[str, str]]
) -> None:
    story = Story()
    story.until("02T09:45")
    story.promise("02T09:50", first_response=terms)
    assert story.until("02T14:00") == told


def test_a_pause_after_the_warning_gives_no_time_and_no_second_warning() -> None:
    story = Story(first_response=None, resolution={"within": "2h", "warn": "30m"})
    assert story.until("02T10:40") == [("02T10:30", "sla_warned")]
    now, calendars = at("02T10:40"), story.calendars
    story.follow(reply_sent(story.case, reply(sent_at=now), now=now, calendars=calendars))
    later = at("02T14:00")
    said = mention(id="m2", created_at=later)
    story.follow(add_mention(story.case, said, now=later, calendars=calendars))
    assert story.case.clocks["resolution"].due_at == at("02T14:20")
    assert story.until("02T16:00") == [("02T14:20", "sla_breached")]


def test_a_policy_that_changes_while_the_promise_rests_warns_once_it_goes_on() -> None:
    story = Story(first_response=None, resolution={"within": "2h", "warn": "30m"})
    story.until("02T10:30")
    now, calendars = at("02T10:40"), story.calendars
    story.follow(reply_sent(story.case, reply(sent_at=now), now=now, calendars=calendars))
    story.promise("02T11:00", first_response=None, resolution={"within": "3h", "warn": "30m"})
    assert next_instant(story.case) is None
    later = at("02T14:00")
    said = mention(id="m2", created_at=later)
    story.follow(add_mention(story.case, said, now=later, calendars=calendars))
    assert story.until("02T16:00") == [("02T14:50", "sla_warned"), ("02T15:20", "sla_breached")]


def test_a_clock_that_was_warned_of_and_went_on_before_this_was_known_is_left_in_peace() -> None:
    """What earlier versions stored: a warning set to the instant at which the clock went on."""
    story = Story(first_response=None, resolution={"within": "2h", "warn": "30m"})
    clock = story.case.clocks["resolution"].model_copy(
        update={
            "spent": 6_000,
            "running_since": at("02T14:00"),
            "warned_at": at("02T10:30"),
            "warn_at": at("02T14:00"),
            "due_at": at("02T14:20"),
        }
    )
    case = story.case.model_copy(update={"clocks": {"resolution": clock}})
    assert next_instant(case) == at("02T14:20")


def test_a_warning_that_an_edit_moves_later_alone_does_not_come_early() -> None:
    story = Story(first_response={"within": "1h", "warn": "30m"})
    assert story.case.clocks["first_response"].warn_at == at("02T09:30")
    # Twenty minutes more before the old warning, twenty fewer after it: due at ten as before.
    story.calendar = weekdays(weekly={"mon": ["09:00-09:20", "09:40-10:00", "10:00-10:20"]})
    story.edit(story.calendar, "02T09:10")
    assert story.case.clocks["first_response"].warn_at == at("02T09:50")


def test_an_edit_that_moves_nothing_writes_nothing() -> None:
    story = Story()
    story.edit(weekdays(weekly={"mon": "09:00-17:00", "fri": "09:00-12:00"}), "02T09:10")
    assert [event.kind for event in story.events] == ["case_opened"]


class Moving(RuleBasedStateMachine):
    """A promise whose calendar and terms change under it while its timer fires now and then."""

    @initialize(lead=st.sampled_from(["15m", "50m"]))
    def open(self, lead: str) -> None:
        self.story = Story(first_response={"within": "1h", "warn": lead})
        self.now = MONDAY_NINE
        self.number = 0

    @rule(minutes=st.sampled_from([0, 1, 5, 14, 15, 45, 600]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def timer_fires(self) -> None:
        case, calendars = self.story.case, self.story.calendars
        events = evaluate(case, self.now, calendars)
        due = next_instant(case)
        assert due is None or bool(events) >= (due <= self.now)
        self.story.follow(events)
        assert evaluate(self.story.case, self.now, calendars) == []

    @rule(calendar=st.sampled_from([USUAL, LUNCH, EARLY, weekdays(holidays=["2026-03-02"])]))
    def calendar_is_edited(self, calendar: Calendar) -> None:
        self.story.edit(calendar, f"{self.now:%dT%H:%M}")

    @rule(within=st.sampled_from(["55m", "1h", "4h"]), warn=st.sampled_from(["0s", "5m", "30m"]))
    def policy_is_changed(self, within: str, warn: str) -> None:
        self.number += 1
        terms = policy(**NO_MORE, first_response={"within": within, "warn": warn})
        events = repromise(
            self.story.case,
            f"policy-{self.number}",
            terms,
            playbook="v2:def",
            by="lead",
            now=self.now,
            calendars=self.story.calendars,
        )
        self.story.follow(events)

    @invariant()
    def every_warning_has_an_id_of_its_own_and_none_comes_after_the_breach(self) -> None:
        told = [event for event in self.story.events if event.alert_id]
        assert len({event.alert_id for event in told}) == len(told)
        kinds = [event.kind for event in told]
        assert kinds.count("sla_breached") <= 1
        assert "sla_warned" not in kinds[[*kinds, "sla_breached"].index("sla_breached") :]

    @invariant()
    def each_warning_after_the_first_is_of_a_later_instant(self) -> None:
        stamps = [
            datetime.fromisoformat(event.changes["clocks"]["first_response"]["warned_at"])
            for event in self.story.events
            if event.kind == "sla_warned"
        ]
        assert stamps == sorted(set(stamps))

    @invariant()
    def the_state_is_the_fold_of_what_is_stored(self) -> None:
        stored = [CaseEvent.model_validate_json(e.model_dump_json()) for e in self.story.events]
        assert fold(stored) == self.story.case


TestMoving = Moving.TestCase
TestMoving.settings = settings(max_examples=100, stateful_step_count=20, deadline=None)
