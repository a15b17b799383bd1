"""The operator's manual speaks of every alarm, and the estimate counts what the template holds."""

import re
from pathlib import Path
from typing import Any

import pytest

from cli.estimate import LARGE_GB, SMALL_GB, Standing, Volume
from infra.stage import ROOT

DOCS = ROOT / "docs"
RANDOM_END = re.compile(r"[0-9A-F]{8}$")
ALARM = "AWS::CloudWatch::Alarm"


@pytest.fixture(scope="module")
def manual() -> str:
    return Path(DOCS / "operations.md").read_text(encoding="utf-8")


def test_every_alarm_is_described_by_its_name(of_type: Any, manual: str) -> None:
    described = tuple(re.findall(r"^\| `([A-Z]\w+)` \|", manual, re.MULTILINE))
    alarms = {RANDOM_END.sub("", logical_id) for logical_id in of_type(ALARM)}
    unknown = [alarm for alarm in alarms if not alarm.startswith(described)]
    assert not unknown
    gone = [name for name in described if not any(alarm.startswith(name) for alarm in alarms)]
    assert not gone


def test_every_output_the_manuals_ask_for_is_there(template: dict[str, Any], manual: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\(out (\w+)\)", manual + readme))
    assert {"TableName", "UserPoolId", "RelayFunction"} <= asked
    assert asked <= template["Outputs"].keys()


LISTED = {
    "Lambda functions": "AWS::Lambda::Function",
    "Lambda layers": "AWS::Lambda::LayerVersion",
    "DynamoDB table": "AWS::DynamoDB::Table",
    "SQS queues": "AWS::SQS::Queue",
    "HTTP API": "AWS::ApiGatewayV2::Api",
    "Cognito user pool": "AWS::Cognito::UserPool",
    "SNS topics": "AWS::SNS::Topic",
    "Step Functions state machine": "AWS::StepFunctions::StateMachine",
    "EventBridge schedules": "AWS::Scheduler::Schedule",
    "AppConfig application": "AWS::AppConfig::Application",
    "CloudWatch alarms": ALARM,
    "CloudWatch dashboard": "AWS::CloudWatch::Dashboard",
}


@pytest.mark.parametrize(("row", "kind"), LISTED.items())
def test_the_readme_counts_what_a_deployment_creates(row: str, kind: str, of_type: Any) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (told,) = re.findall(rf"^\| {row}[^|]*\| ([\d and]+) \|", readme, re.MULTILINE)
    assert sum(map(int, told.split(" and "))) == len(of_type(kind))


def test_the_estimate_of_an_idle_month_counts_what_the_template_holds(of_type: Any) -> None:
    standing = Standing()
    assert len(of_type(ALARM)) == standing.alarms
    assert len(of_type("AWS::KMS::Key")) == standing.keys
    queues = of_type("AWS::SQS::Queue").values()
    assert sum("RedrivePolicy" in q["Properties"] for q in queues) == standing.queues


def test_the_estimate_takes_memory_and_batches_as_deployed(of_type: Any) -> None:
    functions = of_type("AWS::Lambda::Function")
    memory = {name: f["Properties"]["MemorySize"] for name, f in functions.items()}
    large = ("DeskApi", "IntakeClassify", "IntakeRoute")
    assert {RANDOM_END.sub("", n) for n, mb in memory.items() if mb == LARGE_GB * 1024} == {
        f"{name}Function" for name in large
    }
    assert set(memory.values()) == {LARGE_GB * 1024, SMALL_GB * 1024}
    batches = {
        mapping["Properties"]["FunctionName"]["Ref"]: mapping["Properties"]["BatchSize"]
        for mapping in of_type("AWS::Lambda::EventSourceMapping").values()
    }
    taken = [n for name, n in batches.items() if name.startswith(("IntakeCl", "IntakeRoute"))]
    assert taken == [Volume(mentions=1, cases=1).batch] * 2
