"""Requests to the table, with retries that the client does not make and with our errors."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from random import uniform
from time import sleep
from typing import Any

from earshot.errors import Throttled
from earshot.store.body import Item
from earshot.store.conditions import ABSENT, Condition
from earshot.store.items import key_item, size
from earshot.store.keys import Key
from earshot.store.translation import Cancelled, Refused, for_code, translated

AT_ONCE = 100
"""How many items DynamoDB takes in one batch of reads or one transaction."""
TRANSACTION_BYTES = 3_500_000
"""Below the 4 MB that it takes in one transaction."""
TRIES = 4
PASSING = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
"""Why a transaction was cancelled that may succeed a moment later."""
Operation = dict[str, dict[str, Any]]


class Table:
    """One table through a low-level client; items are in the wire's own form."""

    def __init__(self, client: Any, name: str, *, pause: Callable[[float], None] = sleep) -> None:
        self._client = client
        self._name = name
        self._pause = pause

    def get(self, key: Key) -> Item | None:
        with translated():
            answer = self._client.get_item(
                TableName=self._name, Key=key_item(key), ConsistentRead=True
            )
        item: Item | None = answer.get("Item")
        return item

    def get_all(self, keys: Sequence[Key]) -> Iterator[Item]:
        """Those that exist, in no order."""
        for start in range(0, len(keys), AT_ONCE):
            wanted = [key_item(key) for key in keys[start : start + AT_ONCE]]
            request = {self._name: {"Keys": wanted, "ConsistentRead": True}}
            for attempt in range(TRIES):
                with translated():
                    answer = self._client.batch_get_item(RequestItems=request)
                yield from answer["Responses"].get(self._name, [])
                if not (request := answer.get("UnprocessedKeys") or {}):
                    break
                self._wait(attempt)
            else:
                raise Throttled(f"DynamoDB left keys unread after {TRIES} tries")

    def put(self, item: Item, guard: Condition | None = None) -> None:
        """Raise Refused with what stands there when the guard does not hold."""
        with translated():
            self._client.put_item(
                TableName=self._name, Item=item, **(guard.request() if guard else {})
            )

    def put_new(self, items: Sequence[Item]) -> None:
        """Put those that are not there yet; what stands there stays.

        Many go as transactions, because a batch write is also a permission to delete.
        """
        for chunk in _chunks(items):
            puts = [self.operation("Put", ABSENT, Item=item) for item in chunk]
            try:
                if len(puts) > 1:
                    self.transact(puts, token=None)
                    continue
            except Cancelled:
                pass
            for item in chunk:
                with suppress(Refused):
                    self.put(item, ABSENT)

    def update(
        self,
        key: Key,
        expression: str,
        *,
        values: Item,
        names: dict[str, str] | None = None,
        guard: Condition | None = None,
    ) -> Item:
        """Change attributes and return the whole item; raise Refused when the guard fails."""
        request: dict[str, Any] = {"UpdateExpression": expression, "ReturnValues": "ALL_NEW"}
        if guard is not None:
            request |= guard.request()
        request["ExpressionAttributeValues"] = values | (guard.values if guard else {})
        if all_names := (names or {}) | (guard.names if guard else {}):
            request["ExpressionAttributeNames"] = all_names
        with translated():
            answer = self._client.update_item(TableName=self._name, Key=key_item(key), **request)
        item: Item = answer["Attributes"]
        return item

    def query(
        self, condition: str, values: dict[str, str], *, newest_first: bool = False, **more: Any
    ) -> Iterator[Item]:
        """Every item under a key condition, page after page as far as the caller reads."""
        request = more | {
            "TableName": self._name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": {name: {"S": v} for name, v in values.items()},
            "ScanIndexForward": not newest_first,
        }
        while True:
            with translated():
                answer = self._client.query(**request)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def transact(self, operations: Sequence[Operation], *, token: str | None) -> None:
        """All or nothing; raise Cancelled when a guard fails.

        What clashes with another, or is too much for a partition, is tried again, briefly.
        """
        request: dict[str, Any] = {"TransactItems": operations}
        if token is not None:
            request["ClientRequestToken"] = token
        for attempt in range(TRIES):
            try:
                with translated():
                    self._client.transact_write_items(**request)
                return
            except Cancelled as cancelled:
                codes = set(cancelled.codes) - {"None"}
                if "ConditionalCheckFailed" in codes:
                    raise
                if not codes or codes - PASSING or attempt == TRIES - 1:
                    raise for_code(next(iter(sorted(codes)), "")) from cancelled
            self._wait(attempt)

    def scan(self, **more: Any) -> Iterator[Item]:
        """Every item of the table: for operators' full reads alone, never for a request."""
        request: dict[str, Any] = more | {"TableName": self._name}
        while True:
            with translated():
                answer = self._client.scan(**request)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def operation(self, verb: str, guard: Condition | None = None, **parts: Any) -> Operation:
        """One operation of a transaction: `Put` with `Item`, `Update` or `Delete` with `Key`."""
        request = {"TableName": self._name, **parts, **(guard.request() if guard else {})}
        if "ExpressionAttributeValues" in parts and guard is not None:
            request["ExpressionAttributeValues"] = parts["ExpressionAttributeValues"] | guard.values
        return {verb: request}

    def _wait(self, attempt: int) -> None:
        """Exponential, with full jitter, under a fifth of a second."""
        self._pause(uniform(0, 0.025 * 2**attempt))  # noqa: S311 - spreads retries, guards nothing


def _chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Parts that fit into one transaction each, without a key twice."""
    chunk: list[Item] = []
    room = TRANSACTION_BYTES
    for item in {(i["pk"]["S"], i["sk"]["S"]): i for i in items}.values():
        if len(chunk) == AT_ONCE or (chunk and size(item) > room):
            yield chunk
            chunk, room = [], TRANSACTION_BYTES
        chunk.append(item)
        room -= size(item)
    if chunk:
        yield chunk
