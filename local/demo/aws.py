"""What the demo does as operator of the deployed stack: secrets, subscriptions, looks."""

from dataclasses import dataclass
from typing import Any

from earshot.domain.accounts import Accounts
from earshot.domain.records import Counts
from earshot.store.census import Record, census
from earshot.store.items import HourCounts
from local.clients import client
from local.demo.outcome import Account, added
from local.demo.timeline import ACCOUNT
from local.stack import LocalStack

QUEUES = ("Mentions", "Classified", "Replies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """An operator with credentials for the local AWS."""

    stack: LocalStack

    def client(self, service: str) -> Any:
        return client(service, self.stack.endpoint)

    def accounts(self) -> Accounts:
        """The connected accounts as they were published, with the ARNs of their secrets."""
        data, names = self.client("appconfigdata"), self.stack.outputs
        token = data.start_configuration_session(
            ApplicationIdentifier=names["AppConfigApplication"],
            EnvironmentIdentifier=names["AppConfigEnvironment"],
            ConfigurationProfileIdentifier=names["AccountsProfile"],
        )["InitialConfigurationToken"]
        answer = data.get_latest_configuration(ConfigurationToken=token)
        return Accounts.model_validate_json(answer["Configuration"].read())

    def secret(self, arn: str) -> str:
        found: str = self.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
        return found

    def put_secret(self, arn: str, value: str) -> None:
        self.client("secretsmanager").put_secret_value(SecretId=arn, SecretString=value)

    def connect(self, channel: str, listen: str, answer: str) -> None:
        """Put what lets into the account's platform where its functions read it."""
        account = self.accounts().get(channel, ACCOUNT)
        for arn, value in ((account.listen_secret, listen), (account.answer_secret, answer)):
            if arn:
                self.put_secret(arn, value)

    def subscribe(self, url: str) -> None:
        """Let an HTTP endpoint hear of alerts, as a supervisor's tool would."""
        self.client("sns").subscribe(
            TopicArn=self.stack.outputs["AlertsTopicArn"], Protocol="http", Endpoint=url
        )

    def records(self) -> list[Record]:
        """All that the table holds."""
        return list(census(self.client("dynamodb"), self.stack.outputs["TableName"]))

    def counts(self) -> dict[Account, Counts]:
        """The equation of each account, all hours together."""
        hours: dict[Account, list[Counts]] = {}
        client, outputs = self.client("dynamodb"), self.stack.outputs
        for account in self.accounts().accounts:
            found = _count_rows(client, outputs["TableName"], account.channel, account.account)
            hours[account.channel, account.account] = [row.counts for row in found]
        return {account: added(counts) for account, counts in hours.items()}

    def waiting(self) -> int:
        """Messages in the queues, in flight or not."""
        sqs = self.client("sqs")
        return sum(_depth(sqs, self.stack.outputs[f"{name}QueueUrl"]) for name in QUEUES)

    def dead(self) -> int:
        """Messages that nobody could work on."""
        sqs, outputs = self.client("sqs"), self.stack.outputs
        return sum(_depth(sqs, outputs[f"{name}DeadLettersUrl"]) for name in QUEUES)


def _count_rows(client: Any, table: str, channel: str, account: str) -> list[HourCounts]:
    from earshot.store import items, keys

    pages = client.get_paginator("query").paginate(
        TableName=table,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={
            ":pk": {"S": keys.account_key(channel, account).pk},
            ":sk": {"S": "COUNT#"},
        },
        ConsistentRead=True,
    )
    return [items.counts_from(item) for page in pages for item in page["Items"]]


def _depth(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(found[name]) for name in names)
