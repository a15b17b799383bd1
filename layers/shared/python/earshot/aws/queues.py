"""Queues on SQS."""

from collections.abc import Callable, Iterator, Sequence
from random import uniform
from time import sleep
from typing import Any

from earshot.aws.translation import translated
from earshot.errors import Unavailable

AT_ONCE = 10
BYTES_AT_ONCE = 256 * 1024
TRIES = 3

Entry = dict[str, Any]


class SqsQueue:
    """`ports.Queue`: returns only when SQS has taken every body."""

    def __init__(self, client: Any, url: str, *, pause: Callable[[float], None] = sleep) -> None:
        self._client = client
        self._url = url
        self._pause = pause

    def send(self, bodies: Sequence[str]) -> None:
        for chunk in _chunks(bodies):
            self._send([{"Id": str(n), "MessageBody": body} for n, body in enumerate(chunk)])

    def _send(self, entries: list[Entry]) -> None:
        for attempt in range(TRIES):
            failed = self._unsent(entries)
            if not failed:
                return
            entries = [entry for entry in entries if entry["Id"] in failed]
            self._pause(uniform(0, 0.05 * 2**attempt))  # noqa: S311 - spreads retries only
        codes = ", ".join(sorted(set(failed.values())))
        raise Unavailable(f"SQS left {len(entries)} messages unsent: {codes}")

    def _unsent(self, entries: list[Entry]) -> dict[str, str]:
        """Ids of the entries that SQS did not take, with its reason."""
        with translated("SQS"):
            answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
        refused = {failed["Id"]: str(failed["Code"]) for failed in answer.get("Failed", [])}
        taken = {done["Id"] for done in answer.get("Successful", [])}
        missing = {e["Id"]: "no answer" for e in entries if e["Id"] not in taken}
        return missing | refused


class SqsOrderedQueue:
    """`ports.OrderedQueue` and `ports.PatientQueue` on a FIFO queue."""

    def __init__(self, client: Any, url: str) -> None:
        self._client = client
        self._url = url

    def send(self, body: str, *, group: str, deduplication_id: str) -> None:
        with translated("SQS"):
            self._client.send_message(
                QueueUrl=self._url,
                MessageBody=body,
                MessageGroupId=group,
                MessageDeduplicationId=deduplication_id,
            )

    def postpone(self, receipt: str, *, seconds: int) -> None:
        with translated("SQS"):
            self._client.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=seconds
            )


def _chunks(bodies: Sequence[str]) -> Iterator[list[str]]:
    """At most ten bodies, and no more bytes than SQS takes in one request."""
    chunk: list[str] = []
    room = BYTES_AT_ONCE
    for body in bodies:
        size = len(body.encode())
        if chunk and (len(chunk) == AT_ONCE or size > room):
            yield chunk
            chunk, room = [], BYTES_AT_ONCE
        chunk.append(body)
        room -= size
    if chunk:
        yield chunk
