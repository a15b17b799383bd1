"""Messages that nobody can work on, put straight into the queues."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from earshot.domain.envelope import Classified, Received
from earshot.domain.mention import Mention
from tests.builders import understood
from tests.e2e.deployed import Deployed, mention
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e

QUEUES = ("Mentions", "Classified")
SHORT_S = 3
TRIES = 5


@pytest.fixture
def impatient(stack: Deployed) -> Iterator[None]:
    """Both queues show a message again after seconds; five tries take minutes otherwise."""
    sqs, urls = stack.client("sqs"), [stack.told[f"{queue}QueueUrl"] for queue in QUEUES]
    name = "VisibilityTimeout"
    was = [sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name]) for url in urls]
    for url in urls:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={name: str(SHORT_S)})
    yield
    for url, found in zip(urls, was, strict=True):
        sqs.set_queue_attributes(QueueUrl=url, Attributes=found["Attributes"])


def received(text: str) -> Received:
    return Received(
        receipt=f"receipt-{text}",
        received_at=datetime.now(UTC),
        source="webhook",
        mention=Mention.model_validate(mention(text)),
    )


def body(queue: str, text: str) -> tuple[Received, str]:
    """A good message of a queue and the mention in it."""
    good = received(text)
    if queue == "Mentions":
        return good, good.model_dump_json()
    labels = understood().as_dict()
    return good, Classified(**dict(good), classification=labels).model_dump_json()


@pytest.mark.usefixtures("impatient")
def test_a_poisoned_message_goes_alone_to_the_dead_letters_after_five_tries_f27(
    stack: Deployed,
) -> None:
    """Of both queues at once, since the tries take their time."""
    stored = [
        _poison(stack, "Mentions", '{"schema_version": 1, "mention": "chatter"}'),
        _poison(stack, "Classified", "\N{SKULL} no JSON at all"),
    ]
    for good in stored:
        eventually(lambda good=good: len(stack.store.mentions(good)) == len(good))
    for queue in QUEUES:
        (dead,) = eventually(lambda queue=queue: stack.dead(f"{queue}DeadLettersUrl"))
        assert dead["Body"] in stack.poisoned
        # The receipt by this test counts too.
        assert dead["Attributes"]["ApproximateReceiveCount"] == str(TRIES + 1)


def _poison(stack: Deployed, queue: str, garbage: str) -> list[object]:
    """Put garbage among good messages in one batch; the keys of the good ones."""
    sqs, url = stack.client("sqs"), stack.told[f"{queue}QueueUrl"]
    good = [body(queue, f"chatter of {queue} {n}") for n in range(4)]
    bodies = [text for _, text in good]
    entries = [*bodies[:2], garbage, *bodies[2:]]
    # They did not come by a door that counts.
    stack.store.count_received("generic", "acmehelp", at=datetime.now(UTC), number=len(good))
    stack.taken["generic", "acmehelp"] += len(good)
    stack.poisoned.append(garbage)
    sent = sqs.send_message_batch(
        QueueUrl=url,
        Entries=[{"Id": str(n), "MessageBody": text} for n, text in enumerate(entries)],
    )
    assert len(sent["Successful"]) == len(entries)
    return [one.mention.key for one, _ in good]
