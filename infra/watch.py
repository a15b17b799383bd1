"""Alarms on what the functions themselves report: lost mentions, late timers, ailing accounts."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from earshot.domain.accounts import Account
from earshot.observability import NAMESPACE
from infra.alarms import FIVE_MINUTES, MINUTE, Alarms

SWEEP_MISSED = cdk.Duration.minutes(15)
# Two sweeps, so that one which comes late lets no alarm end.
SWEEPS = cdk.Duration.minutes(10)
REFUSALS = 10
BROKEN = 3


class Watch(Construct):
    """One alarm for each promise that somebody has to look after when it breaks."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        accounts: Sequence[Account],
        alarms: Alarms,
    ) -> None:
        super().__init__(scope, construct_id)
        alarms.at_least(
            self,
            "Missing",
            reported("Missing", stage="sweep"),
            threshold=1,
            says="mentions were received and nothing has come of them",
        )
        alarms.at_least(
            self,
            "LateTimers",
            reported("LateTimers", stage="sweep"),
            threshold=1,
            says="the safety sweep found cases whose timer never fired",
        )
        alarms.at_least(
            self,
            "SweepMissed",
            # Told at the end of a sweep, so that one which fails counts as missed.
            reported(
                "LateTimers",
                stage="sweep",
                statistic=cloudwatch.Stats.SAMPLE_COUNT,
                period=SWEEP_MISSED,
            ),
            threshold=1,
            below=True,
            silence=cloudwatch.TreatMissingData.BREACHING,
            says="no safety sweep has succeeded for 15 minutes",
        )
        alarms.at_least(
            self,
            "SignaturesRefused",
            reported("Refused", stage="webhook", status="401"),
            threshold=REFUSALS,
            says="webhooks come with signatures that do not hold",
        )
        self.playbook_trouble = alarms.at_least(
            self,
            "PlaybookTrouble",
            # Names no function: functions know the playbook, and its deployments know this alarm.
            reported("Broken", stage="playbook", period=MINUTE),
            threshold=BROKEN,
            says="the newest playbook is refused, or stages break on mentions under it",
        )
        for account in accounts:
            alarms.at_least(
                self,
                f"Unhealthy-{account.channel}-{account.account}",
                # Every sweep says so while it lasts, of hearing and of answering.
                reported(
                    "Unhealthy",
                    stage="sweep",
                    channel=account.channel,
                    account=account.account,
                    statistic=cloudwatch.Stats.MAXIMUM,
                    period=SWEEPS,
                ),
                threshold=1,
                says=f"{account.channel}/{account.account} hears or answers less than it should",
                # What has changed and what to do is told once, by relay.
                quiet=True,
            )


def reported(
    name: str,
    *,
    statistic: str = cloudwatch.Stats.SUM,
    period: cdk.Duration = FIVE_MINUTES,
    **dimensions: str,
) -> cloudwatch.Metric:
    """A metric that a function tells by itself, for exactly these dimensions."""
    return cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name=name,
        dimensions_map=dimensions,
        statistic=statistic,
        period=period,
    )
