"""F50, F51, F58, I3, I5: what must hold of clocks and events, whatever happens in which order."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from earshot.domain import happenings, transitions
from earshot.domain.case import Case, CaseEvent, Clock
from earshot.domain.clocks import calendar_of
from earshot.domain.explain import ExplainedTurn, explain
from earshot.domain.fold import advance, fold
from earshot.domain.ladder import acknowledge, ladder_of
from earshot.domain.playbook import Rung
from earshot.domain.sla import evaluate, next_instant
from earshot.errors import Illegal
from tests import builders
from tests.builders import mention, opening_events, policy, reply, weekdays

CALENDARS = {**builders.CALENDARS, "mornings": weekdays(weekly={"mon": "09:00-12:00"})}
LADDER = ladder_of([Rung(contact="agent"), Rung(contact="lead", after=600, repeat=1)])


class Desk(RuleBasedStateMachine):
    """One case in the hands of a customer, an agent and a timer."""

    @initialize(
        pauses=st.sampled_from([("pending",), ("snoozed",), ("pending", "snoozed"), ()]),
        alerts=st.sampled_from([None, "mornings"]),
        begin=st.sampled_from(
            [
                datetime(2026, 3, 27, 9, 0, 0, 500_000, tzinfo=UTC),  # the clocks change on Sunday
                datetime(2026, 3, 27, 16, 30, tzinfo=UTC),
                datetime(2026, 3, 30, 4, 0, tzinfo=UTC),
                datetime(2026, 10, 23, 15, 59, 59, 999_999, tzinfo=UTC),
            ]
        ),
    )
    def open(self, pauses: tuple[str, ...], alerts: str | None, begin: datetime) -> None:
        self.now = begin
        self.posts = 1
        self.events: list[CaseEvent] = opening_events(
            mention=mention(created_at=self.now),
            now=self.now,
            policy=policy(pause_while=pauses, alert_calendar=alerts),
            calendars=CALENDARS,
        )
        self.case: Case = fold(self.events)

    def follow(self, events: list[CaseEvent]) -> None:
        spent = self.spent()
        self.case = advance(self.case, events)
        self.events += events
        for cycle, now in self.spent().items():
            assert now >= spent.get(cycle, 0), "what remains of a promise has grown"

    def spent(self) -> dict[tuple[str, int], int]:
        return {(clock.name, clock.cycle): clock.spent for clock in self.case.clocks.values()}

    @rule(seconds=st.sampled_from([0, 1, 60, 1_800, 3_600, 7_200, 86_400]), ms=st.integers(0, 999))
    def time_passes(self, seconds: int, ms: int) -> None:
        self.now += timedelta(seconds=seconds, milliseconds=ms)

    @rule()
    def timer_fires(self) -> None:
        due = next_instant(self.case)
        events = evaluate(self.case, self.now, CALENDARS, LADDER)
        assert bool(events) == (due is not None and due <= self.now)
        self.follow(events)
        assert evaluate(self.case, self.now, CALENDARS, LADDER) == []

    @rule(late=st.integers(0, 7_200))
    def customer_writes(self, late: int) -> None:
        self.posts += 1
        said = mention(id=f"m{self.posts}", created_at=self.now - timedelta(seconds=late))
        self.follow(happenings.add_mention(self.case, said, now=self.now, calendars=CALENDARS))

    @rule(kind=st.sampled_from(["human", "auto"]), late=st.integers(0, 600))
    def reply_arrives(self, kind: str, late: int) -> None:
        sent = reply(kind=kind, sent_at=self.now - timedelta(seconds=late))
        self.follow(happenings.reply_sent(self.case, sent, now=self.now, calendars=CALENDARS))

    @rule(data=st.data())
    @precondition(lambda self: any(event.alert_id for event in self.events))
    def somebody_sees_an_alert(self, data: st.DataObject) -> None:
        alert = data.draw(st.sampled_from([event for event in self.events if event.alert_id]))
        self.follow(acknowledge(self.case, alert, by="lead", now=self.now))

    @rule(hours=st.integers(1, 48))
    @precondition(lambda self: self.case.state != "resolved")
    def agent_snoozes(self, hours: int) -> None:
        until = self.now + timedelta(hours=hours)
        self.follow(
            transitions.snooze(
                self.case, until=until, by="grace", now=self.now, calendars=CALENDARS
            )
        )

    @rule(command=st.sampled_from(["resolve", "reopen", "wake"]))
    def agent_acts(self, command: str) -> None:
        more = {"resolve": {"resolution": "solved"}, "reopen": {"reason": "wrong"}, "wake": {}}
        act = getattr(transitions, command)
        try:
            events = act(self.case, by="grace", now=self.now, calendars=CALENDARS, **more[command])
        except Illegal:
            return
        self.follow(events)

    @invariant()
    def the_state_is_the_fold_of_the_events(self) -> None:
        assert [event.version for event in self.events] == list(range(1, len(self.events) + 1))
        stored = [CaseEvent.model_validate_json(e.model_dump_json()) for e in self.events]
        assert fold(stored) == self.case

    @invariant()
    def no_alert_is_early_and_none_comes_twice(self) -> None:
        alerts = [event for event in self.events if event.alert_id]
        assert max(Counter(event.alert_id for event in alerts).values(), default=1) == 1
        for event in alerts:
            if event.kind != "sla_warned":
                assert event.at >= datetime.fromisoformat(event.data["due_at"])

    @invariant()
    def every_broken_promise_has_exactly_one_breach_on_record(self) -> None:
        for name, clock in self.case.clocks.items():
            told = Counter(
                event.kind
                for event in self.events
                if event.data.get("clock") == name and event.data.get("cycle") == clock.cycle
            )
            assert (told["sla_warned"] > 0) == (clock.warned_at is not None)
            assert told["sla_breached"] == (clock.breached_at is not None)
            assert told["case_escalated"] == clock.page <= len(LADDER)
            assert bool(clock.page) == (clock.escalated_at is not None)

    @invariant()
    def nobody_is_paged_after_an_acknowledgement_and_nobody_warned_out_of_hours(self) -> None:
        for clock in self.case.clocks.values():
            assert not (clock.acknowledged_at and clock.escalate_at)
        alerts = self.case.clocks["resolution"].alert_calendar
        for event in self.events:
            if alerts and event.kind == "sla_warned":
                assert CALENDARS[alerts].is_open(event.at)

    @invariant()
    def no_clock_has_counted_more_than_has_passed(self) -> None:
        for clock in self.case.clocks.values():
            passed = calendar_of(clock, CALENDARS).between(clock.started_at, self.now)
            assert clock.spent <= passed, "this promise would be due early"

    @invariant()
    def recomputing_from_the_events_gives_the_stamped_result(self) -> None:
        found = {(e.clock, e.cycle): e for e in explain(self.events, CALENDARS, self.now)}
        for name, clock in self.case.clocks.items():
            earlier = [found[key] for key in found if key[0] == name and key[1] < clock.cycle]
            assert sum(one.counted_seconds for one in earlier) == clock.spent_before
            if clock.cycle:
                self.agrees(clock, found[name, clock.cycle])

    def agrees(self, clock: Clock, told: ExplainedTurn) -> None:
        calendar = calendar_of(clock, CALENDARS)
        elapsed = calendar.between(clock.running_since or self.now, self.now)
        assert told.counted_seconds == clock.spent + elapsed
        assert told.counted_seconds == sum(interval.seconds for interval in told.intervals)
        assert "earlier_calendar" not in {interval.why for interval in told.intervals}
        assert all(one.end == next_.start for one, next_ in pairwise(told.intervals + told.ahead))
        if told.ahead:
            # Parts of a second on both sides of now are no whole one.
            left = clock.target - told.counted_seconds - sum(i.seconds for i in told.ahead)
            assert left in (0, 1)

    @invariant()
    def a_resolved_case_has_no_clock_running_and_nothing_to_wait_for(self) -> None:
        if self.case.state == "resolved":
            assert all(clock.stopped_at for clock in self.case.clocks.values())
            assert next_instant(self.case) is None

    @invariant()
    def a_paused_clock_has_no_deadline_and_a_running_one_has(self) -> None:
        for clock in self.case.clocks.values():
            if clock.running_since:
                assert clock.due_at is not None
                assert self.case.state not in clock.pauses
            elif clock.stopped_at is None:
                assert (clock.due_at, clock.warn_at, clock.escalate_at) == (None, None, None)

    @invariant()
    def at_most_one_response_is_owed(self) -> None:
        owed = [
            name
            for name, clock in self.case.clocks.items()
            if name != "resolution" and clock.stopped_at is None
        ]
        assert len(owed) <= 1


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
