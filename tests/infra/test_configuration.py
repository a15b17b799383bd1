"""A bad file stops the synthesis; the files we ship do not."""

import json
import shutil
from pathlib import Path

import pytest

from earshot.config import ConfigError
from infra.configuration import load
from infra.stage import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "config", tmp_path / "config"))


def test_what_we_ship_can_be_deployed() -> None:
    found = load(ROOT / "config")
    assert {(a.channel, a.account) for a in found.accounts} >= {("generic", "acmehelp")}
    assert found.playbook.version >= 1


def test_deployment_may_be_left_out(folder: Path) -> None:
    (folder / "deployment.yaml").unlink()
    assert load(folder).deployment.log_retention_days == 30


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("deployment.yaml", "burst: 5\nlog_retention: 30\n", r"deployment\.yaml:2: log_retention"),
        ("deployment.yaml", "burst: 5\nlog_retention_days: 8\n", r"yaml:2: log_retention_days"),
        ("channels.yaml", "accounts: [\n", r"channels\.yaml:\d+: "),
        ("playbook.yaml", "version: 1\n", r"playbook\.yaml:1: "),
    ],
)
def test_a_bad_file_is_named_with_its_line(file: str, text: str, said: str, folder: Path) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load(folder)


def test_the_cdk_asks_before_it_widens_permissions() -> None:
    """It does so unless told otherwise, here or on the command line."""
    assert "requireApproval" not in json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))
