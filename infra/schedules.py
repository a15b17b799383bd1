"""Schedules: one for each account that is polled or whose webhook is kept, and the sweep."""

from collections.abc import Sequence
from datetime import timedelta

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as targets
from constructs import Construct

from earshot.channels import looks_every
from earshot.domain.accounts import Account
from earshot.domain.upkeep import TURN
from earshot.settings import SWEEP_S
from infra.alarms import Alarms
from infra.findings import acknowledge, any_version_of
from infra.queues import dead_letter_queue

LONGEST_WAIT = cdk.Duration.days(1)
# What is due at a turn stands in the account's record; the rest of them only read that.
KEEP_EVERY = cdk.Duration.minutes(TURN // timedelta(minutes=1))
SWEEP_EVERY = cdk.Duration.minutes(SWEEP_S // 60)


class Schedules(Construct):
    """EventBridge Scheduler calls `poll` with the account's name, and `sweep` with nothing."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        accounts: Sequence[Account],
        poll: lambda_.IFunction,
        sweep: lambda_.IFunction,
        alarms: Alarms,
    ) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = dead_letter_queue(self, "DeadLetters", alarms=alarms)
        for account in accounts:
            if account.poll_minutes is not None:
                self._every(
                    f"Poll-{account.channel}-{account.account}",
                    cdk.Duration.minutes(account.poll_minutes),
                    poll,
                    {"channel": account.channel, "account": account.account},
                )
            elif looks_every(account):
                self._every(
                    f"Keep-{account.channel}-{account.account}",
                    KEEP_EVERY,
                    poll,
                    {"channel": account.channel, "account": account.account, "only": "upkeep"},
                )
        self._every("Sweep", SWEEP_EVERY, sweep, {})

    def train_every(self, days: int, train: lambda_.IFunction) -> None:
        """Also train the model anew every so many days."""
        self._every("Train", cdk.Duration.days(days), train, {})

    def _caller_of(self, function: lambda_.IFunction) -> iam.Role:
        name = f"Calls{function.node.scope.node.id if function.node.scope else ''}"
        there = self.node.try_find_child(name)
        if isinstance(there, iam.Role):
            return there
        role = iam.Role(
            self,
            name,
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}},
            ),
        )
        acknowledge(
            role, {any_version_of(function): "The wildcard is the version of one function."}
        )
        return role

    def _every(
        self,
        name: str,
        interval: cdk.Duration,
        function: lambda_.IFunction,
        message: dict[str, str],
    ) -> None:
        scheduler.Schedule(
            self,
            name,
            description=f"Earshot: {name}",
            schedule=scheduler.ScheduleExpression.rate(interval),
            target=targets.LambdaInvoke(
                function,
                role=self._caller_of(function),
                input=scheduler.ScheduleTargetInput.from_object(message),
                dead_letter_queue=self.dead_letters,
                # The next turn comes anyway: an old call is worth nothing.
                max_event_age=min(interval, LONGEST_WAIT, key=cdk.Duration.to_seconds),
                retry_attempts=2,
            ),
        )
