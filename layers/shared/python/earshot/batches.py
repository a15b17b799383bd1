"""A batch of queue messages, one by one: what fails is told of, and comes again alone."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot.errors import Retryable
from earshot.observability import Log, under_playbook_broken

Handle = Callable[[SQSRecord], None]


def each(
    event: dict[str, Any], context: LambdaContext, handle: Handle, log: Log
) -> tuple[PartialItemFailureResponse, int]:
    """Handle every message of a standard queue; the response for Lambda and how many failed."""
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(event, telling(handle, log), processor, context)
    return response, len(processor.fail_messages)


def telling(handle: Handle, log: Log) -> Handle:
    """The same, with a line in the log for each message that fails.

    What another try will not cure is counted, since a playbook that has just come may be the cause.
    """

    def told(record: SQSRecord) -> None:
        try:
            handle(record)
        except Exception as error:
            log.failure("failed", error, message_id=record.message_id)
            if not isinstance(error, Retryable):
                under_playbook_broken()
            raise

    return told
