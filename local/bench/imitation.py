"""An imitated AWS in this process, for the real client that the handlers are wired to."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import boto3
from moto import mock_aws

from earshot import settings, wiring
from earshot.domain.playbook import compiled
from earshot.store import keys
from earshot.store.units import Meter
from earshot.wiring import documents, reach, understanding
from local.bench import sample
from local.bench.hours import NOON, Hour

REGION = "us-east-1"
TABLE = "earshot"
SECRET = "whsec_" + "A" * 44
SERVICES = ("dynamodb", "sqs", "sns", "stepfunctions", "secretsmanager", "appconfigdata")

Documents = dict[str, str]


@dataclass(slots=True)
class Imitation:
    """`requests` counts by stage, service and operation; `stage` is whose calls they are now."""

    queues: dict[str, str]
    meter: Meter
    hour: Hour
    stage: str = "set-up"
    requests: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def count(self, model: Any, **_: Any) -> None:
        """Note one call of a client."""
        self.requests[self.stage, model.service_model.service_name, model.name] += 1

    def forget(self) -> None:
        """Begin to count anew; what the table holds stays known."""
        self.requests.clear()
        self.meter.forget()


@contextmanager
def imitated(hour: Hour = NOON) -> Iterator[Imitation]:
    """Set AWS up and tell the handlers of it; what they have cached is forgotten before and after.

    DynamoDB, SQS and Secrets Manager are imitated by moto; the others answer what they are asked.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    with (
        patch.dict(os.environ, clean, clear=True),
        patch.object(wiring, "clock", hour),
        mock_aws(),
    ):
        os.environ["AWS_DEFAULT_REGION"] = REGION
        _forget()
        secret = _client("secretsmanager").create_secret(Name="listen", SecretString=SECRET)
        _create_table()
        queues = {name: _create_queue(name) for name in ("mentions", "classified")}
        queues["replies"] = _create_queue("replies.fifo", FifoQueue="true")
        os.environ.update(_environment(queues))
        meter = Meter().watch(wiring.client("dynamodb"))
        world = Imitation(queues=queues, meter=meter, hour=hour)
        documents = {
            "playbook": compiled(sample.playbook()),
            "accounts": sample.accounts(secret["ARN"]).model_dump_json(),
        }
        _answer(documents)
        for service in SERVICES:
            wiring.client(service).meta.events.register("after-call", world.count)
        try:
            yield world
        finally:
            _forget()


def _environment(queues: dict[str, str]) -> dict[str, str]:
    config = {
        "table_name": TABLE,
        "appconfig_application": "earshot",
        "appconfig_environment": "live",
        "playbook_profile": "playbook",
        "accounts_profile": "accounts",
    }
    machine = f"arn:aws:states:{REGION}:123456789012:stateMachine:timer"
    topic = f"arn:aws:sns:{REGION}:123456789012:alerts"
    return {
        **settings.WebhookSettings.environment(**config, mentions_queue_url=queues["mentions"]),
        **settings.ClassifySettings.environment(
            **config, classified_queue_url=queues["classified"], weights_bucket=""
        ),
        **settings.RelaySettings.environment(
            **config,
            replies_queue_url=queues["replies"],
            mentions_queue_url=queues["mentions"],
            alerts_topic_arn=topic,
            operations_topic_arn=topic,
            timer_machine_arn=machine,
            case_url="",
        ),
    }


def _forget() -> None:
    modules = (wiring, reach, documents, understanding)
    for made in (value for module in modules for value in vars(module).values()):
        if hasattr(made, "cache_clear"):
            made.cache_clear()


def _client(service: str) -> Any:
    return boto3.client(service, region_name=REGION)


def _create_queue(name: str, **attributes: str) -> str:
    url: str = _client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return url


def _create_table() -> None:
    pairs = [(keys.PARTITION, keys.SORT), *keys.INDEX_KEYS.values()]
    schemas = [
        [{"AttributeName": pk, "KeyType": "HASH"}, {"AttributeName": sk, "KeyType": "RANGE"}]
        for pk, sk in pairs
    ]
    projection = {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(keys.PROJECTION)}
    _client("dynamodb").create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "S"} for pair in pairs for name in pair
        ],
        KeySchema=schemas[0],
        GlobalSecondaryIndexes=[
            {"IndexName": index, "KeySchema": schema, "Projection": projection}
            for index, schema in zip(keys.INDEX_KEYS, schemas[1:], strict=True)
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )


def _answer(documents: Documents) -> None:
    """Let AppConfig, SNS and Step Functions say yes, inside the client and before the network."""

    def session(params: dict[str, Any], **_: Any) -> Any:
        profile = json.loads(params["body"])["ConfigurationProfileIdentifier"]
        return _ok(InitialConfigurationToken=profile)

    def latest(params: dict[str, Any], **_: Any) -> Any:
        profile = params["query_string"]["configuration_token"]
        body = BytesIO(documents[profile].encode())
        return _ok(NextPollConfigurationToken=profile, Configuration=body)

    config = wiring.client("appconfigdata").meta.events
    config.register("before-call.appconfigdata.StartConfigurationSession", session)
    config.register("before-call.appconfigdata.GetLatestConfiguration", latest)
    for service, call, answer in (
        ("sns", "sns.Publish", {"MessageId": "1"}),
        ("stepfunctions", "sfn.StartExecution", {"executionArn": "arn"}),
    ):
        wiring.client(service).meta.events.register(
            f"before-call.{call}", lambda answer=answer, **_: _ok(**answer)
        )


def _ok(**answer: Any) -> tuple[SimpleNamespace, dict[str, Any]]:
    metadata = {"HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}
    return SimpleNamespace(status_code=200), {**answer, "ResponseMetadata": metadata}
