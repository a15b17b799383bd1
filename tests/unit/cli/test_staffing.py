"""Late first answers are predicted as a queue of people would have it, counted by hand here."""

from datetime import UTC, datetime, timedelta

from cli.simulation.staffing import Work, serve
from earshot.domain.calendar import Calendar

WEEK = {"monday": "09:00-17:00", "tuesday": "09:00-17:00"}
DESK = {"desk": Calendar.model_validate({"time_zone": "UTC", "weekly": WEEK})}
SIX = timedelta(minutes=6)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)  # 2 March 2026 is a Monday


def test_one_person_takes_one_case_after_the_other() -> None:
    work = [Work(at(2, 9), 10, at(2, 9, 10), "desk"), Work(at(2, 9), 10, at(2, 9, 10), "desk")]
    served = serve(work, 1, SIX, DESK)
    assert [s.answered for s in served] == [at(2, 9, 6), at(2, 9, 12)]
    assert [s.late for s in served] == [False, True]


def test_a_second_person_keeps_the_promise() -> None:
    work = [Work(at(2, 9), 10, at(2, 9, 10), "desk"), Work(at(2, 9), 10, at(2, 9, 10), "desk")]
    assert not any(s.late for s in serve(work, 2, SIX, DESK))


def test_the_more_urgent_case_goes_first_though_it_came_later() -> None:
    work = [
        Work(at(2, 9), 0, None, "desk"),
        Work(at(2, 9, 1), 10, None, "desk"),
        Work(at(2, 9, 2), 80, None, "desk"),
    ]
    assert [s.work.priority for s in serve(work, 1, SIX, DESK)] == [0, 80, 10]


def test_nobody_works_while_the_promise_is_closed() -> None:
    served = serve([Work(at(2, 16, 58), 0, None, "desk")], 1, SIX, DESK)
    assert served[0].answered == at(3, 9, 4)
    night = serve([Work(at(2, 20), 0, None, "desk")], 1, SIX, DESK)
    assert night[0].answered == at(3, 9, 6)


def test_what_is_promised_round_the_clock_is_answered_at_night() -> None:
    work = [Work(at(2, 20), 90, None, "desk"), Work(at(2, 20), 0, at(2, 20, 15), "always")]
    served = serve(work, 1, SIX, DESK)
    assert [(s.work.calendar, s.answered) for s in served] == [
        ("always", at(2, 20, 6)),
        ("desk", at(3, 9, 6)),
    ]
