"""A promise that fell due while its timer was gone is found by the sweep: late, not lost."""

from datetime import UTC, datetime

import pytest

from earshot.domain.timer import step_instant
from earshot.usecases.check import GRACE
from tests.e2e.conftest import Platforms, Restarted
from tests.e2e.deployed import Deployed
from tests.e2e.test_alerts import told
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_the_sweep_heals_the_timers_that_a_restart_broke_f52_f54(
    restarted: Restarted, stack: Deployed, platforms: Platforms
) -> None:
    case = restarted.waiting
    # The sweep leaves the last half minute to the timers themselves.
    due = step_instant(str(case.step)) + GRACE
    wait = (due - datetime.now(UTC)).total_seconds()
    eventually(lambda: datetime.now(UTC) > due, within=max(0.0, wait) + 5)

    def swept() -> bool:
        stack.invoke("Sweep", {})
        return bool(stack.raised(case.id))

    eventually(swept)
    # The warning came due meanwhile too, and would say less than the breach does.
    (late,) = stack.raised(case.id).values()
    assert late.kind == "sla_breached"
    assert late.data["late_seconds"] >= 10
    (arrived,) = eventually(lambda: told(platforms, case.id))
    assert arrived["Message"]["alert_id"] == late.alert_id
