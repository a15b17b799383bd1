"""Alarms that must sound when a stage is silent, and stay until it has recovered."""

import re
from typing import Any

import pytest

RANDOM_END = re.compile(r"[0-9A-F]{8}$")


@pytest.fixture(scope="module")
def alarms(of_type: Any) -> dict[str, dict[str, Any]]:
    found = of_type("AWS::CloudWatch::Alarm")
    return {RANDOM_END.sub("", name): alarm["Properties"] for name, alarm in found.items()}


def test_a_sweep_that_fails_every_time_counts_as_missed(alarms: dict[str, dict[str, Any]]) -> None:
    """Invocations include those that fail; `LateTimers` is told at the end of a sweep alone."""
    missed = alarms["WatchSweepMissed"]
    assert (missed["Namespace"], missed["MetricName"]) == ("Earshot", "LateTimers")
    assert missed["Dimensions"] == [{"Name": "stage", "Value": "sweep"}]
    assert (missed["Statistic"], missed["Period"]) == ("SampleCount", 900)
    assert (missed["ComparisonOperator"], missed["Threshold"]) == ("LessThanThreshold", 1)
    assert missed["TreatMissingData"] == "breaching"


@pytest.mark.parametrize(
    ("alarm", "errors"),
    [
        ("DeskSweepFunctionErrors", 1),
        ("IntakePollFunctionErrors", 1),
        ("IntakeRouteFunctionErrors", 5),
    ],
)
def test_a_stage_that_is_called_seldom_alarms_at_its_first_error(
    alarms: dict[str, dict[str, Any]], alarm: str, errors: int
) -> None:
    assert (alarms[alarm]["Threshold"], alarms[alarm]["Period"]) == (errors, 300)


@pytest.mark.parametrize("account", ["mastodonacmehelp", "xacmehelp"])
def test_every_account_ails_as_long_as_sweeps_say_so(
    alarms: dict[str, dict[str, Any]], account: str
) -> None:
    """Polled or pushed; what has changed is told by relay, so the alarm itself is quiet."""
    ailing = alarms[f"WatchUnhealthy{account}"]
    assert (ailing["MetricName"], ailing["Statistic"]) == ("Unhealthy", "Maximum")
    assert {d["Name"]: d["Value"] for d in ailing["Dimensions"]}["stage"] == "sweep"
    assert (ailing["TreatMissingData"], ailing["Period"]) == ("notBreaching", 600)
    assert ailing["Threshold"] == 1
    assert "AlarmActions" not in ailing


def test_a_stream_that_falls_behind_raises_an_alarm(alarms: dict[str, dict[str, Any]]) -> None:
    late = alarms["DeskRelayFunctionLate"]
    assert (late["Namespace"], late["MetricName"]) == ("AWS/Lambda", "IteratorAge")
    assert (late["Statistic"], late["Period"], late["Threshold"]) == ("Maximum", 60, 60_000)
    assert late["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
