"""Two topics: `alerts` speaks to supervisors about customers, `operations` about the machine."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from constructs import Construct

from earshot.config import Subscriber
from infra.alarms import Alarms
from infra.queues import dead_letter_queue


class Alerts(Construct):
    """Both topics, encrypted with one key that lets the publishing services in."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        supervisors: Sequence[Subscriber],
        operators: Sequence[Subscriber],
    ) -> None:
        super().__init__(scope, construct_id)
        self.key = kms.Key(
            self,
            "Key",
            description="Earshot: messages of the alerts and operations topics",
            enable_key_rotation=True,
            # Topics keep no history: once they are gone, nothing is left to decrypt.
            removal_policy=cdk.RemovalPolicy.DESTROY,
            pending_window=cdk.Duration.days(7),
        )
        self._let_alarms_in()
        self.supervisors = self._topic("Supervisors")
        self.operations = self._topic("Operations")
        self.alarms = Alarms(self.operations)
        # What a subscriber's endpoint would not take, even after SNS's own tries.
        self.undelivered = dead_letter_queue(self, "Undelivered", alarms=self.alarms)
        self._subscribe(self.supervisors, supervisors)
        self._subscribe(self.operations, operators)
        self.operations.add_to_resource_policy(
            iam.PolicyStatement(
                sid="AlarmsMayPublish",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[self.operations.topic_arn],
                conditions=_from_this_account(self),
            )
        )

    def _let_alarms_in(self) -> None:
        # Without this grant an alarm turns red and its message is dropped in silence.
        self.key.add_to_resource_policy(
            iam.PolicyStatement(
                sid="AlarmsMayEncrypt",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["kms:Decrypt", "kms:GenerateDataKey*"],
                resources=["*"],
                conditions=_from_this_account(self),
            )
        )

    def _topic(self, name: str) -> sns.Topic:
        return sns.Topic(self, name, master_key=self.key, enforce_ssl=True)

    def _subscribe(self, topic: sns.Topic, subscribers: Sequence[Subscriber]) -> None:
        for number, subscriber in enumerate(subscribers):
            if subscriber.protocol == "lambda":
                self._let_in(topic, f"{topic.node.id}{number}MayCall", subscriber.endpoint)
            sns.Subscription(
                self,
                f"{topic.node.id}{number}",
                topic=topic,
                dead_letter_queue=self.undelivered,
                protocol=sns.SubscriptionProtocol[subscriber.protocol.upper()],
                endpoint=subscriber.endpoint,
                filter_policy={
                    key: sns.SubscriptionFilter.string_filter(allowlist=list(values))
                    for key, values in subscriber.only.items()
                }
                or None,
            )

    def _let_in(self, topic: sns.Topic, name: str, function_arn: str) -> None:
        # Without this the subscription stands and every message ends as undelivered.
        lambda_.CfnPermission(
            self,
            name,
            action="lambda:InvokeFunction",
            function_name=function_arn,
            principal="sns.amazonaws.com",
            source_arn=topic.topic_arn,
        )

    def may_alert(self) -> list[iam.PolicyStatement]:
        """What a function needs to tell the supervisors."""
        return self._may_publish(self.supervisors)

    def may_tell_operators(self) -> list[iam.PolicyStatement]:
        """What a function needs to tell those who run the machine."""
        return self._may_publish(self.operations)

    def _may_publish(self, topic: sns.Topic) -> list[iam.PolicyStatement]:
        return [
            iam.PolicyStatement(actions=["sns:Publish"], resources=[topic.topic_arn]),
            iam.PolicyStatement(
                actions=["kms:Decrypt", "kms:GenerateDataKey"], resources=[self.key.key_arn]
            ),
        ]


def _from_this_account(scope: Construct) -> dict[str, dict[str, str]]:
    return {"StringEquals": {"aws:SourceAccount": cdk.Stack.of(scope).account}}
