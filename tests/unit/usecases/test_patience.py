"""A platform that asks for patience gets it, and no reply is lost or left without an end."""

from datetime import datetime, timedelta

import pytest

from earshot.domain.case import Reply
from earshot.errors import Throttled, Unavailable
from earshot.usecases.patience import seconds_until
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all


def answered(*, then: timedelta) -> tuple[Desk, Reply]:
    """An ordered reply that the platform does not want to hear of before then."""
    desk = Desk()
    desk.hear()
    planned = desk.answer()
    desk.relay()
    desk.platform.answers = [Throttled("slow down", after=MONDAY_NINE + then)]
    return desk, planned


def ended(desk: Desk) -> list[tuple[str, str | None]]:
    return [(reply.state, reply.reason) for reply in desk.replies()]


def test_f64_a_reply_comes_again_when_its_platform_wants_it_and_not_before() -> None:
    """F64: in between the queue does not even hand it out."""
    desk, _ = answered(then=timedelta(minutes=5))
    with pytest.raises(Throttled):
        desk.deliver()
    assert desk.orders.seen_next() == MONDAY_NINE + timedelta(minutes=5)
    desk.clock.advance(seconds=299)
    assert desk.deliver() == []
    desk.clock.advance(seconds=1)
    assert [reply.state for reply in desk.deliver()] == ["sent"]


@pytest.mark.parametrize("hours", [0.25, 1, 3, 11, 20, 24])
def test_f64_however_long_a_platform_asks_us_to_wait_the_reply_is_sent_then(hours: float) -> None:
    """F64: for as long as a `Retry-After` is believed."""
    desk, _ = answered(then=timedelta(hours=hours))
    desk.rest()
    check_all(desk)
    assert ended(desk) == [("sent", None)]
    assert [reply.sent_at for reply in desk.replies()] == [MONDAY_NINE + timedelta(hours=hours)]


def test_f64_replies_of_a_case_keep_their_order_while_the_first_waits() -> None:
    """F64: the second is behind it in the queue."""
    desk, first = answered(then=timedelta(hours=3))
    second = desk.answer("And one thing more.")
    desk.rest()
    check_all(desk)
    assert [reply.id for reply in desk.platform.posted] == [first.id, second.id]


def test_f64_a_platform_that_asks_for_time_at_the_last_try_gets_it() -> None:
    """F64, P2: the order is made anew, so that somebody comes again."""
    desk, _ = answered(then=timedelta(hours=3))
    desk.platform.answers = [Unavailable("no connection")] * 4 + desk.platform.answers
    desk.rest()
    check_all(desk)
    assert ended(desk) == [("sent", None)]


def waiting(desk: Desk, planned: Reply, *, until: datetime) -> Reply:
    desk.store.move_reply(planned.model_copy(update={"not_before": until}), was=("planned", 0))
    return planned


def test_f64_a_wait_that_outlives_the_receives_of_one_order_goes_on_in_another() -> None:
    """F64: with no other order on its way."""
    desk, planned = answered(then=timedelta(hours=3))
    waiting(desk, planned, until=MONDAY_NINE + timedelta(hours=3))
    desk.orders.take()
    standing = desk.sender.send(planned.case_id, planned.id, last=True)
    assert (standing.state, standing.attempt) == ("planned", 1)
    desk.relay()
    assert len(desk.orders) == 1
    desk.platform.answers = []
    desk.rest()
    check_all(desk)
    assert ended(desk) == [("sent", None)]


def test_p2_a_platform_that_never_wants_to_hear_ends_a_reply_after_two_days() -> None:
    """P2, F64: it must look failed, for a person to look again."""
    desk, planned = answered(then=timedelta(hours=1))
    waiting(desk, planned, until=MONDAY_NINE + timedelta(days=2, seconds=1))
    desk.clock.advance(hours=47)
    desk.sender.send(planned.case_id, planned.id, last=True)
    assert ended(desk) == [("refused", "not_sent")]


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [
        (timedelta(minutes=10), 600),
        (timedelta(seconds=2, microseconds=1), 3),
        (timedelta(hours=11, seconds=1), 39_600),
        (timedelta(0), 1),
        (timedelta(hours=-1), 1),
    ],
)
def test_f64_a_message_is_kept_back_for_whole_seconds_and_no_longer_than_sqs_can(
    wait: timedelta, seconds: int
) -> None:
    """F64."""
    assert seconds_until(MONDAY_NINE + wait, MONDAY_NINE) == seconds
