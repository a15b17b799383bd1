"""The playbook and the accounts, published by AppConfig in versions."""

import aws_cdk as cdk
from aws_cdk import aws_appconfig as appconfig
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from constructs import Construct

from earshot.domain.playbook import compiled
from infra.configuration import Configuration
from infra.secrets import Secrets

GRADUAL_MINUTES = 10


class Playbook(Construct):
    """One application with the hosted profiles `playbook` and `accounts`."""

    def __init__(
        self, scope: Construct, construct_id: str, *, configuration: Configuration, secrets: Secrets
    ) -> None:
        super().__init__(scope, construct_id)
        name = cdk.Names.unique_resource_name(self, max_length=60, separator="-")
        self.application = appconfig.CfnApplication(self, "Application", name=name)
        self.environment = appconfig.CfnEnvironment(
            self, "Environment", application_id=self.application.ref, name="live"
        )
        minutes = configuration.deployment.playbook_rollout_minutes
        self._name = name
        self.strategy = self._spread("Strategy", minutes)
        # A first deployment has nothing to fall back on, so it may go out at once; what is
        # published later is watched while it spreads.
        self.gradual = self.strategy if minutes else self._spread("Gradual", GRADUAL_MINUTES)
        accounts = [
            a.model_dump(mode="json", exclude_none=True) for a in secrets.accounts_with_arns()
        ]
        self._profiles: dict[str, appconfig.CfnConfigurationProfile] = {}
        self.playbook, first = self._publish(
            "playbook", compiled(configuration.playbook), label=configuration.playbook.stamp
        )
        self.accounts, second = self._publish(
            "accounts", cdk.Stack.of(self).to_json_string({"accounts": accounts})
        )
        second.add_resource_dependency(first)  # one deployment at a time in an environment

    def _spread(self, construct_id: str, minutes: int) -> appconfig.CfnDeploymentStrategy:
        """Over so many minutes, and watched for as many more."""
        return appconfig.CfnDeploymentStrategy(
            self,
            construct_id,
            name=f"{self._name}-{minutes}" if construct_id == "Gradual" else self._name,
            deployment_duration_in_minutes=minutes,
            growth_factor=20 if minutes else 100,
            final_bake_time_in_minutes=minutes,
            replicate_to="NONE",
        )

    def _publish(
        self, profile: str, content: str, label: str | None = None
    ) -> tuple[str, appconfig.CfnDeployment]:
        made = appconfig.CfnConfigurationProfile(
            self,
            profile.title(),
            application_id=self.application.ref,
            name=profile,
            location_uri="hosted",
            type="AWS.Freeform",
        )
        self._profiles[profile] = made
        version = appconfig.CfnHostedConfigurationVersion(
            self,
            f"{profile.title()}Version",
            application_id=self.application.ref,
            configuration_profile_id=made.ref,
            content=content,
            content_type="application/json",
            version_label=label,
        )
        # Earlier versions stay: a past decision is evaluated with the text it was made by. One that
        # a failed first deployment made may go, since AppConfig deletes no profile that has any.
        version.apply_removal_policy(cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
        deployment = appconfig.CfnDeployment(
            self,
            f"{profile.title()}Deployment",
            application_id=self.application.ref,
            configuration_profile_id=made.ref,
            configuration_version=version.ref,
            deployment_strategy_id=self.strategy.ref,
            environment_id=self.environment.ref,
        )
        return made.ref, deployment

    def roll_back_on(self, alarm: cloudwatch.IAlarm) -> None:
        """Take a deployment back when this alarm goes off before it is through."""
        stack = cdk.Stack.of(self)
        watcher = iam.Role(
            self,
            "Watcher",
            assumed_by=iam.ServicePrincipal(
                "appconfig.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": stack.account}},
            ),
        )
        watcher.add_to_policy(
            iam.PolicyStatement(actions=["cloudwatch:DescribeAlarms"], resources=[alarm.alarm_arn])
        )
        self.environment.monitors = [
            appconfig.CfnEnvironment.MonitorsProperty(
                alarm_arn=alarm.alarm_arn, alarm_role_arn=watcher.role_arn
            )
        ]

    def settings(self) -> dict[str, str]:
        """The values of `ConfigurationSettings`."""
        return {
            "appconfig_application": self.application.ref,
            "appconfig_environment": self.environment.ref,
            "playbook_profile": self.playbook,
            "accounts_profile": self.accounts,
        }

    def may_look_back(self) -> iam.PolicyStatement:
        """Read every version of the playbook that was published."""
        profile = cdk.Stack.of(self).format_arn(
            service="appconfig",
            resource="application",
            resource_name=f"{self.application.ref}/configurationprofile/{self.playbook}",
        )
        return iam.PolicyStatement(
            actions=[
                "appconfig:ListHostedConfigurationVersions",
                "appconfig:GetHostedConfigurationVersion",
            ],
            resources=[profile, f"{profile}/hostedconfigurationversion/*"],
        )

    def looked_back_at(self) -> dict[str, str]:
        """The finding of `may_look_back`, with why it is as it should be."""
        stack = cdk.Stack.of(self)
        application, profile = (
            stack.get_logical_id(made) for made in (self.application, self._profiles["playbook"])
        )
        place = f"application/<{application}>/configurationprofile/<{profile}>"
        arn = f"arn:<AWS::Partition>:appconfig:<AWS::Region>:<AWS::AccountId>:{place}"
        return {
            f"AwsSolutions-IAM5[Resource::{arn}/hostedconfigurationversion/*]": "Every version of"
            " one profile, to explain a decision of any day.",
        }

    def may_read(self) -> iam.PolicyStatement:
        """Read both profiles."""
        stack = cdk.Stack.of(self)
        return iam.PolicyStatement(
            actions=["appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"],
            resources=[
                stack.format_arn(
                    service="appconfig",
                    resource="application",
                    resource_name=f"{self.application.ref}/environment/{self.environment.ref}"
                    f"/configuration/{profile}",
                )
                for profile in (self.playbook, self.accounts)
            ],
        )
