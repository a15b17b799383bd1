"""Reply: what it does with an order that has to wait."""

import json
from datetime import timedelta

import pytest

from earshot import wiring
from earshot.domain.envelope import ReplyOrder
from earshot.errors import EarshotError, Throttled, Unavailable
from local.memory import MemoryOrderedQueue
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.functions.entries import CONTEXT, entry, failed, sqs


class Recording(MemoryOrderedQueue):
    postponed: list[tuple[str, int]]

    def postpone(self, receipt: str, *, seconds: int) -> None:
        self.postponed.append((receipt, seconds))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    desk.orders = Recording(desk.clock)
    desk.orders.postponed = []
    monkeypatch.setattr(wiring, "sender", lambda: desk.sender)
    return desk


def handled(desk: Desk, *, receives: int) -> list[str]:
    """The messages that come again, of a batch with the order of one reply."""
    desk.hear()
    planned = desk.answer()
    order = ReplyOrder(case_id=planned.case_id, reply_id=planned.id).model_dump_json()
    event = sqs(order, receives=receives, fifo_group=planned.case_id)
    return failed(entry("reply/reply").lambda_handler(event, CONTEXT))


def postponed(desk: Desk) -> list[tuple[str, int]]:
    assert isinstance(desk.orders, Recording)
    return desk.orders.postponed


def test_f64_an_order_whose_platform_asks_for_time_is_put_off_until_then(desk: Desk) -> None:
    """F64."""
    desk.platform.answers = [Throttled("slow", after=MONDAY_NINE + timedelta(hours=3))]
    assert handled(desk, receives=1) == ["message-0"]
    assert postponed(desk) == [("handle", 10_800)]


def test_f64_at_its_last_receive_it_is_ordered_anew_and_taken_off_the_queue(desk: Desk) -> None:
    """F64: so nothing goes to the dead letters."""
    desk.platform.answers = [Throttled("slow", after=MONDAY_NINE + timedelta(hours=3))]
    assert handled(desk, receives=5) == []
    assert postponed(desk) == []
    assert [(reply.state, reply.attempt) for reply in desk.replies()] == [("planned", 2)]
    desk.relay()
    assert len(desk.orders) == 3  # as first planned, after the try that failed, and for the wait


@pytest.mark.parametrize("trouble", [Throttled("DynamoDB is busy"), Unavailable("no connection")])
def test_an_order_that_waits_for_nothing_known_comes_again_in_the_queues_own_time(
    desk: Desk, trouble: EarshotError, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.platform.answers = [trouble]
    assert handled(desk, receives=1) == ["message-0"]
    assert postponed(desk) == []
    (line,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (line["event"], line["error"]) == ("failed", type(trouble).__name__)
