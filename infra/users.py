"""Who may use the API: a Cognito pool with three groups, or an issuer of one's own."""

import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from earshot.domain.caller import BRAND, TEAM
from earshot.domain.playbook import Playbook
from infra.findings import acknowledge

ROLES = ("agent", "supervisor", "admin")


class Users(Construct):
    """A pool that only administrators add people to, with a group for each role, team and brand."""

    def __init__(self, scope: Construct, construct_id: str, *, playbook: Playbook) -> None:
        super().__init__(scope, construct_id)
        self.pool = cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True, email=True),
            password_policy=cognito.PasswordPolicy(
                min_length=12,
                require_digits=True,
                require_lowercase=True,
                require_uppercase=True,
                require_symbols=True,
            ),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            deletion_protection=True,
            removal_policy=cdk.RemovalPolicy.RETAIN,
        )
        acknowledge(
            self.pool,
            {
                "AwsSolutions-COG2": "A second factor is offered; programs log in too.",
                "AwsSolutions-COG3": "Threat protection is a paid plan, left to the deployer.",
                "AwsSolutions-COG8": "Threat protection is a paid plan, left to the deployer.",
            },
        )
        teams = (f"{TEAM}{name}" for name in playbook.teams)
        brands = (f"{BRAND}{name}" for name in playbook.brands)
        for group in (*ROLES, *teams, *brands):
            cognito.CfnUserPoolGroup(
                self, group.title(), group_name=group, user_pool_id=self.pool.user_pool_id
            )
        self.client = self.pool.add_client(
            "Client",
            auth_flows=cognito.AuthFlow(user_password=True, user_srp=True),
            prevent_user_existence_errors=True,
            access_token_validity=cdk.Duration.hours(1),
            id_token_validity=cdk.Duration.hours(1),
            refresh_token_validity=cdk.Duration.days(30),
            enable_token_revocation=True,
        )

    @property
    def issuer(self) -> str:
        """What the tokens name as their issuer."""
        stack = cdk.Stack.of(self)
        return f"https://cognito-idp.{stack.region}.{stack.url_suffix}/{self.pool.user_pool_id}"
