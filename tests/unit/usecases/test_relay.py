"""What goes out when the table has changed, and what happens when it is told twice."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from earshot.domain.changes import (
    AnswerCameEarly,
    Change,
    EventAdded,
    OutcomeCounted,
    ReplyPlanned,
    TimerSet,
)
from earshot.domain.mention import MentionKey
from earshot.domain.records import Counts
from earshot.errors import Unavailable
from earshot.usecases.relay import Relay
from local.memory.effects import MemoryAlerts, MemoryOrderedQueue, MemoryTimers
from local.memory.store import MemoryStore
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk

HOUR = "2026-03-02T09"


class World:
    def __init__(self) -> None:
        self.store = MemoryStore()
        self.timers = MemoryTimers()
        self.replies = MemoryOrderedQueue()
        self.alerts = MemoryAlerts()
        self.relay = Relay(
            store=self.store, timers=self.timers, replies=self.replies, alerts=self.alerts
        )

    def counts(self, hour: str = HOUR) -> Counts:
        found = self.store.counts("generic", "acmehelp", since=hour, until=hour)
        return found.get(hour, Counts())


def stored(number: int, hour: str = HOUR, account: str = "acmehelp") -> Change:
    return OutcomeCounted("generic", account, hour, Counts(stored=number))


def test_each_due_step_is_started_once() -> None:
    world = World()
    world.relay.carry_out(
        [TimerSet("20260302T090500Z"), TimerSet("20260302T090500Z"), TimerSet("20260302T091000Z")],
        batch="b1",
    )
    assert list(world.timers.started) == ["20260302T090500Z", "20260302T091000Z"]
    assert world.timers.started["20260302T090500Z"] == MONDAY_NINE + timedelta(minutes=5)


def test_a_batch_that_is_told_twice_orders_and_counts_once() -> None:
    world = World()
    changes = [ReplyPlanned(builders.reply()), stored(2), stored(1)]
    for _ in range(2):
        world.relay.carry_out(changes, batch="b1")
    assert [json.loads(body) for body in world.replies.take()] == [
        {"case_id": "c1", "reply_id": "p1"}
    ]
    assert world.counts().stored == 3


def test_outcomes_are_summed_by_hour_and_account() -> None:
    world = World()
    later = "2026-03-02T10"
    changes = [stored(1), stored(1, later), stored(1), stored(1, account="other")]
    world.relay.carry_out(changes, batch="b1")
    assert (world.counts().stored, world.counts(later).stored) == (2, 1)
    assert world.store.counts("generic", "other", since=HOUR, until=HOUR)[HOUR].stored == 1


def breached() -> EventAdded:
    data = {"clock": "first_response", "due_at": "2026-03-02T10:00:00Z", "late_seconds": 0}
    return EventAdded(
        builders.case_event(
            version=2,
            kind="sla_breached",
            alert_id="a1",
            data={**data, "target_seconds": 3600, "calendar": "weekdays", "time_zone": "UTC"},
        )
    )


def test_f59_an_alert_that_cannot_be_published_comes_again_under_the_same_id() -> None:
    """F59: the stream goes round again; nothing has been counted in between."""
    world = World()
    world.store.commit(builders.opening())
    changes: list[Change] = [breached(), stored(1)]

    class Deaf(MemoryAlerts):
        def publish(self, **said: object) -> None:
            raise Unavailable("SNS did not answer")

    relay = Relay(store=world.store, timers=world.timers, replies=world.replies, alerts=Deaf())
    with pytest.raises(Unavailable):
        relay.carry_out(changes, batch="b1")
    assert world.counts().stored == 0
    world.relay.carry_out(changes, batch="b1")
    (alert,) = world.alerts.published
    assert (alert.attributes["alert_id"], alert.attributes["kind"]) == ("a1", "sla_breached")
    assert world.counts().stored == 1


def test_events_that_nobody_waits_for_go_nowhere() -> None:
    world = World()
    world.relay.carry_out([EventAdded(builders.case_event())], batch="b1")
    assert (world.alerts.published, len(world.replies), world.timers.started) == ([], 0, {})


def test_p1_each_delivery_is_counted_in_the_hour_in_which_it_came() -> None:
    """P1: a duplicate and an edit of yesterday's post balance today's receipts."""
    desk = Desk()
    desk.hear()
    today = datetime.fromisoformat("2026-03-03T15:20:00Z")
    desk.clock.set(today)
    desk.hear()
    desk.hear(event="edit", text="Hm", edited_at=today)
    desk.rest()
    hours = desk.hours()
    assert {hour: counts.missing for hour, counts in hours.items()} == {HOUR: 0, "2026-03-03T15": 0}
    assert hours["2026-03-03T15"] == Counts(received=2, stored=1, duplicate=1)


def test_f59_what_fails_behind_an_alert_does_not_tell_people_again() -> None:
    """F59: the counts could not be written three times; the supervisor heard once."""
    world = World()
    world.store.commit(builders.opening())
    failures = [Unavailable("DynamoDB did not answer")] * 3

    class Busy(MemoryStore):
        def count_outcomes(self, *where: Any, **what: Any) -> None:
            if failures:
                raise failures.pop()
            super().count_outcomes(*where, **what)

    busy = Busy()
    busy.rows = world.store.rows
    relay = Relay(store=busy, timers=world.timers, replies=world.replies, alerts=world.alerts)
    for _ in range(3):
        with pytest.raises(Unavailable):
            relay.carry_out([breached(), stored(1)], batch="b1")
    relay.carry_out([breached(), stored(1)], batch="b1")
    assert len(world.alerts.published) == 1
    assert world.counts().stored == 1


def test_an_alert_links_to_the_page_of_its_case_where_there_is_one() -> None:
    world = World()
    world.store.commit(builders.opening())
    page = "https://desk.example/cases/{case_id}"
    linking = Relay(
        store=world.store,
        timers=world.timers,
        replies=world.replies,
        alerts=world.alerts,
        case_url=page,
    )
    linking.carry_out([breached()], batch="b1")
    world.relay.carry_out([breached()], batch="b2")
    urls = [json.loads(alert.bodies["sqs"])["url"] for alert in world.alerts.published]
    assert urls == ["https://desk.example/cases/c1", None]


class Noting:
    """Gives cases to people and brings peers together, and notes what it is asked for."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.trouble = trouble

    def place(self, case_id: str) -> str | None:
        self.asked.append(f"place {case_id}")
        return None

    def fill(self, name: str) -> int:
        raise AssertionError("nobody has been freed")

    def link_question(self, case_id: str, question: MentionKey) -> str | None:
        return self._link(f"{question.id} of {case_id}")

    def link_answer(self, early: MentionKey) -> str | None:
        return self._link(early.id)

    def _link(self, name: str) -> None:
        self.asked.append(f"link {name}")
        if self.trouble:
            raise self.trouble

    def relay(self, world: World) -> Relay:
        return Relay(
            store=world.store,
            timers=world.timers,
            replies=world.replies,
            alerts=world.alerts,
            pusher=lambda: self,
            peers=lambda: self,
        )


