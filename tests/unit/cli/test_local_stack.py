"""Commands around the local stack say what they did, and what is wrong with a file."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from cli.main import app
from local import remote, stack
from local.demo import platforms
from local.emulator import Emulator
from local.paths import ROOT

RUNNER = CliRunner()


@pytest.mark.parametrize(
    ("options", "running", "said"),
    [
        ([], True, "stopped"),
        ([], False, "nothing was running"),
        (["--wipe"], True, "stopped; what it held is forgotten"),
        (["--wipe"], False, "nothing was running; what it held is forgotten"),
    ],
)
def test_down_says_what_it_stopped_and_forgot(
    options: list[str], running: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platforms, "stop", lambda: False)
    monkeypatch.setattr(stack, "down", lambda *, wipe: running)
    assert RUNNER.invoke(app, ["down", *options]).stdout.strip() == said


def test_a_day_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["demo", "--mentions", str(tmp_path / "none.jsonl")])
    assert done.exit_code == 2
    assert "none.jsonl: No such file or directory" in done.stderr


class Started:
    """A local AWS that somebody has started; notes whether it was stopped."""

    iam, endpoint = False, "http://127.0.0.1:4566"

    def __init__(self) -> None:
        self.stopped = False

    def stop(self) -> bool:
        self.stopped = True
        return True


@pytest.fixture
def nothing_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(**_: object) -> None:
        pytest.fail("the local AWS was started")

    monkeypatch.setattr(stack.deploy, "is_deployed", lambda config: False)
    monkeypatch.setattr(stack.Emulator, "running", lambda: None)
    monkeypatch.setattr(stack.Emulator, "start", start)


@pytest.mark.usefixtures("nothing_started")
def test_a_config_that_is_not_there_is_wrong_use_before_anything_starts(tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["up", "--config", str(tmp_path / "none")])
    assert done.exit_code == 2
    assert done.stderr.endswith("none/playbook.yaml:1: cannot be read: No such file or directory\n")


@pytest.mark.usefixtures("nothing_started")
def test_a_faulty_playbook_is_told_with_its_line_before_anything_starts(tmp_path: Path) -> None:
    folder = Path(copytree(ROOT / "config", tmp_path / "config"))
    playbook = folder / "playbook.yaml"
    playbook.write_text(playbook.read_text() + "calender: {}\n", encoding="utf-8")
    line = playbook.read_text().count("\n")
    done = RUNNER.invoke(app, ["up", "--config", str(folder)])
    assert done.exit_code == 2
    assert f"playbook.yaml:{line}: calender" in done.stderr


@pytest.mark.usefixtures("nothing_started")
def test_a_faulty_config_is_told_before_an_account_is_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "deploy", lambda *_, **__: pytest.fail("it was deployed"))
    done = RUNNER.invoke(app, ["deploy", "--config", str(tmp_path / "none")])
    assert done.exit_code == 2
    assert "none/playbook.yaml:1: cannot be read" in done.stderr


@pytest.mark.parametrize("ran_before", [False, True])
def test_a_deployment_that_fails_leaves_running_what_ran_before(
    ran_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise stack.deploy.DeployError("cdk synth failed")

    emulator = Started()
    monkeypatch.setattr(stack.deploy, "is_deployed", lambda config: False)
    monkeypatch.setattr(stack.deploy, "deploy", fail)
    monkeypatch.setattr(stack.Emulator, "running", lambda: emulator if ran_before else None)
    monkeypatch.setattr(stack, "_started", lambda *, iam: emulator)
    done = RUNNER.invoke(app, ["up"])
    assert (done.exit_code, emulator.stopped) == (1, not ran_before)
    assert "cdk synth failed" in done.stderr


def test_up_says_what_the_shipped_configuration_does_not_do_yet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = stack.LocalStack(endpoint="http://127.0.0.1:1", outputs={"ApiId": "a"})
    monkeypatch.setattr(stack, "up", lambda *_, **__: there)
    done = RUNNER.invoke(app, ["up"])
    assert done.exit_code == 0
    assert "Note: generic/acmehelp hears and does not speak: it has no reply_url" in done.stderr


def test_status_names_the_one_address_that_answers_here(monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = {"ApiId": "a", "ApiUrl": "https://a.execute-api.example", "TableName": "t"}
    there = stack.LocalStack(endpoint="http://127.0.0.1:1", outputs=outputs)
    monkeypatch.setattr(stack, "current", lambda: there)
    told = json.loads(RUNNER.invoke(app, ["status", "--json"]).stdout)
    assert told["api"] == "http://127.0.0.1:1/_aws/execute-api/a/$default"
    assert (told["TableName"], "ApiUrl" in told) == ("t", False)


def test_status_tells_of_a_local_aws_without_a_deployment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "current", lambda: None)
    monkeypatch.setattr(Emulator, "running", lambda: Started())
    done = RUNNER.invoke(app, ["status"])
    assert (done.exit_code, done.stdout) == (
        1,
        "the local AWS runs at http://127.0.0.1:4566, and nothing is deployed: `earshot up`\n",
    )
    told = RUNNER.invoke(app, ["status", "--json"]).stdout
    assert told == '{"running": false, "endpoint": "http://127.0.0.1:4566"}\n'
    monkeypatch.setattr(Emulator, "running", lambda: None)
    assert RUNNER.invoke(app, ["status"]).stdout == "not running: `earshot up`\n"
