"""Understand each received mention and hand it on to be routed."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import wiring
from earshot.batches import each
from earshot.domain.envelope import Classified, Noticed, Received, opened
from earshot.observability import Log

log = Log("classify")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Classify a batch and send it on in tens; what cannot be read stays on the queue alone.

    Notices have no words to understand and go on as they came.
    """
    understand = wiring.understander()
    understood: list[Classified] = []
    bodies: list[str] = []
    notices: list[str] = []

    def one(record: SQSRecord) -> None:
        received = opened(record.body, Received)
        if isinstance(received, Noticed):
            notices.append(record.body)
            return
        found = understand(received)
        bodies.append(found.model_dump_json())
        understood.append(found)

    response, failed = each(event, context, one, log)
    for place, better in wiring.second_opinions(understood).items():
        bodies[place] = better.model_dump_json()
    wiring.classified_queue().send([*bodies, *notices])
    log.info("classified", number=len(bodies), failed=failed)
    return response
