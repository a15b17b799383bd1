"""The whole system, composed of one construct per capability."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from constructs import Construct

from earshot.config import Oidc
from earshot.domain.playbook import Playbook as Rules
from infra.alerts import Alerts
from infra.api import Api
from infra.configuration import Configuration
from infra.dashboard import Dashboard
from infra.desk import Desk
from infra.ground import Ground
from infra.intake import Intake
from infra.layers import Layers
from infra.outputs import tell, tell_training
from infra.playbook import Playbook
from infra.registry import Registry
from infra.retraining import Retraining
from infra.schedules import Schedules
from infra.secrets import Secrets
from infra.storage import Storage
from infra.users import Users
from infra.watch import Watch

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
        secrets = Secrets(self, "Secrets", configuration.accounts)
        ground = Ground(
            layers=(layers.deps, layers.shared),
            log_retention=RETENTION[deployment.log_retention_days],
            alarms=alerts.alarms,
            table=Storage(self, "Storage").table,
            playbook=Playbook(self, "Playbook", configuration=configuration, secrets=secrets),
        )
        registry = Registry(self, "Registry") if deployment.retraining else None
        oidc = deployment.oidc or self._own_users(configuration.playbook)
        intake = Intake(
            self,
            "Intake",
            ground=ground,
            listen=list(secrets.listen.values()),
            renewed=secrets.renewed_listen,
            at_once=deployment.batches_at_once,
            backends=configuration.playbook.classification.backends,
            registry=registry,
        )
        desk = Desk(
            self,
            "Desk",
            ground=ground,
            alerts=alerts,
            mentions=intake.mentions.queue,
            answer=list(secrets.answer.values()),
            renewed=secrets.renewed_answer,
            pages=secrets.pages,
            groups_claim=oidc.groups_claim,
            case_url=deployment.case_url,
            at_once=deployment.batches_at_once,
            registry=registry,
        )
        schedules = Schedules(
            self,
            "Schedules",
            accounts=configuration.accounts,
            poll=intake.poll.function,
            sweep=desk.sweep.function,
            alarms=ground.alarms,
        )
        if registry and deployment.retraining:
            training = Retraining(
                self, "Retraining", ground=ground, alerts=alerts, registry=registry
            )
            schedules.train_every(deployment.retraining.every_days, training.train.function)
            tell_training(self, training, registry)
        watch = Watch(
            self,
            "Watch",
            accounts=configuration.accounts,
            alarms=ground.alarms,
        )
        Dashboard(
            self,
            "Dashboard",
            accounts=configuration.accounts,
            queues=[one.queue for one in (intake.mentions, intake.classified, desk.replies)],
        )
        ground.playbook.roll_back_on(watch.playbook_trouble)
        api = Api(
            self,
            "Api",
            webhook=intake.webhook.function,
            rest=desk.api.function,
            issuer=oidc.issuer,
            audience=oidc.audience,
            deployment=deployment,
            ground=ground,
        )
        tell(self, api=api, ground=ground, alerts=alerts, intake=intake, desk=desk)

    def _own_users(self, playbook: Rules) -> Oidc:
        users = Users(self, "Users", playbook=playbook)
        cdk.CfnOutput(self, "UserPoolId", value=users.pool.user_pool_id)
        cdk.CfnOutput(self, "UserPoolClientId", value=users.client.user_pool_client_id)
        return Oidc.model_construct(
            issuer=users.issuer,
            audience=(users.client.user_pool_client_id,),
            groups_claim="cognito:groups",
        )
