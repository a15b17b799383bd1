"""`earshot audit`: the equation with its reasons, and cases against their events."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from earshot.domain.accounts import Accounts
from earshot.domain.changes import hour_of
from earshot.domain.records import Counts
from earshot.store import keys
from tests import builders
from tests.desk import Desk

NOW = datetime.now(UTC)
SETTLED = hour_of(NOW - timedelta(hours=3))
WHERE = ("generic", "acmehelp")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A deployment with one case, whose hour three hours ago is even."""
    desk = Desk()
    desk.hear()
    desk.rest()
    desk.store.count_received(*WHERE, at=NOW - timedelta(hours=3), number=4)
    outcomes = Counts.kept_out({"own_post": 2, "reshare": 1}).plus(
        Counts(quarantined=1, quarantined_by={"malformed": 1})
    )
    desk.store.count_outcomes(*WHERE, hour=SETTLED, outcomes=outcomes, batch="b1")
    deployment = SimpleNamespace(
        store=desk.store, playbook=desk.playbook, accounts=desk.accounts, cases=desk.cases
    )
    monkeypatch.setattr("cli.audit.reach", lambda name: deployment)
    return desk


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", *arguments])


def told(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--json").stdout)
    return found


def test_p1_where_all_is_accounted_for_the_exit_code_is_zero(desk: Desk) -> None:
    """P1: received = stored + duplicate + filtered(reason) + quarantined(reason)."""
    done = run()
    assert done.exit_code == 0
    assert f"{SETTLED:<15}{4:>12}{0:>12}{0:>12}{3:>12}{1:>12}{0:>12}" in done.stdout
    assert "filtered: own_post 2, reshare 1; quarantined: malformed 1" in done.stdout
    assert done.stdout.endswith("1 hours with traffic, 0 missing; 1 cases, 0 faults\n")


def test_p1_what_is_missing_is_told_with_account_and_hour(desk: Desk) -> None:
    desk.store.count_received(*WHERE, at=NOW - timedelta(hours=3), number=2)
    done = run("--json")
    assert done.exit_code == 1
    (hour,) = json.loads(done.stdout)["hours"]
    assert hour == {
        "channel": "generic",
        "account": "acmehelp",
        "hour": SETTLED,
        "settled": True,
        "received": 6,
        "stored": 0,
        "duplicate": 0,
        "filtered": 3,
        "quarantined": 1,
        "missing": 2,
        "filtered_by": {"own_post": 2, "reshare": 1},
        "quarantined_by": {"malformed": 1},
    }


def test_what_came_just_now_may_be_on_its_way(desk: Desk) -> None:
    desk.store.count_received(*WHERE, at=NOW, number=2)
    done = run()
    assert done.exit_code == 0
    assert "2  on its way?" in done.stdout


def test_only_the_account_asked_for_is_looked_at(desk: Desk) -> None:
    desk.accounts = Accounts(accounts=(builders.account(),))
    assert run("--account", "generic/acmehelp").exit_code == 0
    done = run("--account", "generic/third")
    assert done.exit_code == 2
    assert "there are generic/acmehelp" in done.stderr


def test_hours_before_the_time_asked_for_are_left_out(desk: Desk) -> None:
    assert told("--since", "1h")["hours"] == []
    assert run("--since", "yesterday").exit_code == 2


@pytest.mark.parametrize("which", [(), ("--all",)])
def test_a_case_that_is_not_what_its_events_say_is_a_finding(
    desk: Desk, which: tuple[str, ...]
) -> None:
    case = desk.case()
    wrong = case.model_copy(update={"priority": case.priority + 1})
    desk.store.rows.put(keys.case_key(case.id), wrong)
    found = told(*which)
    assert found["faults"] == [
        {
            "kind": "state_is_not_the_fold",
            "case_id": case.id,
            "detail": "priority as stored differ from what the events say",
        }
    ]
    assert run(*which).exit_code == 1


def test_resolved_cases_are_looked_at_with_all(desk: Desk) -> None:
    desk.resolve()
    assert told()["cases"] == 0
    assert told("--all")["cases"] == 1
    assert told("--cases", "0", "--all")["faults"] == []
