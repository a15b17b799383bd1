"""The one table: state, events and outbox in a single conditional write."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from earshot.store import keys


class Storage(Construct):
    """A protected table with a stream and two sparse indexes."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=_text(keys.PARTITION),
            sort_key=_text(keys.SORT),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute=keys.EXPIRES,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            encryption=dynamodb.TableEncryption.DEFAULT,
            deletion_protection=True,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        # An item is in an index only while it carries the index's keys: neither grows with history.
        for name, (partition, sort) in keys.INDEX_KEYS.items():
            self.table.add_global_secondary_index(
                index_name=name,
                partition_key=_text(partition),
                sort_key=_text(sort),
                projection_type=dynamodb.ProjectionType.INCLUDE,
                non_key_attributes=list(keys.PROJECTION),
            )


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
