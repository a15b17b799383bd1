"""How a playbook comes into force: in versions, spread and watched, and taken back by an alarm."""

from typing import Any

from aws_cdk import assertions

from earshot.config import Deployment
from tests.infra.conftest import app_with


def spread(strategy: dict[str, Any]) -> tuple[int, int]:
    """Over how many minutes it goes out, and for how many more it is watched."""
    told = strategy["Properties"]
    return told["DeploymentDurationInMinutes"], told["FinalBakeTimeInMinutes"]


def test_what_is_published_later_is_spread_and_watched(of_type: Any) -> None:
    """A first deployment has nothing to fall back on and goes out at once."""
    strategies = of_type("AWS::AppConfig::DeploymentStrategy")
    assert sorted(map(spread, strategies.values())) == [(0, 0), (10, 10)]


def test_an_alarm_takes_a_rollout_back(of_type: Any) -> None:
    (environment,) = of_type("AWS::AppConfig::Environment").values()
    (monitor,) = environment["Properties"]["Monitors"]
    alarm = monitor["AlarmArn"]["Fn::GetAtt"][0]
    assert "PlaybookTrouble" in alarm
    role = of_type("AWS::IAM::Role")[monitor["AlarmRoleArn"]["Fn::GetAtt"][0]]
    (trusted,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trusted["Principal"] == {"Service": "appconfig.amazonaws.com"}


def test_a_deployment_spreads_its_playbook_where_it_is_told_to() -> None:
    _, stack = app_with(Deployment(playbook_rollout_minutes=20))
    found = assertions.Template.from_stack(stack).to_json()["Resources"]
    strategies = {
        n: r for n, r in found.items() if r["Type"] == "AWS::AppConfig::DeploymentStrategy"
    }
    ((name, strategy),) = strategies.items()
    assert spread(strategy) == (20, 20)
    used = [
        r["Properties"]["DeploymentStrategyId"]
        for r in found.values()
        if r["Type"] == "AWS::AppConfig::Deployment"
    ]
    assert used == [{"Ref": name}] * 2
