"""What a deployment tells: addresses and names for people, programs and tests."""

import aws_cdk as cdk

from infra.alerts import Alerts
from infra.api import Api
from infra.desk import Desk
from infra.ground import Ground
from infra.intake import Intake
from infra.registry import Registry
from infra.retraining import Retraining


def tell(
    stack: cdk.Stack, *, api: Api, ground: Ground, alerts: Alerts, intake: Intake, desk: Desk
) -> None:
    """Write them as outputs of the stack."""
    queues = {
        "Mentions": intake.mentions,
        "Classified": intake.classified,
        "Replies": desk.replies,
    }
    stages = {
        **{name: getattr(intake, name) for name in ("webhook", "poll", "classify", "route")},
        **{name: getattr(desk, name) for name in ("check", "sweep", "relay", "reply", "api")},
    }
    told = {
        "ApiUrl": api.url,
        "ApiId": api.api.api_id,
        "TableName": ground.table.table_name,
        "StreamArn": str(ground.table.table_stream_arn),
        "AlertsTopicArn": alerts.supervisors.topic_arn,
        "OperationsTopicArn": alerts.operations.topic_arn,
        "StateMachineArn": desk.timers.machine.state_machine_arn,
        "UndeliveredQueueUrl": desk.undelivered.queue_url,
        "AppConfigApplication": ground.playbook.application.ref,
        "AppConfigEnvironment": ground.playbook.environment.ref,
        "RolloutStrategy": ground.playbook.gradual.ref,
        "AtOnceStrategy": ground.playbook.strategy.ref,
        "PlaybookProfile": ground.playbook.playbook,
        "AccountsProfile": ground.playbook.accounts,
        **{f"{name}QueueUrl": queue.queue.queue_url for name, queue in queues.items()},
        **{f"{name}DeadLettersUrl": queue.dead_letters.queue_url for name, queue in queues.items()},
        **{
            f"{name.title()}Function": stage.function.function_name
            for name, stage in stages.items()
        },
    }
    for name, value in told.items():
        cdk.CfnOutput(stack, name, value=value)


def tell_training(stack: cdk.Stack, training: Retraining, registry: Registry) -> None:
    """Also where trained weights lie, and what trains them."""
    cdk.CfnOutput(stack, "WeightsBucket", value=registry.bucket.bucket_name)
    cdk.CfnOutput(stack, "TrainFunction", value=training.train.function.function_name)
