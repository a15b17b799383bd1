"""The one table: state, events and outbox in a single conditional write."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct


class Storage(Construct):
    """A protected table with a stream and two sparse indexes."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=_text("pk"),
            sort_key=_text("sk"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute="expires_at",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            encryption=dynamodb.TableEncryption.DEFAULT,
            deletion_protection=True,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        # gsi1: the queue of a team; gsi2: the cases of an agent. An item is in an index only while
        # it carries the index's keys, so neither grows with history.
        for index in ("gsi1", "gsi2"):
            self.table.add_global_secondary_index(
                index_name=index,
                partition_key=_text(f"{index}pk"),
                sort_key=_text(f"{index}sk"),
                projection_type=dynamodb.ProjectionType.ALL,
            )


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
