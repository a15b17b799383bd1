"""`earshot playbook recompute`: what moved, as a table and as JSON."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from earshot.errors import Conflict
from earshot.ports import Commit
from tests.desk import Desk
from tests.unit.usecases.test_recompute import at, with_holiday


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A deployment with one case that is due on Monday, which has become a holiday."""
    desk = Desk()
    desk.hear()
    desk.playbook = with_holiday()
    deployment = SimpleNamespace(
        store=desk.store,
        playbook=desk.playbook,
        open_cases=lambda: [case for case in desk.cases() if case.state != "resolved"],
    )
    monkeypatch.setattr("cli.recompute.reach", lambda name: deployment)
    monkeypatch.setattr("earshot.system.SystemClock", lambda: desk.clock)
    return desk


def run(*arguments: str) -> Any:
    narrow = {"COLUMNS": "80"}
    return CliRunner().invoke(app, ["playbook", "recompute", *arguments], env=narrow)


def test_d12_a_dry_run_shows_what_would_move_and_leaves_it(desk: Desk) -> None:
    done = run("--dry-run")
    assert done.exit_code == 0
    case = desk.case().id
    assert done.stdout.splitlines()[:2] == [
        f"{case}, team care",
        "  first response 1: Mon 02 Mar 2026 10:00 -> Tue 03 Mar 2026 10:00, UTC",
    ]
    said = f"1 open cases by {desk.playbook.stamp}: 1 deadlines would move, 0 of them to an instant"
    assert said in done.stdout
    assert desk.kinds() == ["case_opened"]


def test_d12_programs_get_json_and_a_second_run_moves_nothing(desk: Desk) -> None:
    told = json.loads(run("--json").stdout)
    (moved,) = told["moved"]
    assert (moved["case_id"], moved["due_at"], moved["overdue"]) == (
        desk.case().id,
        "2026-03-03T10:00:00Z",
        False,
    )
    assert desk.case().clocks["first_response"].due_at == at("03T10:00")
    assert json.loads(run("--json").stdout)["moved"] == []
    assert "0 deadlines moved" in run().stdout


def test_a_case_that_keeps_changing_is_named_and_ends_with_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(commit: Commit) -> None:
        raise Conflict("somebody was faster")

    monkeypatch.setattr(desk.store, "commit", refused)
    done, told = run(), run("--json")
    assert (done.exit_code, told.exit_code) == (1, 1)
    assert f"case {desk.case().id} kept changing" in done.stderr
    assert json.loads(told.stdout)["changing"] == [desk.case().id]


def test_a_deadline_that_has_passed_ends_with_one(desk: Desk) -> None:
    desk.clock.set(at("04T12:00"))
    done = run("--dry-run")
    assert (done.exit_code, "UTC, passed" in done.stdout) == (1, True)
