"""The bucket for weights that this deployment has trained; only where retraining is on."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.findings import acknowledge

PREFIX = "weights/"


class Registry(Construct):
    """Private, encrypted, over TLS alone, in versions, and kept when the stack goes."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.bucket = s3.Bucket(
            self,
            "Weights",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            versioned=True,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        acknowledge(
            self.bucket,
            {
                "AwsSolutions-S1": "A few reads at the start of functions; weights hold no text"
                " of anybody, and CloudTrail can log who touches them."
            },
        )

    def may_read(self) -> list[iam.PolicyStatement]:
        """Read weights and reports, and be told when there are none of a name."""
        return [
            iam.PolicyStatement(
                actions=["s3:GetObject"], resources=[self.bucket.arn_for_objects(f"{PREFIX}*")]
            ),
            iam.PolicyStatement(actions=["s3:ListBucket"], resources=[self.bucket.bucket_arn]),
        ]

    def may_add(self) -> list[iam.PolicyStatement]:
        """Add weights and reports, and read them."""
        put = iam.PolicyStatement(
            actions=["s3:PutObject"], resources=[self.bucket.arn_for_objects(f"{PREFIX}*")]
        )
        return [put, *self.may_read()]

    def read_at(self) -> dict[str, str]:
        """The finding of both, with why it is as it should be."""
        stack = cdk.Stack.of(self)
        made = self.bucket.node.default_child
        if not isinstance(made, s3.CfnBucket):
            raise TypeError(f"{self.bucket.node.path} is not a bucket of ours")
        arn = f"<{stack.get_logical_id(made)}.Arn>/{PREFIX}*"
        return {
            f"AwsSolutions-IAM5[Resource::{arn}]": "Weights of every version, and nothing else."
        }
