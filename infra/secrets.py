"""One secret for each account and direction: what we hear by, and what we answer with."""

from collections.abc import Sequence
from string import punctuation

import aws_cdk as cdk
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from earshot.channels import connector_class
from earshot.domain.accounts import Account
from infra.findings import acknowledge


class Secrets(Construct):
    """Generated values, to be replaced by the platforms' own; only `reply` reads `answer`."""

    def __init__(self, scope: Construct, construct_id: str, accounts: Sequence[Account]) -> None:
        super().__init__(scope, construct_id)
        self._accounts = accounts
        self.listen = {_key(a): self._secret(a, "listen") for a in accounts}
        self.answer = {
            _key(a): self._secret(a, "answer") for a in accounts if a.mode != "listen_only"
        }
        renewing = {_key(a) for a in accounts if connector_class(a.connector).renews}
        self.renewed_listen = [made for key, made in self.listen.items() if key in renewing]
        self.renewed_answer = [made for key, made in self.answer.items() if key in renewing]
        self.pages = self._generated("Pages", "Seals the page tokens of the REST API")

    def accounts_with_arns(self) -> tuple[Account, ...]:
        """The accounts, knowing where their secrets are."""
        return tuple(
            account.model_copy(
                update={
                    "listen_secret": arn(self.listen[_key(account)]),
                    "answer_secret": arn(self.answer[_key(account)])
                    if _key(account) in self.answer
                    else None,
                }
            )
            for account in self._accounts
        )

    def _secret(self, account: Account, direction: str) -> secretsmanager.Secret:
        return self._generated(
            f"{direction}-{account.channel}-{account.account}",
            f"Earshot: {direction}, {account.channel}/{account.account}",
        )

    def _generated(self, name: str, description: str) -> secretsmanager.Secret:
        # 44 letters and digits are also 33 bytes in base64, as Standard Webhooks asks for. They are
        # asked for in both ways, because the local AWS knows only the list of characters.
        secret = secretsmanager.Secret(
            self,
            name,
            description=description,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=44,
                exclude_punctuation=True,
                exclude_characters=punctuation,
            ),
            # A first deployment that fails held no platform's token, and leaves none to pay for.
            removal_policy=cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        acknowledge(
            secret,
            {
                "AwsSolutions-SMG4": "The value belongs to a platform, which alone can change it;"
                " docs/operations.md says how to rotate each."
            },
        )
        return secret


def _key(account: Account) -> tuple[str, str]:
    return account.channel, account.account


def arn(secret: secretsmanager.Secret) -> str:
    """Its ARN by attribute: the local AWS answers a plain reference with the name."""
    made = secret.node.default_child
    if not isinstance(made, secretsmanager.CfnSecret):
        raise TypeError(f"{secret.node.path} is not a secret of ours")
    return made.attr_id
