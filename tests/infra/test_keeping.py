"""Accounts that are only pushed to have a turn too, where a platform shows its webhook."""

import json
from typing import Any

import infra.kernel  # noqa: F401  # starts the CDK inside the project folder

# isort: split
import aws_cdk as cdk
import pytest
from aws_cdk import assertions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns

from infra.alarms import Alarms
from infra.schedules import Schedules
from tests import builders

PUSHED = {
    "page": {"connector": "facebook"},
    "polled": {"connector": "facebook", "poll_minutes": 15},
    "x": {"connector": "x", "options": {"user_id": "7", "webhook_id": "123"}},
    "x_without": {"connector": "x", "options": {"user_id": "7"}},
    "relative": {
        "connector": "x",
        "options": {"user_id": "8", "webhook_id": "123"},
        "webhook_of": "x",
    },
    "own_login": {"connector": "instagram", "options": {"login": "instagram"}},
    "of_the_page": {"connector": "instagram", "options": {"page_id": "9"}},
    "number": {"connector": "whatsapp"},
}


@pytest.fixture(scope="module")
def schedules() -> dict[str, Any]:
    stack = cdk.Stack(cdk.App(), "Earshot")
    function = lambda_.Function(
        stack,
        "Function",
        runtime=lambda_.Runtime.PYTHON_3_13,
        handler="index.handler",
        code=lambda_.Code.from_inline("handler = None"),
    )
    Schedules(
        stack,
        "Schedules",
        accounts=[builders.account(account=name, **over) for name, over in PUSHED.items()],
        poll=function,
        sweep=function,
        alarms=Alarms(sns.Topic(stack, "Operations")),
    )
    found = assertions.Template.from_stack(stack).find_resources("AWS::Scheduler::Schedule")
    return {
        json.loads(one["Properties"]["Target"]["Input"]).get("account"): one["Properties"]
        for one in found.values()
    }


def test_whose_webhook_can_be_kept_has_a_turn_of_its_own_or_that_of_its_poll(
    schedules: dict[str, Any],
) -> None:
    assert schedules.keys() - {None} == {"page", "polled", "x", "own_login"}


def test_a_turn_that_only_keeps_says_so_and_comes_four_times_an_hour(
    schedules: dict[str, Any],
) -> None:
    told = {name: json.loads(one["Target"]["Input"]) for name, one in schedules.items()}
    assert told["page"]["only"] == "upkeep"
    assert "only" not in told["polled"]
    assert schedules["page"]["ScheduleExpression"] == "rate(15 minutes)"
