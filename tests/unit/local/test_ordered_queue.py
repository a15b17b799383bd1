"""The FIFO queue in memory keeps the rules of the real one that a desk can trip over."""

from datetime import timedelta

from local.memory import FixedClock, MemoryOrderedQueue
from tests.builders import MONDAY_NINE


def queue_with(*orders: tuple[str, str]) -> tuple[FixedClock, MemoryOrderedQueue]:
    """A queue of (group, body) in this order; a body is its own deduplication id."""
    clock = FixedClock(MONDAY_NINE)
    queue = MemoryOrderedQueue(clock)
    for group, body in orders:
        queue.send(body, group=group, deduplication_id=body)
    return clock, queue


def received(queue: MemoryOrderedQueue) -> list[str]:
    """Everything that can be received now; nothing is deleted."""
    bodies = []
    while message := queue.receive():
        bodies.append(message.body)
    return bodies


def test_behind_a_message_that_waits_only_its_own_group_waits() -> None:
    clock, queue = queue_with(("c1", "one"), ("c1", "two"), ("c2", "three"))
    assert received(queue) == ["one", "three"]
    clock.advance(seconds=179)
    assert received(queue) == []
    clock.advance(seconds=1)
    assert received(queue) == ["one", "three"]


def test_a_message_that_was_deleted_lets_the_next_of_its_group_out() -> None:
    _, queue = queue_with(("c1", "one"), ("c1", "two"))
    first = queue.receive()
    assert first is not None
    queue.delete(first.receipt)
    assert received(queue) == ["two"]


def test_a_message_is_dead_after_its_fifth_receive_and_its_group_goes_on() -> None:
    clock, queue = queue_with(("c1", "one"), ("c1", "two"))
    for _ in range(5):
        assert received(queue) == ["one"]
        clock.advance(seconds=180)
    assert (received(queue), queue.dead) == (["two"], ["one"])


def test_a_deduplication_id_is_forgotten_after_five_minutes() -> None:
    clock, queue = queue_with(("c1", "one"))
    clock.advance(minutes=4, seconds=59)
    queue.send("one", group="c1", deduplication_id="one")
    assert len(queue) == 1
    clock.advance(seconds=1)
    queue.send("one", group="c1", deduplication_id="one")
    assert len(queue) == 2


def test_it_is_known_when_the_next_message_can_be_received() -> None:
    _, queue = queue_with(("c1", "one"), ("c1", "two"))
    assert queue.seen_next() == MONDAY_NINE
    received(queue)
    assert queue.seen_next() == MONDAY_NINE + timedelta(minutes=3)
    queue.take()
    assert queue.seen_next() is None
