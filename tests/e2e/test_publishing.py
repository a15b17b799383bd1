"""A playbook is published to a running stack, and a bad one never comes into force."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.e2e.deployed import Deployed, Desk, Json, earshot, mention
from tests.e2e.published import content_of
from tests.e2e.waiting import eventually


def written(stack: Deployed, version: int, **over: Any) -> Path:
    """The stack's own playbook with another version."""
    playbook = yaml.safe_load((stack.config / "playbook.yaml").read_text(encoding="utf-8"))
    file = stack.config / f"playbook-{version}.yaml"
    file.write_text(yaml.safe_dump(playbook | {"version": version, **over}), encoding="utf-8")
    return file


def in_force(stack: Deployed) -> Json:
    """What a function that starts now is given."""
    data = stack.client("appconfigdata")
    found: Json = json.loads(content_of(data, stack.told, "PlaybookProfile"))
    return found


@pytest.fixture(scope="module")
def published(stack: Deployed) -> Json:
    """Version 70 of the playbook, published by the command."""
    file = written(stack, 70, audience="Whoever reads along")
    told: Json = json.loads(
        earshot(
            "playbook", "publish", str(file), "--at-once", "--json", home=stack.home
        ).splitlines()[-1]
    )
    return told


def test_publishing_brings_a_playbook_into_force(stack: Deployed, published: Json) -> None:
    assert published["state"] == "COMPLETE"
    assert published["stamp"].startswith("v70:")
    found = in_force(stack)
    assert (found["version"], found["audience"]) == (70, "Whoever reads along")


def test_a_mention_is_explained_by_the_version_asked_for(
    stack: Deployed, ada: Desk, published: Json
) -> None:
    """From the API to the versions that AppConfig keeps: recorded by one, judged by the newest."""
    said = mention("@acmehelp where is my parcel?")
    stack.deliver(said)
    (entry,) = ada.case(stack.case_of(said).id)["thread"]
    answer = ada.get(f"/v1/mentions/{entry['ref']}/why", playbook="v70")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["id"], told["again"]) == (said["id"], "same")
    assert told["other"]["decision"]["playbook"] == published["stamp"]
    assert told["other"]["differs"] == []
    assert ada.get(f"/v1/mentions/{entry['ref']}/why", playbook="v99").status_code == 404


def test_publishing_the_same_again_changes_nothing(stack: Deployed, published: Json) -> None:
    file = stack.config / "playbook-70.yaml"
    told = earshot("playbook", "publish", str(file), "--json", home=stack.home)
    assert json.loads(told) == {"stamp": published["stamp"], "state": "IN_FORCE"}


def test_a_version_that_is_not_raised_is_refused(stack: Deployed, published: Json) -> None:
    file = written(stack, 69)
    earshot("playbook", "publish", str(file), home=stack.home, status=2)
    assert in_force(stack)["version"] == 70


def test_an_alarm_takes_a_rollout_back(stack: Deployed, published: Json) -> None:
    """A playbook that is being spread meets an alarm, and the one before stays in force."""
    appconfig, cloudwatch = stack.client("appconfig"), stack.client("cloudwatch")
    place = {
        "ApplicationId": stack.told["AppConfigApplication"],
        "EnvironmentId": stack.told["AppConfigEnvironment"],
    }
    file = written(stack, 71)
    told = earshot("playbook", "publish", str(file), "--no-wait", "--json", home=stack.home)
    started = json.loads(told)
    assert started["state"] == "DEPLOYING"
    (monitor,) = appconfig.get_environment(**place)["Monitors"]
    name = monitor["AlarmArn"].rpartition(":")[2]
    assert "PlaybookTrouble" in name
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="a drill")
    state = eventually(
        lambda: appconfig.get_deployment(**place, DeploymentNumber=started["deployment"]),
        holds=lambda found: found["State"] == "ROLLED_BACK",
    )
    assert "CLOUDWATCH_ALARM" in {event["TriggeredBy"] for event in state["EventLog"]}
    cloudwatch.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="the drill is over")
    assert in_force(stack)["version"] == 70
