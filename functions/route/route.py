"""Decide what each classified mention deserves and write all that follows from it."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import wiring
from earshot.batches import each
from earshot.domain.envelope import Classified, Noticed, opened
from earshot.observability import Log

log = Log("route")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Route a batch and take heed of its notices; what fails is tried again alone."""
    router = wiring.router()

    def one(record: SQSRecord) -> None:
        item = opened(record.body, Classified)
        if isinstance(item, Noticed):
            wiring.heeder().heed(item)
            return
        router.route(item)

    response, failed = each(event, context, one, log)
    log.info("routed", number=len(event["Records"]), failed=failed)
    return response
