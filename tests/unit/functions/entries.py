"""The handlers' files, loaded as Lambda does: by their path, in no package."""

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

FUNCTIONS = Path(__file__).parents[3] / "functions"
CONTEXT: Any = SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000)


def entry(path: str) -> ModuleType:
    """The module of `functions/<path>.py`."""
    file = FUNCTIONS / f"{path}.py"
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sqs(*bodies: str, receives: int = 1, fifo_group: str | None = None) -> dict[str, Any]:
    """A batch as SQS hands it to a function; its messages are called `message-0`, …."""
    attributes = {
        "ApproximateReceiveCount": str(receives),
        "SentTimestamp": "1772442000000",
        "SenderId": "AROAEXAMPLE",
        "ApproximateFirstReceiveTimestamp": "1772442000001",
    }
    if fifo_group:
        attributes["MessageGroupId"] = fifo_group
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": "handle",
                "body": body,
                "attributes": attributes,
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-1:111122223333:queue",
                "awsRegion": "eu-west-1",
            }
            for number, body in enumerate(bodies)
        ]
    }


def failed(response: Any) -> list[str]:
    """The messages that come again."""
    return [failure["itemIdentifier"] for failure in response["batchItemFailures"]]
