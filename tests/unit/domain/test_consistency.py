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
