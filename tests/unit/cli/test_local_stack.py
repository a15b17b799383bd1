"""Commands around the local stack say what they did, and what is wrong with a file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from local import stack
from local.demo import platforms

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
