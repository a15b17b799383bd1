"""What all stages stand on."""

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_secretsmanager as secretsmanager

from infra.alarms import Alarms
from infra.grants import READ, REMOVE, WRITE, renew, rows
from infra.playbook import Playbook

# What is touched, by partition key (earshot.store.keys).
INTAKE = ("ACCOUNT#*", "QUARANTINE#*")
HELD = ("MENTION#*", "CASE#*")
ROSTER = "AGENTS"
RENEWALS = "RENEWAL#*"
CORRECTIONS = "CORRECTION#*"
DESK = ("MENTION#*", "CASE#*", "POST#*", "AUTHOR#*", "TIMER#*", *INTAKE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Layers, log retention, alarms, the table and the playbook."""

    layers: Sequence[lambda_.ILayerVersion]
    log_retention: logs.RetentionDays
    alarms: Alarms
    table: dynamodb.Table
    playbook: Playbook

    def told(self) -> dict[str, str]:
        """The settings that every stage has."""
        return {"table_name": self.table.table_name, **self.playbook.settings()}

    def read(self, *partitions: str) -> iam.PolicyStatement:
        """Read these rows."""
        return rows(self.table, READ, *partitions)

    def write(self, *partitions: str) -> iam.PolicyStatement:
        """Read and write these rows."""
        return rows(self.table, READ + WRITE, *partitions)

    def renew(self, found: Sequence[secretsmanager.Secret]) -> list[iam.PolicyStatement]:
        """Renew these secrets, in turns; nothing where there are none."""
        return [self.write(RENEWALS), *renew(found)] if found else []

    def move(self, *partitions: str) -> iam.PolicyStatement:
        """Read, write and remove these rows, as a timer that moves to another step."""
        return rows(self.table, READ + WRITE + REMOVE, *partitions)