def late_question() -> EventAdded:
    """Left to peers, if we had heard of it in time."""
    opened = builders.case(act="hold").model_dump(mode="json", exclude_none=True)
    return EventAdded(builders.case_event(changes=opened, mention_id="m1"))


def test_no_person_waits_for_what_brings_peers_together() -> None:
    """A broken playbook or a silent index holds back nobody."""
    world, noting = World(), Noting(Unavailable("the index did not answer"))
    other = EventAdded(builders.case_event(case_id="c2", changes={"state": "open"}))
    early = AnswerCameEarly(builders.mention(id="m2").key)
    for number, changes in enumerate([[late_question(), other, stored(2)], [early, stored(1)]]):
        with pytest.raises(Unavailable):
            noting.relay(world).carry_out(changes, batch=f"b{number}")
    assert noting.asked == ["place c2", "link m1 of c1", "link m2"]


def test_p1_a_batch_that_fails_and_comes_again_in_halves_is_counted_once() -> None:
    """P1: the stream splits what failed, and each half has a name of its own."""
    world, noting = World(), Noting(Unavailable("the index did not answer"))
    first: list[Change] = [late_question(), stored(2)]
    second: list[Change] = [stored(1)]
    with pytest.raises(Unavailable):
        noting.relay(world).carry_out([*first, *second], batch="b1")
    noting.trouble = None
    noting.relay(world).carry_out(first, batch="b2")
    noting.relay(world).carry_out(second, batch="b3")
    assert world.counts().stored == 3


def test_a_question_that_came_late_is_given_to_somebody_once_peers_have_been_asked() -> None:
    noting = Noting()
    noting.relay(World()).carry_out([late_question()], batch="b1")
    assert noting.asked == ["link m1 of c1", "place c1"]
