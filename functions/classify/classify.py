"""Understand each received mention and hand it on to be routed."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import wiring
from earshot.batches import each
from earshot.domain.envelope import Received
from earshot.observability import Log

log = Log("classify")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Classify a batch and send it on in tens; what cannot be read stays on the queue alone."""
    understand = wiring.understander()
    understood: list[str] = []

    def one(record: SQSRecord) -> None:
        received = Received.model_validate_json(record.body)
        understood.append(understand(received).model_dump_json())

    response, failed = each(event, context, one, log)
    wiring.classified_queue().send(understood)
    log.info("classified", number=len(understood), failed=failed)
    return response
