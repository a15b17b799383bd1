"""Units as DynamoDB bills them, counted at the client.

The rules, from the service's documentation: a write costs one unit for each started KB (1,024
bytes) of the larger of the item before and after; a refused conditional write costs the same; in a
transaction everything costs double. An index that holds the item costs again for what it holds: one
write when its entry appears, changes or goes, two when the entry's keys change. A consistent read
costs one unit for each started 4 KB of an item, or of all that a query finds; any other one half.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from earshot.store import keys
from earshot.store.body import UNIT, Item
from earshot.store.items import size
from earshot.store.updates import applied

Place = tuple[str, str]
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
READ_UNIT = 4096
REFUSED = ("ConditionalCheckFailedException", "TransactionCanceledException")


def units(size_in_bytes: int) -> int:
    """Write units for an item of this size; the smallest write costs one."""
    return max(1, -(-size_in_bytes // UNIT))


def read_units(operation: str, request: dict[str, Any], answer: dict[str, Any]) -> float:
    """What a read costs; nothing for other operations."""
    if operation == "BatchGetItem":
        return sum(
            _read(size(item), asked.get("ConsistentRead"))
            for name, asked in request["RequestItems"].items()
            for item in answer["Responses"].get(name, [])
        )
    if operation == "GetItem":
        return _read(size(answer.get("Item", {})), request.get("ConsistentRead"))
    if operation in ("Query", "Scan"):
        return _read(sum(map(size, answer["Items"])), request.get("ConsistentRead"))
    return 0


def _read(size_in_bytes: int, consistent: bool | None) -> float:
    started = max(1, -(-size_in_bytes // READ_UNIT))
    return started if consistent else started / 2


def index_entry(item: Item | None, index: str) -> Item | None:
    """What an index holds of an item; None when it is not in that index."""
    if item is None or any(name not in item for name in keys.INDEX_KEYS[index]):
        return None
    held = {keys.PARTITION, keys.SORT, *keys.INDEX_KEYS[index], *keys.PROJECTION}
    return {name: value for name, value in item.items() if name in held}


def write_units(before: Item | None, after: Item | None) -> int:
    """What turning one item into another costs outside a transaction, indexes included."""
    table = units(max(size(item) if item else 0 for item in (before, after)))
    return table + sum(
        _entry_units(index_entry(before, index), index_entry(after, index), index)
        for index in keys.INDEX_KEYS
    )


def _entry_units(before: Item | None, after: Item | None, index: str) -> int:
    if before == after:
        return 0
    if before is None or after is None:
        return units(size(before or after or {}))
    if all(before[name] == after[name] for name in keys.INDEX_KEYS[index]):
        return units(max(size(before), size(after)))
    return units(size(before)) + units(size(after))


@dataclass(slots=True)
class Meter:
    """Counts the requests of a client and the units they cost.

    It remembers the items that it has seen written, so it has to watch from an empty table on.
    """

    requests: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    write_units: int = 0
    read_units: float = 0
    _items: dict[Place, Item] = field(default_factory=dict)

    @property
    def write_requests(self) -> int:
        return sum(self.requests[name] for name in WRITES)

    def watch(self, client: Any) -> "Meter":
        """Count every call of this client from now on."""
        events = client.meta.events
        events.register("provide-client-params.dynamodb", self._remember)
        events.register("after-call.dynamodb", self._count)
        return self

    def forget(self) -> None:
        """Begin to count anew; the items seen so far stay known."""
        self.requests.clear()
        self.by_kind.clear()
        self.write_units, self.read_units = 0, 0

    def _remember(self, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["earshot"] = params

    def _count(self, model: Any, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        self.requests[model.name] += 1
        code = parsed.get("Error", {}).get("Code")
        if code is None:
            self.read_units += read_units(model.name, context["earshot"], parsed)
        if model.name in WRITES and code in (None, *REFUSED):
            params, done = context["earshot"], code is None
            for place, after, factor in self._effects(model.name, params, parsed):
                self._write(place, after, factor=factor, done=done)

    def _effects(
        self, name: str, params: dict[str, Any], parsed: dict[str, Any]
    ) -> Iterator[tuple[Place, Item | None, int]]:
        """Each item that a request writes: where, what is there afterwards, and the factor."""
        if name == "TransactWriteItems":
            for operation in params["TransactItems"]:
                for verb, part in operation.items():
                    inner = self._effects(f"{verb}Item", part, parsed)
                    yield from ((place, after, 2) for place, after, _ in inner)
        elif name == "PutItem":
            yield _place(params["Item"]), params["Item"], 1
        elif name == "UpdateItem":
            place = _place(params["Key"])
            after = parsed.get("Attributes") or applied(self._items.get(place), params)
            yield place, after, 1
        elif name == "DeleteItem":
            yield _place(params["Key"]), None, 1

    def _write(self, place: Place, after: Item | None, *, factor: int, done: bool) -> None:
        before = self._items.get(place)
        cost = factor * (write_units(before, after) if done else units(size(before or {})))
        self.write_units += cost
        self.by_kind[_kind(place)] += cost
        if not done:
            return
        if after is None:
            self._items.pop(place, None)
        else:
            self._items[place] = after


def _place(item: Item) -> Place:
    return item["pk"]["S"], item["sk"]["S"]


def _kind(place: Place) -> str:
    """What is written, in words: `mention`, `event`, `counts` …"""
    partition, sort = (part.partition("#")[0] for part in place)
    return {"CASE": sort.lower(), "ACCOUNT": sort.lower()}.get(partition, partition.lower())
