"""Permissions to ask paid services are there only where the playbook chooses one, and no wider."""

import json
from collections.abc import Iterator
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import assertions
from cdk_nag import AwsSolutionsChecks, ServerlessChecks

from infra.configuration import Configuration
from infra.stack import EarshotStack
from infra.stage import ROOT
from tests import builders
from tests.infra.conftest import ACCOUNTS, DEPLOYMENT, UNBUNDLED

PRICES = {"input": 0.035, "output": 0.14}
COMPREHEND = {"name": "comprehend", "ask_for": ["language"], "monthly_budget": 20}
BEDROCK = {
    "name": "bedrock",
    "ask_for": ["topic"],
    "monthly_budget": 50,
    "model": "eu.amazon.nova-micro-v1:0",
    "prices": PRICES,
}


def app_asking(*backends: dict[str, Any]) -> tuple[cdk.App, EarshotStack]:
    app = cdk.App(context=UNBUNDLED)
    playbook = builders.playbook(classification={"backends": backends})
    configuration = Configuration(deployment=DEPLOYMENT, accounts=ACCOUNTS, playbook=playbook)
    return app, EarshotStack(app, "Earshot", configuration=configuration, local=False)


@pytest.fixture(scope="module")
def asking() -> dict[str, dict[str, Any]]:
    """The resources of a stack whose playbook asks both services."""
    app, stack = app_asking(COMPREHEND, BEDROCK)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app), ServerlessChecks(app))
    app.synth()
    return dict(assertions.Template.from_stack(stack).to_json()["Resources"])


def statements(resources: dict[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, resource in resources.items():
        if resource["Type"] == "AWS::IAM::Policy":
            for statement in resource["Properties"]["PolicyDocument"]["Statement"]:
                yield name, statement


def test_a_playbook_that_asks_nobody_grants_nothing(template: dict[str, Any]) -> None:
    text = json.dumps(template)
    assert not any(word in text for word in ("comprehend:", "bedrock:", "BUDGET#", "OverBudget"))


def test_only_classify_may_ask_and_only_for_what_is_asked(
    asking: dict[str, dict[str, Any]],
) -> None:
    allowed = {
        (name.startswith("IntakeClassify"), json.dumps(statement["Action"]))
        for name, statement in statements(asking)
        if "comprehend:" in json.dumps(statement) or "bedrock:" in json.dumps(statement)
    }
    assert allowed == {
        (True, '"comprehend:BatchDetectDominantLanguage"'),
        (True, '"bedrock:InvokeModel"'),
    }


def test_a_profile_is_granted_with_the_one_model_behind_it(
    asking: dict[str, dict[str, Any]],
) -> None:
    (found,) = (s for _, s in statements(asking) if "bedrock:" in json.dumps(s["Action"]))
    said = [
        "".join(part if isinstance(part, str) else "?" for part in arn["Fn::Join"][1])
        for arn in found["Resource"]
    ]
    assert said == [
        "arn:?:bedrock:?:?:inference-profile/eu.amazon.nova-micro-v1:0",
        "arn:?:bedrock:*::foundation-model/amazon.nova-micro-v1:0",
    ]


def test_a_model_is_granted_by_its_own_name_alone() -> None:
    _, stack = app_asking({**BEDROCK, "model": "amazon.nova-micro-v1:0"})
    resources = assertions.Template.from_stack(stack).to_json()["Resources"]
    (found,) = (s for _, s in statements(resources) if "bedrock:" in json.dumps(s["Action"]))
    parts = found["Resource"]["Fn::Join"][1]
    said = "".join(part if isinstance(part, str) else "?" for part in parts)
    assert said == "arn:?:bedrock:?::foundation-model/amazon.nova-micro-v1:0"


def test_only_classify_touches_the_budgets(asking: dict[str, dict[str, Any]]) -> None:
    touching = {name for name, s in statements(asking) if "BUDGET#" in json.dumps(s)}
    assert len(touching) == 1
    assert touching.pop().startswith("IntakeClassify")


def test_each_service_has_an_alarm_on_its_silence_and_on_its_budget(
    asking: dict[str, dict[str, Any]],
) -> None:
    watched = {
        (alarm["Properties"]["MetricName"], frozenset(d["Value"] for d in dimensions))
        for alarm in asking.values()
        if alarm["Type"] == "AWS::CloudWatch::Alarm"
        and (dimensions := alarm["Properties"].get("Dimensions", []))
        and alarm["Properties"]["MetricName"] in ("Unanswered", "OverBudget")
    }
    assert watched == {
        (metric, frozenset({source, "classify"}))
        for metric in ("Unanswered", "OverBudget")
        for source in ("bedrock:eu.amazon.nova-micro-v1:0", "comprehend")
    }


def test_f23_classify_has_time_for_a_third_call_that_nobody_answers(
    asking: dict[str, dict[str, Any]],
) -> None:
    """F23: and its queue waits accordingly."""
    (timeout,) = (
        r["Properties"]["Timeout"]
        for name, r in asking.items()
        if r["Type"] == "AWS::Lambda::Function" and name.startswith("IntakeClassify")
    )
    (visible,) = (
        r["Properties"]["VisibilityTimeout"]
        for name, r in asking.items()
        if r["Type"] == "AWS::SQS::Queue" and name.startswith("IntakeMentionsQueue")
    )
    assert (timeout, visible) == (60, 360)


def test_the_manual_speaks_of_each_of_these_alarms(asking: dict[str, dict[str, Any]]) -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    added = [name for name in asking if name.startswith(("IntakeUnanswered", "IntakeOverBudget"))]
    assert len(added) == 4
    assert "`IntakeUnanswered-…`" in manual
    assert "`IntakeOverBudget-…`" in manual
