"""State outlives the local AWS, and a promise that fell due meanwhile is found late, not lost."""

from datetime import UTC, datetime, timedelta

import pytest

from earshot.domain.case import Case, CaseEvent
from earshot.domain.timer import step_instant
from earshot.usecases.check import GRACE
from tests.e2e.conftest import Platforms
from tests.e2e.deployed import Deployed, mention
from tests.e2e.test_alerts import told
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def kept(stack: Deployed) -> dict[str, Case]:
    return {row.id: row for row in stack.records() if isinstance(row, Case)}


def raised(stack: Deployed, case_id: str) -> dict[str, CaseEvent]:
    history = stack.store.history(case_id)
    assert history is not None
    return {event.kind: event for event in history[1] if event.alert_id}


def test_cases_outlive_a_restart_and_the_sweep_heals_the_timers_that_it_broke_f52_f54(
    stack: Deployed, platforms: Platforms
) -> None:
    said = mention("@acmehelp I am patient")
    stack.deliver(said)
    waiting = stack.case_of(said)
    eventually(lambda: all(stack.drained(queue) for queue in ("Mentions", "Classified")))
    before = kept(stack)
    assert waiting.step is not None
    due = step_instant(waiting.step)

    stack.down()
    assert datetime.now(UTC) < due, "stopped too late for this test to mean anything"
    stack.up()
    after = kept(stack)
    assert {name: case for name, case in after.items() if name in before} == before
    assert not raised(stack, waiting.id)

    # The sweep leaves the last half minute to the timers themselves.
    wait = due + GRACE + timedelta(seconds=1) - datetime.now(UTC)
    eventually(lambda: datetime.now(UTC) > due + GRACE, within=wait.total_seconds() + 5)
    eventually(lambda: _swept(stack, waiting.id))
    (late,) = raised(stack, waiting.id).values()
    # The warning came due meanwhile too, and would say less than the breach does.
    assert late.kind == "sla_breached"
    assert late.data["late_s"] >= 10
    (arrived,) = eventually(lambda: told(platforms, waiting.id))
    assert arrived["Message"]["alert_id"] == late.alert_id


def _swept(stack: Deployed, case_id: str) -> bool:
    stack.invoke("Sweep", {})
    return bool(raised(stack, case_id))
