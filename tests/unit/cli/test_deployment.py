"""Which deployment a command talks to."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
import typer
from botocore.exceptions import ClientError

from cli.deployment import reach
from local import stack
from local.stack import LocalStack


def aws_with(monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str] | None) -> list[Any]:
    """An account with one stack of these outputs; returns what clients were made with."""
    made: list[Any] = []

    def describe(StackName: str) -> dict[str, Any]:  # as boto3 calls it
        if outputs is None:
            told = {"Code": "ValidationError", "Message": f"Stack {StackName} does not exist"}
            raise ClientError({"Error": told}, "DescribeStacks")
        listed = [{"OutputKey": k, "OutputValue": v} for k, v in outputs.items()]
        return {"Stacks": [{"Outputs": listed}]}

    def client(service: str, **options: Any) -> Any:
        made.append((service, options))
        return SimpleNamespace(describe_stacks=describe)

    monkeypatch.setattr(boto3, "client", client)
    return made


def test_without_a_name_it_is_the_local_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    found = LocalStack(endpoint="http://127.0.0.1:4566", outputs={"TableName": "t"})
    monkeypatch.setattr(stack, "current", lambda: found)
    made = aws_with(monkeypatch, {})
    deployment = reach(None)
    deployment.client("sqs")
    assert deployment.outputs == {"TableName": "t"}
    service, options = made[0]
    assert (service, options["endpoint_url"]) == ("sqs", "http://127.0.0.1:4566")
    assert options["aws_access_key_id"] == "test"


def test_when_none_runs_it_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stack, "current", lambda: None)
    with pytest.raises(typer.Exit) as ended:
        reach(None)
    assert ended.value.exit_code == 2
    assert "`earshot up`" in capsys.readouterr().err


def test_a_named_stack_is_reached_with_the_ordinary_credentials(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    made = aws_with(monkeypatch, {"TableName": "earshot-1", "ApiUrl": "https://api.example"})
    deployment = reach("Earshot")
    deployment.client("dynamodb")
    assert deployment.outputs["TableName"] == "earshot-1"
    there = {"region_name": "eu-central-1"}
    assert made == [("cloudformation", there), ("dynamodb", there)]


def test_a_region_that_is_named_nowhere_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(typer.Exit) as ended:
        reach("Earshot")
    assert ended.value.exit_code == 2
    assert capsys.readouterr().err == (
        "stack Earshot: no region is named: set AWS_REGION, or give your profile one\n"
    )


@pytest.mark.parametrize("outputs", [None, {"Other": "x"}])
def test_a_stack_that_is_none_of_ours_ends_with_two(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outputs: dict[str, str] | None,
) -> None:
    aws_with(monkeypatch, outputs)
    with pytest.raises(typer.Exit) as ended:
        reach("Other")
    assert ended.value.exit_code == 2
    assert capsys.readouterr().err.startswith("stack Other")
