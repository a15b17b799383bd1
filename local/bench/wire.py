"""A table at the end of the wire, which keeps items and answers at once, for the real client."""

import json
from io import BytesIO
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.session import get_session

from earshot.store.dynamo import DynamoStore
from earshot.store.updates import applied

REGION = "us-east-1"
TABLE = "earshot"

Item = dict[str, dict[str, Any]]
Place = tuple[str, str]


class Wire:
    """Gets, queries and transactions of puts, updates and deletes; conditions are taken to hold."""

    def __init__(self) -> None:
        self._items: dict[Place, Item] = {}

    def store(self) -> DynamoStore:
        """The real store on the real client, which signs as ever and reaches no network."""
        session = get_session()
        session.set_credentials("none", "none")
        client = session.create_client("dynamodb", region_name=REGION)
        client.meta.events.register("before-send.dynamodb", self._answer)
        return DynamoStore(client, TABLE)

    def steps(self) -> list[str]:
        """The steps that timers point at."""
        return sorted({pk.partition("#")[2] for pk, _ in self._items if pk.startswith("TIMER#")})

    def _answer(self, request: Any, **_: Any) -> AWSResponse:
        asked = json.loads(request.body)
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        answer = getattr(self, f"_{operation}")(asked)
        return AWSResponse(request.url, 200, {}, _Body(json.dumps(answer).encode()))

    def _GetItem(self, asked: dict[str, Any]) -> dict[str, Any]:
        found = self._items.get(_place(asked["Key"]))
        return {"Item": found} if found else {}

    def _Query(self, asked: dict[str, Any]) -> dict[str, Any]:
        partition = asked["ExpressionAttributeValues"][":pk"]["S"]
        return {"Items": [item for (pk, _), item in self._items.items() if pk == partition]}

    def _TransactWriteItems(self, asked: dict[str, Any]) -> dict[str, Any]:
        for operation in asked["TransactItems"]:
            if put := operation.get("Put"):
                self._items[_place(put["Item"])] = put["Item"]
            elif update := operation.get("Update"):
                place = _place(update["Key"])
                self._items[place] = applied(self._items.get(place), update)
            elif gone := operation.get("Delete"):
                self._items.pop(_place(gone["Key"]), None)
        return {}


class _Body(BytesIO):
    def stream(self) -> list[bytes]:
        """What the client reads an answer by."""
        return [self.getvalue()]


def _place(item: Item) -> Place:
    return item["pk"]["S"], item["sk"]["S"]
