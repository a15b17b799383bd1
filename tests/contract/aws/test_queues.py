"""Queues on SQS: every body is taken, or the caller is told."""

from typing import Any

import pytest

from earshot.aws.queues import SqsOrderedQueue, SqsQueue
from earshot.errors import Throttled, Unavailable
from tests.contract.aws.conftest import Stubbed

URL = "https://sqs.example/mentions"


def request(*bodies: str, ids: range | None = None) -> dict[str, Any]:
    pairs = zip(ids or range(len(bodies)), bodies, strict=True)
    return {
        "QueueUrl": URL,
        "Entries": [{"Id": str(n), "MessageBody": body} for n, body in pairs],
    }


def answer(*taken: int, failed: dict[int, str] | None = None) -> dict[str, Any]:
    done = [{"Id": str(n), "MessageId": "m", "MD5OfMessageBody": "d"} for n in taken]
    refused = [
        {"Id": str(n), "Code": code, "SenderFault": False} for n, code in (failed or {}).items()
    ]
    return {"Successful": done, "Failed": refused}


def test_bodies_go_in_tens(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    bodies = [f"body {n}" for n in range(25)]
    for start, size in ((0, 10), (10, 10), (20, 5)):
        sent = request(*bodies[start : start + size])
        stubber.add_response("send_message_batch", answer(*range(size)), sent)
    SqsQueue(client, URL).send(bodies)


def test_nothing_to_send_is_no_request(stubbed: Stubbed) -> None:
    client, _ = stubbed("sqs")
    SqsQueue(client, URL).send([])


def test_large_bodies_go_in_requests_that_sqs_takes(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    large = "é" * 60_000
    stubber.add_response("send_message_batch", answer(0, 1), request(large, large))
    stubber.add_response("send_message_batch", answer(0), request(large))
    SqsQueue(client, URL).send([large] * 3)


def test_what_sqs_did_not_take_is_sent_again_alone_f12(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    pauses: list[float] = []
    first = answer(0, 2, failed={1: "InternalError"})
    stubber.add_response("send_message_batch", first, request("a", "b", "c"))
    stubber.add_response("send_message_batch", answer(1), request("b", ids=range(1, 2)))
    SqsQueue(client, URL, pause=pauses.append).send(["a", "b", "c"])
    assert len(pauses) == 1


def test_what_sqs_never_takes_is_told_to_the_caller_f12(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    stubber.add_response("send_message_batch", answer(0, failed={1: "InternalError"}))
    for _ in range(2):
        stubber.add_response("send_message_batch", answer(failed={1: "InternalError"}))
    with pytest.raises(Unavailable, match="1 messages unsent: InternalError"):
        SqsQueue(client, URL, pause=lambda _: None).send(["a", "b"])


def test_a_body_that_the_answer_forgets_is_not_taken_f12(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    stubber.add_response("send_message_batch", answer(0), request("a", "b"))
    stubber.add_response("send_message_batch", answer(1), request("b", ids=range(1, 2)))
    SqsQueue(client, URL, pause=lambda _: None).send(["a", "b"])


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("AccessDenied", Unavailable),
        ("RequestThrottled", Throttled),
        ("AWS.SimpleQueueService.RequestThrottled", Throttled),
    ],
)
def test_a_request_that_fails_is_ours_to_try_again_f12(
    stubbed: Stubbed, code: str, kind: type[Exception]
) -> None:
    client, stubber = stubbed("sqs")
    stubber.add_client_error("send_message_batch", code)
    with pytest.raises(kind):
        SqsQueue(client, URL).send(["a"])


def test_an_order_carries_its_group_and_its_name(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    sent = {
        "QueueUrl": URL,
        "MessageBody": "{}",
        "MessageGroupId": "c1",
        "MessageDeduplicationId": "p1-0",
    }
    stubber.add_response("send_message", {"MessageId": "m", "MD5OfMessageBody": "d"}, sent)
    SqsOrderedQueue(client, URL).send("{}", group="c1", deduplication_id="p1-0")


def test_a_message_that_waits_is_given_its_own_visibility_f64(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    sent = {"QueueUrl": URL, "ReceiptHandle": "receipt", "VisibilityTimeout": 600}
    stubber.add_response("change_message_visibility", {}, sent)
    SqsOrderedQueue(client, URL).postpone("receipt", seconds=600)


def test_a_visibility_that_sqs_refuses_is_told_to_the_caller_f64(stubbed: Stubbed) -> None:
    client, stubber = stubbed("sqs")
    stubber.add_client_error("change_message_visibility", "MessageNotInflight")
    with pytest.raises(Unavailable, match="MessageNotInflight"):
        SqsOrderedQueue(client, URL).postpone("receipt", seconds=600)
