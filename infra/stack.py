"""The whole system, composed of one construct per capability."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.alerts import Alerts
from infra.api import Api
from infra.configuration import Configuration, Oidc
from infra.ingest import Schedules
from infra.layers import Layers
from infra.playbook import Playbook
from infra.secrets import Secrets, arn
from infra.stage import Ground
from infra.stages import Stages
from infra.storage import Storage
from infra.users import Users

RETENTION = {
    1: logs.RetentionDays.ONE_DAY,
    7: logs.RetentionDays.ONE_WEEK,
    14: logs.RetentionDays.TWO_WEEKS,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    180: logs.RetentionDays.SIX_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
    731: logs.RetentionDays.TWO_YEARS,
}


class EarshotStack(cdk.Stack):
    """Everything Earshot is, in one stack."""

    def __init__(
        self, scope: Construct, construct_id: str, *, configuration: Configuration, local: bool
    ) -> None:
        super().__init__(scope, construct_id, description="Earshot: social customer service")
        deployment = configuration.deployment
        for key, value in {"app": "earshot", **deployment.tags}.items():
            cdk.Tags.of(self).add(key, value)

        alerts = Alerts(
            self,
            "Alerts",
            supervisors=deployment.supervisors,
            operators=deployment.operators,
        )
        layers = Layers(self, "Layers", local=local)
        ground = Ground(
            layers=(layers.deps, layers.shared),
            log_retention=RETENTION[deployment.log_retention_days],
            alarms=alerts.alarms,
        )
        storage = Storage(self, "Storage")
        secrets = Secrets(self, "Secrets", configuration.accounts)
        playbook = Playbook(self, "Playbook", configuration=configuration, secrets=secrets)
        oidc = deployment.oidc or self._own_users()
        stages = Stages(
            self,
            "Stages",
            ground=ground,
            storage=storage,
            playbook=playbook,
            secret=secrets,
            alerts=alerts,
            groups_claim=oidc.groups_claim,
            at_once=deployment.batches_at_once,
        )
        Schedules(
            self,
            "Schedules",
            accounts=configuration.accounts,
            poll=stages.poll.function,
            sweep=stages.sweep.function,
            alarms=ground.alarms,
        )
        api = Api(
            self,
            "Api",
            webhook=stages.webhook.function,
            rest=stages.api.function,
            issuer=oidc.issuer,
            audience=oidc.audience,
            deployment=deployment,
            ground=ground,
        )
        self._tell(
            ApiUrl=api.url,
            ApiId=api.api.api_id,
            TableName=storage.table.table_name,
            StreamArn=str(storage.table.table_stream_arn),
            AlertsTopicArn=alerts.supervisors.topic_arn,
            OperationsTopicArn=alerts.operations.topic_arn,
            StateMachineArn=stages.timers.machine.state_machine_arn,
            UndeliveredQueueUrl=stages.undelivered.queue_url,
            AppConfigApplication=playbook.application.ref,
            AppConfigEnvironment=playbook.environment.ref,
            PlaybookProfile=playbook.playbook,
            AccountsProfile=playbook.accounts,
            PageSecretArn=arn(secrets.pages),
        )
        for name, queue in stages.queues.items():
            self._tell(
                **{
                    f"{name}QueueUrl": queue.queue.queue_url,
                    f"{name}DeadLettersUrl": queue.dead_letters.queue_url,
                }
            )
        for name in ("webhook", "poll", "classify", "route", "check", "sweep", "relay", "reply"):
            self._tell(**{f"{name.title()}Function": getattr(stages, name).function.function_name})
        self._tell(ApiFunction=stages.api.function.function_name)

    def _own_users(self) -> Oidc:
        users = Users(self, "Users")
        self._tell(
            UserPoolId=users.pool.user_pool_id, UserPoolClientId=users.client.user_pool_client_id
        )
        return Oidc.model_construct(
            issuer=users.issuer,
            audience=(users.client.user_pool_client_id,),
            groups_claim="cognito:groups",
        )

    def _tell(self, **outputs: str) -> None:
        for name, value in outputs.items():
            cdk.CfnOutput(self, name, value=value)
