"""Permissions, stated by what is touched: rows of the table, queues, secrets, the configuration."""

from collections.abc import Sequence

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sqs as sqs

from infra.secrets import arn

READ = ("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query")
WRITE = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem")
REMOVE = ("dynamodb:DeleteItem",)


def rows(table: dynamodb.ITable, actions: Sequence[str], *partitions: str) -> iam.PolicyStatement:
    """These actions on rows whose partition key is like one of these patterns."""
    return iam.PolicyStatement(
        actions=list(actions),
        resources=[table.table_arn],
        # ForAllValues also holds where a request names no key, as a scan; none of these is one.
        conditions={"ForAllValues:StringLike": {"dynamodb:LeadingKeys": list(partitions)}},
    )


def index(table: dynamodb.ITable, *names: str) -> iam.PolicyStatement:
    """Query these indexes."""
    return iam.PolicyStatement(
        actions=["dynamodb:Query"],
        resources=[f"{table.table_arn}/index/{name}" for name in names],
    )


def send(queue: sqs.IQueue) -> iam.PolicyStatement:
    """Put messages on a queue."""
    # On AWS the first covers batches too; the local AWS asks for the second by its own name.
    return iam.PolicyStatement(
        actions=["sqs:SendMessage", "sqs:SendMessageBatch"], resources=[queue.queue_arn]
    )


def postpone(queue: sqs.IQueue) -> iam.PolicyStatement:
    """Say when a message that was received comes again."""
    return iam.PolicyStatement(actions=["sqs:ChangeMessageVisibility"], resources=[queue.queue_arn])


def renew(found: Sequence[secretsmanager.Secret]) -> list[iam.PolicyStatement]:
    """Give these secrets new values, and say which one is the previous."""
    if not found:
        return []
    return [
        iam.PolicyStatement(
            actions=["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
            resources=[arn(secret) for secret in found],
        )
    ]


def secrets(found: Sequence[secretsmanager.Secret]) -> list[iam.PolicyStatement]:
    """Read these secrets."""
    if not found:
        return []
    return [
        iam.PolicyStatement(
            actions=["secretsmanager:GetSecretValue"],
            resources=[arn(secret) for secret in found],
        )
    ]
