"""State outlives the local AWS."""

import pytest

from tests.e2e.conftest import Restarted
from tests.e2e.deployed import Deployed, mention
from tests.e2e.waiting import eventually

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_cases_outlive_a_restart_of_the_local_aws(restarted: Restarted) -> None:
    assert restarted.waiting.id in restarted.before
    # A scheduled poll may have brought in another.
    kept = {name: restarted.after.get(name) for name in restarted.before}
    assert kept == restarted.before


def test_the_desk_goes_on_after_a_restart(restarted: Restarted, stack: Deployed) -> None:
    again = stack.desk("eve", "supervisor")
    seen = again.case(restarted.waiting.id)
    assert (seen["state"], seen["team"]) == ("open", "patient")
    said = mention("@acmehelp are you there again?")
    stack.deliver(said)
    case = stack.case_of(said)
    eventually(lambda: again.get("/v1/queues/care/cases", limit=100).json()["cases"])
    counts = stack.settled("generic", "acmehelp")
    assert counts.received == stack.taken["generic", "acmehelp"]
    assert case.clocks["first_response"].running_since is not None
