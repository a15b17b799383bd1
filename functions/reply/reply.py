"""Send each ordered reply to its platform, once."""

from typing import Any

from aws_lambda_powertools.utilities.batch import SqsFifoPartialProcessor, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import wiring
from earshot.batches import telling
from earshot.domain.envelope import ReplyOrder
from earshot.errors import Throttled
from earshot.observability import Log
from earshot.settings import RECEIVES
from earshot.usecases.ledger import DONE

log = Log("reply")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Send a batch in order; a case whose reply has to wait holds up no other case."""
    sender = wiring.sender()

    def one(record: SQSRecord) -> None:
        order = ReplyOrder.model_validate_json(record.body)
        last = int(record.attributes.approximate_receive_count) >= RECEIVES
        try:
            ended = sender.send(order.case_id, order.reply_id, last=last)
        except Throttled as wait:
            sender.postpone(record.receipt_handle, wait)
            raise
        told = {"case_id": ended.case_id, "state": ended.state, "reason": ended.reason}
        log.info("replied", reply_id=ended.id, **told)
        if ended.state in DONE:
            log.count({"state": ended.state}, Replied=1)

    processor = SqsFifoPartialProcessor(skip_group_on_error=True)
    processor.raise_on_entire_batch_failure = False
    return process_partial_response(event, telling(one, log), processor, context)
