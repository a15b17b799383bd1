"""The handlers of the flow in this process: each is called as Lambda calls it."""

import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from io import StringIO
from itertools import count
from types import SimpleNamespace
from typing import Any

import boto3

from earshot.channels import signing
from local.bench.imitation import REGION, SECRET, TABLE, Imitation
from local.bench.sample import Event
from local.demo.timeline import ACCOUNT
from local.paths import ROOT

BATCH, STREAM_BATCH, RECEIVED_AT_ONCE = 25, 100, 10
CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: 20_000)

Handler = Callable[[dict[str, Any], Any], Any]


class Flow:
    """webhook → classify → route → relay; `log` is all that they print."""

    def __init__(self, world: Imitation) -> None:
        self.world = world
        self.log = StringIO()
        self._sqs = boto3.client("sqs", region_name=REGION)
        self._stream = _Stream()
        self._numbers = count(1)
        self._handlers = {
            stage: _loaded(f"{folder}/{stage}")
            for stage, folder in (
                ("webhook", "ingest"),
                ("classify", "classify"),
                ("route", "route"),
                ("relay", "relay"),
            )
        }

    def post(self, events: Sequence[Event]) -> None:
        """One signed POST of events of one channel; RuntimeError unless it is taken."""
        body = json.dumps({"mentions": events}, ensure_ascii=False)
        headers = signing.sign(
            signing.keys([SECRET]),
            message_id=f"msg_{next(self._numbers)}",
            at=self.world.hour.now(),
            body=body.encode(),
        )
        where = {"channel": events[0]["channel"], "account": ACCOUNT}
        posted = {"http": {"method": "POST"}}
        request = {"pathParameters": where, "headers": headers, "body": body}
        request["requestContext"] = posted
        answer = self._call("webhook", request)
        if answer["statusCode"] != 200:
            raise RuntimeError(f"the webhook answered {answer['statusCode']}: {answer['body']}")

    def settle(self) -> None:
        """Let every stage work off what waits for it, in the batches that AWS would make."""
        for stage, queue in (("classify", "mentions"), ("route", "classified")):
            waiting = list(self._waiting(self.world.queues[queue]))
            for start in range(0, len(waiting), BATCH):
                answer = self._call(stage, {"Records": waiting[start : start + BATCH]})
                if failed := answer["batchItemFailures"]:
                    raise RuntimeError(f"{stage} failed for {len(failed)} messages")
        for records in self._changes():
            self._call("relay", {"Records": records})

    def _call(self, stage: str, event: dict[str, Any]) -> Any:
        self.world.stage = stage
        with redirect_stdout(self.log):
            return self._handlers[stage](event, CONTEXT)

    def _waiting(self, url: str) -> Iterator[dict[str, Any]]:
        while True:
            found = self._sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=RECEIVED_AT_ONCE)
            if not found.get("Messages"):
                return
            for message in found["Messages"]:
                self._sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                yield {
                    "messageId": message["MessageId"],
                    "receiptHandle": message["ReceiptHandle"],
                    "body": message["Body"],
                    "attributes": {},
                    "messageAttributes": {},
                    "eventSource": "aws:sqs",
                }

    def _changes(self) -> Iterator[list[dict[str, Any]]]:
        while True:
            records = list(self._stream.read(STREAM_BATCH))
            if not records:
                return
            yield records


class _Stream:
    """The table's stream, from where it was last read."""

    def __init__(self) -> None:
        table = boto3.client("dynamodb", region_name=REGION).describe_table(TableName=TABLE)
        self._client = boto3.client("dynamodbstreams", region_name=REGION)
        arn = table["Table"]["LatestStreamArn"]
        shard = self._client.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]
        self._iterator = self._client.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def read(self, most: int) -> list[dict[str, Any]]:
        answer = self._client.get_records(ShardIterator=self._iterator, Limit=most)
        self._iterator = answer["NextShardIterator"]
        return list(answer["Records"])


def _loaded(entry: str) -> Handler:
    """A handler by its path, as Lambda loads it."""
    path = ROOT / "functions" / f"{entry}.py"
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(entry)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    handler: Handler = module.lambda_handler
    return handler
