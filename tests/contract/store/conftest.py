"""The two stores that the same suites run over."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from earshot.ports import Store
from earshot.store import keys
from earshot.store.dynamo import DynamoStore
from local.memory import MemoryStore

# As the deployed table has it (`infra.storage`).
PROJECTED = {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(keys.PROJECTION)}


@pytest.fixture
def dynamodb(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of an imitated DynamoDB that holds one empty table, `earshot`."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-west-1")
        create_table(client, "earshot")
        yield client


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    return DynamoStore(request.getfixturevalue("dynamodb"), "earshot", pause=lambda _: None)


def create_table(client: Any, name: str) -> None:
    pairs = [(keys.PARTITION, keys.SORT), *keys.INDEX_KEYS.values()]
    schemas = [
        [{"AttributeName": pk, "KeyType": "HASH"}, {"AttributeName": sk, "KeyType": "RANGE"}]
        for pk, sk in pairs
    ]
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": n, "AttributeType": "S"} for pair in pairs for n in pair
        ],
        KeySchema=schemas[0],
        GlobalSecondaryIndexes=[
            {"IndexName": index, "KeySchema": schema, "Projection": PROJECTED}
            for index, schema in zip(keys.INDEX_KEYS, schemas[1:], strict=True)
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
