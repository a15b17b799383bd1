"""Items of the version before assignment, ladders and turns still load, and their cases go on."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from earshot.domain.case import Case, CaseEvent
from earshot.domain.explain import explain
from earshot.domain.fold import fold
from earshot.domain.records import AuthorRecord, MentionRecord
from earshot.store import items
from earshot.store.keys import Key
from tests import builders, invariants
from tests.desk import Desk

SAMPLE = Path(__file__).parents[1] / "samples" / "earlier" / "desk.jsonl"
THEN = datetime(2026, 3, 3, 16, 50, tzinfo=UTC)
READ: dict[str, Callable[[Any], Any]] = {
    "CASE": items.case_from,
    "EVENT": items.event_from,
    "REPLY": items.reply_from,
    "MENTION": items.mention_from,
    "PROFILE": items.author_from,
}


def earlier() -> Desk:
    """A desk that goes on with them under a playbook that knows all of today's rules."""
    hours = {"within": "8h", "warn": "1h", "escalate_after": "1h"}
    first = {"within": "1h", "warn": "15m", "escalate_after": "30m"}
    following = {"within": "2h", "warn": "30m"}
    promises = {"first_response": first, "next_response": following, "resolution": hours}
    desk = Desk(
        builders.promising_playbook(
            sla_policies={"standard": {"calendar": "weekdays", **promises}},
            escalation=[{"contact": "lead", "after": "30m"}, {"contact": "head", "after": "1h"}],
            closing={"after": "3h"},
            assignment={"ownerless_after": "4h"},
        )
    )
    desk.clock.set(THEN)
    for line in SAMPLE.read_text().splitlines():
        item = json.loads(line)
        key = Key(item["pk"]["S"], item["sk"]["S"])
        read = READ.get(key.sk.partition("#")[0], items.timer_from)
        desk.store.rows.put(key, read(item))
    desk.relay()
    desk.alerts.published.clear()
    return desk


def overdue(desk: Desk) -> Case:
    """The case that is open and nobody's, whose first response is overdue and was escalated."""
    (found,) = [case for case in desk.cases() if case.state == "open"]
    return found


def test_every_item_loads_and_each_state_is_still_the_fold_of_its_events() -> None:
    desk = earlier()
    rows = desk.store.rows
    kinds = (Case, CaseEvent, MentionRecord, AuthorRecord)
    assert [len(rows.of_kind(kind)) for kind in kinds] == [2, 13, 3, 1]
    for case in desk.cases():
        events = desk.events(case.id)
        assert fold(events) == case
        for turn in explain(events, desk.playbook.calendars, THEN):
            assert turn.counted_seconds == sum(interval.seconds for interval in turn.intervals)


def test_a_timer_that_was_set_then_is_kept_to_the_second_and_pages_nobody_again() -> None:
    desk = earlier()
    assert overdue(desk).clocks["first_response"].escalated_at is not None
    desk.pass_time(THEN + timedelta(days=2))
    told = [e for e in desk.events(overdue(desk).id) if e.alert_id and e.at > THEN]
    assert [(e.kind, e.data["clock"], e.data["late_seconds"]) for e in told] == [
        ("sla_breached", "resolution", 0),
        ("case_escalated", "resolution", 0),
        ("case_escalated", "resolution", 0),
    ]
    assert len({e.alert_id for e in told}) == 3
    invariants.histories(desk)
    invariants.timers(desk)


def test_its_customer_writes_is_answered_and_ends_by_silence_by_todays_rules() -> None:
    desk = earlier()
    case = overdue(desk)
    desk.hear(id="m9", root=case.thread, created_at=THEN, text="Is anybody there?")
    desk.answer(case_id=case.id)
    desk.rest()
    assert answered(desk).closes_at == desk.clock.now() + timedelta(hours=3)
    desk.pass_time(THEN + timedelta(days=1))
    assert [c.resolution for c in desk.cases() if c.id == case.id] == ["auto_closed"]
    invariants.histories(desk)
    invariants.timers(desk)
    invariants.one_case_for_a_thread(desk)


def answered(desk: Desk) -> Case:
    (found,) = [case for case in desk.cases() if case.state == "pending"]
    return found
