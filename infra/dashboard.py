"""One page for operators: how sources are, what is missing, what waits, how replies end."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from earshot.domain.accounts import Account
from infra.alarms import FIVE_MINUTES
from infra.watch import reported

HOUR = cdk.Duration.hours(1)
HALF, WHOLE = 12, 24
ENDS = ("sent", "refused", "unknown")
SWEEP = {"stage": "sweep"}


class Dashboard(Construct):
    """A CloudWatch dashboard; it shows metrics that are there anyway."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        accounts: Sequence[Account],
        queues: Sequence[sqs.IQueue],
    ) -> None:
        super().__init__(scope, construct_id)
        page = cloudwatch.Dashboard(self, "Page")
        names = [{"channel": one.channel, "account": one.account} for one in accounts]
        ailing = [_of_account("Unhealthy", name, FIVE_MINUTES) for name in names]
        page.add_widgets(
            cloudwatch.TextWidget(
                markdown="# Earshot\nWhat each of these means and what to do: docs/operations.md.",
                width=WHOLE,
                height=2,
            )
        )
        page.add_widgets(
            _graph("Accounts that are not as they should be (1 while it lasts)", ailing, WHOLE)
        )
        page.add_widgets(
            _graph(
                "Received, in the hour before the last",
                [_of_account("Received", name, HOUR) for name in names],
            ),
            _graph(
                "Missing, in the hour before the last",
                [_of_account("Missing", name, HOUR) for name in names],
            ),
        )
        page.add_widgets(
            _graph(
                "Age of what waits longest, in seconds",
                [_age(queue) for queue in queues],
            ),
            _graph(
                "Replies by how they ended",
                [
                    reported("Replied", stage="reply", state=state, period=HOUR).with_(label=state)
                    for state in ENDS
                ],
            ),
        )


def _graph(
    title: str, metrics: Sequence[cloudwatch.IMetric], width: int = HALF
) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=list(metrics), width=width, height=6)


def _of_account(name: str, where: dict[str, str], period: cdk.Duration) -> cloudwatch.IMetric:
    """Each sweep repeats what it tells, so the maximum of a period is what it was."""
    metric = reported(name, **SWEEP, **where, statistic=cloudwatch.Stats.MAXIMUM, period=period)
    return metric.with_(label=f"{where['channel']}/{where['account']}")


def _age(queue: sqs.IQueue) -> cloudwatch.IMetric:
    return queue.metric_approximate_age_of_oldest_message(period=FIVE_MINUTES, statistic="max")
