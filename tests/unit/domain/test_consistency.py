"""What cannot be about a case is told by its kind, and nothing else is."""

from datetime import timedelta

from earshot.domain.consistency import faults
from tests.builders import reply
from tests.desk import Desk


def worked_on() -> Desk:
    desk = Desk()
    desk.hear()
    desk.answer()
    desk.rest()
    return desk


def kinds(desk: Desk, **over: object) -> list[str]:
    found = desk.store.history(desk.case().id)
    assert found is not None
    case, events, replies = found
    return [
        fault.kind
        for fault in faults(
            over.get("case", case),  # type: ignore[arg-type]
            over.get("events", events),  # type: ignore[arg-type]
            over.get("replies", replies),  # type: ignore[arg-type]
            desk.clock.now(),
        )
    ]


def test_a_case_that_was_worked_on_is_sound() -> None:
    desk = worked_on()
    assert kinds(desk) == []


def test_an_event_that_is_not_there_is_a_gap() -> None:
    desk = worked_on()
    assert kinds(desk, events=desk.events()[:-1]) == ["events_with_gaps"]
    assert kinds(desk, events=[*desk.events()[:1], *desk.events()[2:]]) == ["events_with_gaps"]


def test_a_state_that_no_event_told_of_is_named() -> None:
    desk = worked_on()
    wrong = desk.case().model_copy(update={"team": "elsewhere"})
    assert kinds(desk, case=wrong) == ["state_is_not_the_fold"]


def test_a_reply_may_be_sending_under_its_lease_and_a_while_after_it() -> None:
    desk = worked_on()
    at = desk.clock.now()
    sending = reply(case_id=desk.case().id, state="sending", lease_until=at)
    assert kinds(desk, replies=[sending]) == []
    desk.clock.set(at + timedelta(minutes=15))
    assert kinds(desk, replies=[sending]) == []
    desk.clock.set(at + timedelta(minutes=15, seconds=1))
    assert kinds(desk, replies=[sending]) == ["reply_left_sending"]


def test_a_planned_reply_may_wait_for_its_platform_and_an_hour_longer() -> None:
    desk = worked_on()
    at = desk.clock.now()
    waiting = reply(case_id=desk.case().id, created_at=at, not_before=at + timedelta(hours=5))
    desk.clock.set(at + timedelta(hours=6))
    assert kinds(desk, replies=[waiting]) == []
    desk.clock.advance(seconds=1)
    assert kinds(desk, replies=[waiting]) == ["reply_left_planned"]


def test_a_reply_that_a_person_sends_again_is_new_from_then_on() -> None:
    desk = worked_on()
    (event, *_) = [e for e in desk.events() if e.reply_id]
    again = reply(
        id=event.reply_id, case_id=desk.case().id, created_at=event.at - timedelta(days=3)
    )
    assert kinds(desk, replies=[again]) == []


def test_s53_a_part_may_wait_for_the_one_before_it_and_not_beyond_its_end() -> None:
    desk = worked_on()
    more = {"case_id": desk.case().id, "parts": 2}
    first = reply(id="r1", part=1, state="unknown", **more)
    second = reply(id="r1-2", part=2, state="waiting", **more)
    assert kinds(desk, replies=[first, second]) == []
    ended = first.model_copy(update={"state": "sent"})
    assert kinds(desk, replies=[ended, second]) == ["reply_left_waiting"]


def test_s53_a_part_whose_turn_came_late_is_not_left_planned() -> None:
    desk = worked_on()
    (sent,) = desk.replies()
    desk.clock.advance(hours=2)
    now = desk.clock.now()
    history = desk.store.history(desk.case().id)
    assert history is not None
    events = [e.model_copy(update={"at": now}) if e.kind == "reply_sent" else e for e in history[1]]
    part = {"part": 2, "parts": 2, "case_id": sent.case_id, "created_at": sent.created_at}
    late = reply(id=f"{sent.id}-2", state="planned", **part)
    found = [f.kind for f in faults(history[0], events, [sent, late], now)]
    assert "reply_left_planned" not in found
    other = reply(id="other", state="planned", case_id=sent.case_id, created_at=sent.created_at)
    found = [f.kind for f in faults(history[0], events, [sent, other], now)]
    assert "reply_left_planned" in found
