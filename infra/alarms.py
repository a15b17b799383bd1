"""Alarms, all of which speak to the operations topic."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct


class Alarms:
    """Makes alarms beside what they watch, with one action."""

    def __init__(self, topic: sns.ITopic) -> None:
        self._action = actions.SnsAction(topic)

    def at_least(
        self,
        scope: Construct,
        construct_id: str,
        metric: cloudwatch.IMetric,
        *,
        threshold: float,
        says: str,
        periods: int = 1,
        silence: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
        below: bool = False,
        quiet: bool = False,
    ) -> cloudwatch.Alarm:
        """Alarm when the metric reaches the threshold, or falls `below` it; silence is fine.

        A `quiet` one only shows its state.
        """
        alarm = cloudwatch.Alarm(
            scope,
            construct_id,
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            comparison_operator=(
                cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
                if below
                else cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
            ),
            treat_missing_data=silence,
            alarm_description=f"{says}. See docs/operations.md.",
        )
        if not quiet:
            alarm.add_alarm_action(self._action)
            alarm.add_ok_action(self._action)
        return alarm


MINUTE = cdk.Duration.minutes(1)
FIVE_MINUTES = cdk.Duration.minutes(5)
