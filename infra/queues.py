"""Queues that lose nothing: each has a dead-letter queue, and alarms on both."""

import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from earshot import settings
from infra.alarms import Alarms
from infra.findings import acknowledge

RETENTION = cdk.Duration.days(14)


def dead_letter_queue(
    scope: Construct, construct_id: str, *, alarms: Alarms, fifo: bool = False
) -> sqs.Queue:
    """A queue for what could not be done, with an alarm on the first message in it."""
    queue = sqs.Queue(
        scope,
        construct_id,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=RETENTION,
        fifo=True if fifo else None,
    )
    acknowledge(
        queue,
        {
            "AwsSolutions-SQS3": "This is itself a dead-letter queue; its depth has an alarm.",
            "Serverless-SQSRedrivePolicy": "This queue is itself a dead-letter queue.",
        },
    )
    alarms.at_least(
        queue,
        "NotEmpty",
        queue.metric_approximate_number_of_messages_visible(
            period=cdk.Duration.minutes(1), statistic="max"
        ),
        threshold=1,
        says=f"{construct_id}: something could not be done and waits to be looked at",
    )
    return queue


class DurableQueue(Construct):
    """A queue with its dead-letter queue and alarms on depth and age."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        consumer_timeout: cdk.Duration,
        alarms: Alarms,
        fifo: bool = False,
        late_after: cdk.Duration,
    ) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = dead_letter_queue(self, "DeadLetters", alarms=alarms, fifo=fifo)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=RETENTION,
            # Six times the consumer's time-out, as Lambda asks for: a batch is not seen twice.
            visibility_timeout=cdk.Duration.seconds(consumer_timeout.to_seconds() * 6),
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=settings.RECEIVES
            ),
            fifo=True if fifo else None,
        )
        alarms.at_least(
            self.queue,
            "Late",
            self.queue.metric_approximate_age_of_oldest_message(
                period=cdk.Duration.minutes(1), statistic="max"
            ),
            threshold=late_after.to_seconds(),
            says=f"{construct_id}: the oldest message waits longer than it should",
        )
