"""The layer's lock says the same as the one we test with, and fits Lambda."""

from pathlib import Path

import pytest

from infra import wheels
from infra.layers import LOCK
from infra.stage import ROOT


def test_functions_run_in_lambda_with_the_versions_we_test_with() -> None:
    here = {r.name: r.specifier for r in wheels.locked(ROOT / "requirements.txt")}
    for requirement in wheels.locked(LOCK):
        assert requirement.specifier == here[requirement.name], requirement.name


def test_the_layer_brings_neither_boto3_nor_the_tracing_kit() -> None:
    names = {requirement.name for requirement in wheels.locked(LOCK)}
    assert {"pydantic", "aws-lambda-powertools"} <= names
    assert not names & {"boto3", "botocore", "aws-xray-sdk"}


@pytest.mark.parametrize("lock", [LOCK, ROOT / "requirements.txt", ROOT / "package-lock.json"])
def test_a_lock_holds_no_address(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")


def test_a_failed_build_stops_the_synthesis(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("no-such-thing @ file:///no/such/wheel.whl\n")
    with pytest.raises(RuntimeError, match="the deps layer could not be built"):
        wheels.install_for_lambda(lock, tmp_path / "out")


def test_a_stale_environment_is_found(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("pydantic==1.0\n")
    with pytest.raises(RuntimeError, match="run `make lock`"):
        wheels.install_for_here(lock, tmp_path / "out")
