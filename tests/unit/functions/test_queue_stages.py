"""Classify, route and reply: what each does with a batch, and with a message in it that fails."""

import json
from functools import partial
from typing import Any

import pytest

from earshot import wiring
from earshot.domain.envelope import Classified, Noticed, Received, ReplyOrder
from earshot.domain.notice import Notice
from earshot.domain.playbook import Playbook
from earshot.errors import Unavailable
from earshot.observability import Log
from earshot.usecases.classify import understand
from local.memory import MemoryQueue
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.unit.functions.entries import CONTEXT, entry, failed, sqs

PLAYBOOK = builders.promising_playbook()


def received(number: int = 1, **over: Any) -> Received:
    return Received(
        receipt=f"r{number}",
        received_at=MONDAY_NINE,
        source="webhook",
        mention=builders.mention(id=f"m{number}", **over),
    )


def classified(number: int = 1) -> str:
    return understand(received(number), PLAYBOOK).model_dump_json()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(PLAYBOOK)
    monkeypatch.setattr(wiring, "router", lambda: desk.router)
    monkeypatch.setattr(wiring, "ledger", lambda: desk.sender.ledger)
    monkeypatch.setattr(wiring, "sender", lambda: desk.sender)
    monkeypatch.setattr(wiring, "store", lambda: desk.store)
    return desk


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> MemoryQueue:
    queue = MemoryQueue()
    monkeypatch.setattr(wiring, "understander", lambda: partial(understand, playbook=PLAYBOOK))
    monkeypatch.setattr(wiring, "classified_queue", lambda: queue)
    monkeypatch.setattr(wiring, "playbook", lambda: PLAYBOOK)
    return queue


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_batch_is_understood_and_handed_on(
    queue: MemoryQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    event = sqs(*(received(n).model_dump_json() for n in range(3)))
    assert failed(entry("classify/classify").lambda_handler(event, CONTEXT)) == []
    handed_on = [Classified.model_validate_json(body) for body in queue.take()]
    assert [item.receipt for item in handed_on] == ["r0", "r1", "r2"]
    (line,) = logged(capsys)
    assert (line["event"], line["number"], line["failed"]) == ("classified", 3, 0)
    assert "router" not in str(line)


def noticed(**over: Any) -> str:
    fields: dict[str, Any] = {"kind": "read", "channel": "facebook", "account": "acme"}
    notice = Notice.model_validate(fields | over)
    return Noticed(receipt="n1", received_at=MONDAY_NINE, notice=notice).model_dump_json()


def test_a_notice_goes_on_as_it_came_beside_the_mentions(queue: MemoryQueue) -> None:
    notice = noticed(platform_id="m_1", echo="c1:r1")
    event = sqs(notice, received(1).model_dump_json())
    assert failed(entry("classify/classify").lambda_handler(event, CONTEXT)) == []
    first, second = queue.take()
    assert Classified.model_validate_json(first).receipt == "r1"
    assert second == notice


@pytest.mark.parametrize(
    ("over", "label"),
    [
        ({}, "read"),
        ({"kind": "other", "name": "feed.reaction"}, "feed.reaction"),
        ({"kind": "other", "name": "Casey said: hi"}, "unnamed"),
        ({"kind": "other"}, "unnamed"),
    ],
)
def test_a_notice_that_is_routed_is_counted_by_a_word_and_never_by_a_text(
    desk: Desk, capsys: pytest.CaptureFixture[str], over: dict[str, str], label: str
) -> None:
    event = sqs(classified(1), noticed(**over))
    assert failed(entry("route/route").lambda_handler(event, CONTEXT)) == []
    assert len(desk.records()) == 1
    counted, _ = logged(capsys)
    assert (counted["channel"], counted["kind"], counted["Noticed"]) == ("facebook", label, 1)
    assert "Casey" not in str(counted)


def test_d29_f27_one_message_that_cannot_be_read_comes_again_alone(queue: MemoryQueue) -> None:
    """D29, F27: nine go on."""
    bodies = [received(n).model_dump_json() for n in range(9)]
    event = sqs(*bodies[:4], '{"schema_version": 9}', *bodies[4:])
    assert failed(entry("classify/classify").lambda_handler(event, CONTEXT)) == ["message-4"]
    assert len(queue) == 9


def test_what_a_paid_service_settles_goes_on_in_its_place(
    queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settled(batch: list[Classified]) -> dict[int, Classified]:
        return {1: batch[1].model_copy(update={"classification": {"version": "settled"}})}

    monkeypatch.setattr(wiring, "second_opinions", settled)
    event = sqs(received(0).model_dump_json(), "poison", *[received(1).model_dump_json()])
    assert failed(entry("classify/classify").lambda_handler(event, CONTEXT)) == ["message-1"]
    handed_on = [Classified.model_validate_json(body) for body in queue.take()]
    assert [item.receipt for item in handed_on] == ["r0", "r1"]
    assert [item.classification["version"] == "settled" for item in handed_on] == [False, True]


@pytest.mark.parametrize("number", [1, 5])
def test_f28_a_batch_of_nothing_but_poison_is_named_message_by_message(
    queue: MemoryQueue, number: int
) -> None:
    """F28: the function itself does not fail, so each goes its way to the dead letters."""
    event = sqs(*["poison"] * number)
    response = entry("classify/classify").lambda_handler(event, CONTEXT)
    assert failed(response) == [f"message-{n}" for n in range(number)]


def test_a_batch_that_cannot_be_handed_on_comes_again_as_a_whole(
    queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(MemoryQueue):
        def send(self, bodies: Any) -> None:
            raise Unavailable("SQS left 1 messages unsent: InternalError")

    monkeypatch.setattr(wiring, "classified_queue", Full)
    with pytest.raises(Unavailable):
        entry("classify/classify").lambda_handler(sqs(received().model_dump_json()), CONTEXT)


def test_f49_a_classifier_that_fails_is_logged_without_a_word_of_the_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """F49: type and place of the error, nothing of what it says."""

    def broken(mention: Any, playbook: Playbook) -> Any:
        raise ValueError(mention.text)

    monkeypatch.setattr(wiring, "playbook", lambda: PLAYBOOK)
    made = wiring.understander()
    assert isinstance(made, partial)
    understood = made(received(), classifier=broken)
    assert understood.understood().flags == ("unclassified",)
    line, counted = logged(capsys)
    assert (line["event"], line["error"], line["level"]) == ("unclassified", "ValueError", "ERROR")
    assert "router" not in str(line)
    assert (counted["stage"], counted["Broken"]) == ("playbook", 1)


def test_a_routed_batch_is_stored(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    event = sqs(classified(1), classified(2))
    assert failed(entry("route/route").lambda_handler(event, CONTEXT)) == []
    assert [record.mention.id for record in desk.records()] == ["m1", "m2"]
    (line,) = logged(capsys)
    assert (line["event"], line["number"], line["failed"]) == ("routed", 2, 0)


def test_d29_f27_one_mention_that_cannot_be_routed_comes_again_alone(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """D29, F27."""
    event = sqs(classified(1), "poison", classified(2))
    assert failed(entry("route/route").lambda_handler(event, CONTEXT)) == ["message-1"]
    assert len(desk.records()) == 2


def test_f28_a_routed_batch_of_one_poisoned_message_does_not_raise(desk: Desk) -> None:
    """F28."""
    assert failed(entry("route/route").lambda_handler(sqs("poison"), CONTEXT)) == ["message-0"]


def ordered(desk: Desk) -> str:
    desk.hear()
    planned = desk.answer()
    return ReplyOrder(case_id=planned.case_id, reply_id=planned.id).model_dump_json()


def test_an_ordered_reply_is_sent(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    event = sqs(ordered(desk), fifo_group="c1")
    assert failed(entry("reply/reply").lambda_handler(event, CONTEXT)) == []
    line, counted = logged(capsys)
    assert (line["event"], line["state"]) == ("replied", "sent")
    assert (counted["stage"], counted["state"], counted["Replied"]) == ("reply", "sent", 1)
    assert "look into it" not in str(line)


@pytest.mark.parametrize(("receives", "state"), [(1, "planned"), (4, "planned"), (5, "refused")])
def test_p2_a_reply_comes_again_until_its_last_try_ends_it(
    desk: Desk, receives: int, state: str
) -> None:
    """P2: the fifth receive is the last one that the queue grants."""
    order = ordered(desk)
    desk.platform.answers = [Unavailable("no connection")]
    event = sqs(order, receives=receives, fifo_group="c1")
    response = entry("reply/reply").lambda_handler(event, CONTEXT)
    assert failed(response) == (["message-0"] if state == "planned" else [])
    assert [reply.state for reply in desk.replies()] == [state]


def test_an_order_that_names_no_reply_comes_again(desk: Desk) -> None:
    order = ReplyOrder(case_id="c1", reply_id="r1").model_dump_json()
    event = sqs(order, fifo_group="c1")
    assert failed(entry("reply/reply").lambda_handler(event, CONTEXT)) == ["message-0"]


def test_the_log_of_a_stage_is_its_own() -> None:
    for path, stage in (("classify/classify", "classify"), ("route/route", "route")):
        assert isinstance(entry(path).log, Log)
        assert entry(path).log._stage == stage


@pytest.mark.parametrize("stage", ["classify/classify", "route/route"])
def test_a_message_that_fails_is_told_of_with_its_id_and_not_with_its_words(
    stage: str, desk: Desk, queue: MemoryQueue, capsys: pytest.CaptureFixture[str]
) -> None:
    entry(stage).lambda_handler(sqs('{"text": "my name is Ada"}'), CONTEXT)
    told, counted, _ = logged(capsys)
    assert (told["level"], told["event"], told["message_id"]) == ("ERROR", "failed", "message-0")
    assert (counted["stage"], counted["Broken"]) == ("playbook", 1)
    assert told["error"] == "ValidationError"
    assert "Ada" not in str(told)
