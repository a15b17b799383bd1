"""Which deployment a command talks to: the local stack, or one on AWS named by `--stack-name`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.lines import stop

if TYPE_CHECKING:
    from earshot.domain.accounts import Account, Accounts
    from earshot.domain.case import Case
    from earshot.domain.playbook import Playbook
    from earshot.ports import ModelRegistry, Queue, Secrets, Store

StackName = Annotated[
    str | None,
    typer.Option("--stack-name", help="a stack on AWS, reached as the AWS command would reach it"),
]


@dataclass(frozen=True)
class Deployment:
    """A deployed Earshot: the outputs of its stack, and clients that reach it.

    `options` are what every client is made with beside its service.
    """

    outputs: dict[str, str]
    options: dict[str, Any]

    def client(self, service: str) -> Any:
        import boto3

        return boto3.client(service, **self.options)

    @cached_property
    def store(self) -> "Store":
        from earshot.store.dynamo import DynamoStore

        return DynamoStore(self.client("dynamodb"), self.outputs["TableName"])

    def open_cases(self) -> "Iterator[Case]":
        """Every open case, by a full read of the table with the caller's own credentials."""
        from earshot.store.census import open_cases

        return open_cases(self.client("dynamodb"), self.outputs["TableName"])

    def cases(self) -> "Iterator[Case]":
        """Every case, by a full read of the table with the caller's own credentials."""
        from earshot.store.census import cases

        return cases(self.client("dynamodb"), self.outputs["TableName"])

    @cached_property
    def mentions_queue(self) -> "Queue":
        from earshot.aws.queues import SqsQueue

        return SqsQueue(self.client("sqs"), self.outputs["MentionsQueueUrl"])

    @cached_property
    def secrets(self) -> "Secrets":
        from earshot.aws.secrets import ManagedSecrets, Renewing
        from earshot.system import SortableIds, SystemClock

        def renewing() -> Renewing:
            return Renewing(self.store, SystemClock(), SortableIds())

        return ManagedSecrets(self.client("secretsmanager"), renewing=renewing)

    @cached_property
    def registry(self) -> "ModelRegistry | None":
        """Where its weights lie; None where retraining is off."""
        from earshot.aws.registry import S3Registry

        bucket = self.outputs.get("WeightsBucket")
        return S3Registry(self.client("s3"), bucket) if bucket else None

    @cached_property
    def accounts(self) -> "Accounts":
        """The accounts in force, with the ARNs of their secrets."""
        from earshot.domain.accounts import Accounts

        return Accounts.model_validate_json(self.published("AccountsProfile"))

    @cached_property
    def playbook(self) -> "Playbook":
        """The policy in force."""
        from earshot.domain.playbook import load

        return load(self.published("PlaybookProfile").decode())

    def published(self, profile: str) -> bytes:
        """What AppConfig hands out under the profile that this output names."""
        client = self.client("appconfigdata")
        token = client.start_configuration_session(
            ApplicationIdentifier=self.outputs["AppConfigApplication"],
            EnvironmentIdentifier=self.outputs["AppConfigEnvironment"],
            ConfigurationProfileIdentifier=self.outputs[profile],
        )["InitialConfigurationToken"]
        answer = client.get_latest_configuration(ConfigurationToken=token)
        content: bytes = answer["Configuration"].read()
        return content


def account_of(deployment: Deployment, named: str) -> "Account":
    """The connected account `CHANNEL/ACCOUNT`; ends with 2, naming those there are."""
    from earshot.errors import Unknown

    channel, _, account = named.partition("/")
    try:
        return deployment.accounts.get(channel, account)
    except Unknown:
        there = ", ".join(f"{one.channel}/{one.account}" for one in deployment.accounts.accounts)
        stop(f"no account {named} is connected; there are {there}")


def reach(stack_name: str | None) -> Deployment:
    """The deployment of that name on AWS, else the local one; ends with 2 when there is none."""
    return _on_aws(stack_name) if stack_name else _local()


def _local() -> Deployment:
    from local import stack
    from local.emulator import client_environment

    found = stack.current()
    if found is None:
        stop("no local stack runs: `earshot up`, or name one on AWS with --stack-name")
    told = client_environment(found.endpoint)
    options = {
        "endpoint_url": found.endpoint,
        "region_name": told["AWS_REGION"],
        "aws_access_key_id": told["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": told["AWS_SECRET_ACCESS_KEY"],
        "verify": told.get("AWS_CA_BUNDLE"),
    }
    return Deployment(found.outputs, options)


def _on_aws(name: str) -> Deployment:
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError, NoRegionError

    from local import region

    options = {"region_name": region.chosen()}
    try:
        client = boto3.client("cloudformation", **options)
        stacks = client.describe_stacks(StackName=name)["Stacks"]
    except NoRegionError:
        stop(f"stack {name}: {region.UNNAMED}")
    except (BotoCoreError, ClientError) as error:
        stop(f"stack {name}: {error}")
    told = {o["OutputKey"]: o["OutputValue"] for o in stacks[0].get("Outputs", [])}
    if "TableName" not in told:
        stop(f"stack {name} is no Earshot: it has no output TableName")
    return Deployment(told, options)
