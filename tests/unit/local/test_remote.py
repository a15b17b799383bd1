"""Deploying to AWS: where the CDK command is started, and in which region."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from typer.testing import CliRunner

from cli.main import app
from local import remote
from local.paths import ROOT

CONFIG = Path("config")


class Aws:
    """An account that was prepared for the CDK or not; keeps the CDK commands and their folders."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, home: Path, *, prepared: bool) -> None:
        self.commands: list[tuple[Path, list[str]]] = []
        self._prepared = prepared
        monkeypatch.setattr(remote, "HOME", home)
        monkeypatch.setattr(boto3, "Session", self._session)
        monkeypatch.setattr(remote.subprocess, "run", self._run)

    def _session(self, region_name: str | None) -> Any:
        return SimpleNamespace(region_name=region_name, client=lambda service: self)

    def get_parameter(self, Name: str) -> None:  # as boto3 calls it
        if not self._prepared:
            raise ClientError({"Error": {"Code": "ParameterNotFound"}}, "GetParameter")

    def get_caller_identity(self) -> dict[str, str]:
        return {"Account": "111122223333"}

    def _run(self, command: list[str], *, cwd: Path, **_: Any) -> Any:
        assert cwd.is_dir()
        self.commands.append((cwd, command[2:]))
        return SimpleNamespace(returncode=0)


def test_an_account_is_prepared_away_from_the_app(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Beside `cdk.json` the CDK would synthesise the shipped configuration first."""
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    aws = Aws(monkeypatch, tmp_path / "home", prepared=False)
    assert remote.deploy(CONFIG, name="Earshot", ask=True) == 0
    bootstrap, deploy = aws.commands
    assert bootstrap == (tmp_path / "home", ["bootstrap", "aws://111122223333/eu-central-1"])
    assert deploy[0] == ROOT
    assert deploy[1][-2:] == ["--require-approval", "broadening"]


def test_an_account_that_is_prepared_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    aws = Aws(monkeypatch, tmp_path, prepared=True)
    assert remote.deploy(CONFIG, name="Second", ask=False) == 0
    ((folder, command),) = aws.commands
    assert folder == ROOT
    assert command[:2] == ["deploy", "Second"]
    assert command[-2:] == ["--require-approval", "never"]


def test_a_region_that_is_named_nowhere_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    done = CliRunner().invoke(app, ["deploy"])
    assert done.exit_code == 2
    assert done.stderr == "no region is named: set AWS_REGION, or give your profile one\n"
