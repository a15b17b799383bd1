"""Wiring: what every client has in common, and what each function gets."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from earshot import wiring
from earshot.domain.accounts import Accounts
from earshot.wiring import reach, understanding
from tests import builders

ROOT = Path(__file__).parents[2]
SERVICES = ("dynamodb", "sqs", "sns", "stepfunctions", "secretsmanager", "appconfigdata")
TOLD = {
    "EARSHOT_TABLE_NAME": "earshot",
    "EARSHOT_REPLIES_QUEUE_URL": "https://sqs.example/replies.fifo",
    "EARSHOT_MENTIONS_QUEUE_URL": "https://sqs.example/mentions",
    "EARSHOT_ALERTS_TOPIC_ARN": "arn:aws:sns:eu-west-1:111122223333:supervisors",
    "EARSHOT_OPERATIONS_TOPIC_ARN": "arn:aws:sns:eu-west-1:111122223333:operations",
    "EARSHOT_TIMER_MACHINE_ARN": "arn:aws:states:eu-west-1:111122223333:stateMachine:timers",
    "EARSHOT_CASE_URL": "https://desk.example/cases/{case_id}",
    "EARSHOT_APPCONFIG_APPLICATION": "app",
    "EARSHOT_APPCONFIG_ENVIRONMENT": "live",
    "EARSHOT_PLAYBOOK_PROFILE": "playbook",
    "EARSHOT_ACCOUNTS_PROFILE": "accounts",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    told = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "eu-west-1"}
    for name, value in (told | TOLD | {"AWS_DEFAULT_REGION": "eu-west-1"}).items():
        monkeypatch.setenv(name, value)
    yield
    cached = (wiring.client, wiring.store, wiring.relay, reach.session, reach.told)
    for made in (*cached, reach.ordered_queue):
        made.cache_clear()


@pytest.mark.parametrize("service", SERVICES)
def test_every_client_is_bounded_as_tests_of_the_template_suppose(service: str) -> None:
    config = wiring.client(service).meta.config
    assert (config.connect_timeout, config.read_timeout) == (reach.CONNECT_S, reach.READ_S)
    assert config.retries == {"mode": "standard", "total_max_attempts": reach.ATTEMPTS}


def test_a_client_is_built_once() -> None:
    assert wiring.client("sqs") is wiring.client("sqs")


def test_the_relay_is_wired_from_its_settings() -> None:
    assert wiring.relay() is wiring.relay()


@pytest.mark.parametrize(("mode", "pushes"), [("pull", False), ("push", True)])
def test_cases_are_pushed_where_the_playbook_says_so(
    monkeypatch: pytest.MonkeyPatch, mode: str, pushes: bool
) -> None:
    rules = builders.playbook(assignment={"mode": mode})
    monkeypatch.setattr(wiring, "playbook", lambda: rules)
    found = wiring.relay().pusher()
    assert (found is not None) is pushes
    assert found is None or found.playbook is rules


def test_f64_what_sends_replies_hands_back_to_the_queue_they_came_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F64: the very queue that the relay orders them on."""
    monkeypatch.setattr(wiring, "playbook", builders.playbook)
    monkeypatch.setattr(wiring, "accounts", lambda: Accounts(accounts=()))
    assert wiring.sender().orders is wiring.relay().replies
    monkeypatch.delenv("EARSHOT_REPLIES_QUEUE_URL")
    reach.told.cache_clear()
    with pytest.raises(RuntimeError, match="EARSHOT_REPLIES_QUEUE_URL"):
        wiring.sender()


def test_a_missing_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EARSHOT_ALERTS_TOPIC_ARN")
    with pytest.raises(RuntimeError, match="EARSHOT_ALERTS_TOPIC_ARN"):
        wiring.relay()


def test_importing_the_wiring_loads_no_aws_library_and_no_http_client() -> None:
    code = (
        "import sys, earshot.wiring; "
        "print(*{'boto3', 'botocore', 'requests', 'aws_lambda_powertools'} & set(sys.modules))"
    )
    path = {**os.environ, "PYTHONPATH": str(ROOT / "layers/shared/python")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path
    )
    assert done.stdout.strip() == ""


ASKING = {
    "backends": [
        {"name": "comprehend", "ask_for": ["language", "sentiment"], "monthly_budget": 1},
        {
            "name": "bedrock",
            "ask_for": ["topic"],
            "monthly_budget": 1,
            "time_out": 3,
            "model": "amazon.nova-micro-v1:0",
            "prices": {"input": 0.035, "output": 0.14},
        },
    ]
}


def test_a_playbook_that_asks_nobody_loads_no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "playbook", builders.playbook)
    assert wiring.second_opinions([]) == {}
    assert understanding._ADVISERS == {}


def test_f23_a_service_is_asked_once_within_its_own_time_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F23."""
    rules = builders.playbook(classification=ASKING)
    monkeypatch.setattr(wiring, "playbook", lambda: rules)
    assert wiring.second_opinions([]) == {}
    first = understanding.advisers(rules, wiring.store())
    assert understanding.advisers(rules, wiring.store()) is first
    asked = [one.adviser._client.meta for one in first._consulted]
    assert [meta.service_model.service_name for meta in asked] == [
        "comprehend",
        "comprehend",
        "bedrock-runtime",
    ]
    assert [meta.config.read_timeout for meta in asked] == [2, 2, 3]
    assert {meta.config.retries["total_max_attempts"] for meta in asked} == {1}
    other = builders.playbook(classification=ASKING, version=9)
    assert understanding.advisers(other, wiring.store()) is not first
    assert list(understanding._ADVISERS) == [other.stamp]
    understanding._ADVISERS.clear()


def test_a_service_that_cannot_be_set_up_stops_no_mention(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    incomplete = {"name": "bedrock", "ask_for": ["topic"], "monthly_budget": 1}
    rules = builders.playbook(classification={"backends": [incomplete]})
    monkeypatch.setattr(wiring, "playbook", lambda: rules)
    assert wiring.second_opinions([]) == {}
    told, counted = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (told["event"], told["error"]) == ("unanswered", "RuntimeError")
    assert (counted["stage"], counted["Broken"]) == ("playbook", 1)


def test_a_playbook_without_weights_of_its_own_needs_no_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = builders.playbook()
    monkeypatch.setattr(wiring, "playbook", lambda: plain)
    assert understanding.read_by(plain) is plain


def test_weights_that_cannot_be_had_count_as_a_playbook_that_breaks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that a rollout which names them is taken back."""
    rules = builders.playbook(classification={"weights": "w00000001"})
    monkeypatch.setattr(wiring, "playbook", lambda: rules)
    monkeypatch.setenv("EARSHOT_CLASSIFIED_QUEUE_URL", "https://sqs.example/classified")
    monkeypatch.setenv("EARSHOT_WEIGHTS_BUCKET", "")
    assert understanding.read_by(rules).classification.weights is None
    understanding.weighing.cache_clear()
    told, counted = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (told["event"], told["version"], told["error"]) == (
        "weights_missing",
        "w00000001",
        "Malformed",
    )
    assert (counted["stage"], counted["Broken"]) == ("playbook", 1)
