"""What wakes a stage: a queue in batches, or the table's stream."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs

from infra.alarms import MINUTE, Alarms
from infra.findings import acknowledge
from infra.stage import Stage

LARGEST_BATCH_WITHOUT_WINDOW = 10
STREAM_IS_LATE = cdk.Duration.minutes(1)


def take_from(queue: sqs.IQueue, stage: Stage, *, batch: int, at_once: int) -> None:
    """Give the stage batches of this queue; what it reports as failed comes again."""
    before = set(stage.function.node.children)
    stage.function.add_event_source(
        sources.SqsEventSource(
            queue,
            batch_size=batch,
            max_batching_window=cdk.Duration.seconds(1)
            if batch > LARGEST_BATCH_WITHOUT_WINDOW
            else None,
            max_concurrency=at_once,
            report_batch_item_failures=True,
        )
    )
    for mapping in set(stage.function.node.children) - before:
        acknowledge(
            mapping,
            {
                "Serverless-LambdaEventSourceMappingDestination": "The queue itself hands what"
                " failed to its dead-letter queue."
            },
        )


def follow(
    table: dynamodb.ITable, stage: Stage, *, undelivered: sqs.IQueue, alarms: Alarms
) -> None:
    """Give the stage every change of the table in order; what never succeeds is set aside."""
    stage.function.add_event_source(
        sources.DynamoEventSource(
            table,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=100,
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            retry_attempts=20,
            max_record_age=cdk.Duration.hours(20),
            on_failure=sources.SqsDlq(undelivered),
        )
    )
    acknowledge(
        stage.role,
        {"AwsSolutions-IAM5[Resource::*]": "dynamodb:ListStreams knows no narrower resource."},
    )
    alarms.at_least(
        stage.function,
        "Late",
        stage.function.metric("IteratorAge", statistic="max", period=MINUTE),
        threshold=STREAM_IS_LATE.to_milliseconds(),
        says="changes of the table wait longer than a minute to be carried out",
    )
