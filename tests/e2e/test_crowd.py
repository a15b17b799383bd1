"""More cases due in one step than one function evaluates: it divides them among many."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from botocore.exceptions import ClientError

from earshot.domain.digest import digest
from earshot.domain.timer import ALONE, shards, step_instant
from earshot.store import items
from tests.e2e.conftest import Platforms
from tests.e2e.deployed import Deployed, Json, mention
from tests.e2e.test_alerts import told
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def crowd(stack: Deployed) -> Iterator[list[str]]:
    """Three cases whose promises come due in a step among a crowd of timers of nobody."""
    now = datetime.now(UTC).isoformat()
    said = [mention("@acmehelp a brisk one of many", created_at=now) for _ in range(3)]
    stack.deliver(*said)
    cases = [stack.case_of(one) for one in said]
    (step,) = {str(case.step) for case in cases}
    timers = [items.timer_item(step, "c" + digest(step, str(n))) for n in range(ALONE + 50)]
    write(stack, [{"PutRequest": {"Item": timer}} for timer in timers])
    assert datetime.now(UTC) < step_instant(step), "written too late to mean anything"
    yield [step, *(case.id for case in cases)]
    write(stack, [{"DeleteRequest": {"Key": timer}} for timer in timers])


def write(stack: Deployed, requests: list[Json]) -> None:
    client, table = stack.client("dynamodb"), stack.told["TableName"]
    for start in range(0, len(requests), 25):
        client.batch_write_item(RequestItems={table: requests[start : start + 25]})


def quietly(ask: Callable[[], list[str]]) -> list[str]:
    """Nothing as long as an execution has not been started."""
    try:
        return ask()
    except ClientError as error:
        assert error.response["Error"]["Code"] == "ExecutionDoesNotExist"
        return []


def test_a_crowd_is_divided_and_each_is_told_of_once(
    crowd: list[str], stack: Deployed, platforms: Platforms
) -> None:
    step, *cases = crowd
    machine = stack.client("stepfunctions")
    arn = stack.told["StateMachineArn"].replace(":stateMachine:", ":execution:")

    def ended() -> list[str]:
        names = [step, *shards(step)]
        found = [machine.describe_execution(executionArn=f"{arn}:{name}") for name in names]
        states = [str(one["status"]) for one in found]
        return [] if "RUNNING" in states else states

    assert set(eventually(partial(quietly, ended), within=150)) == {"SUCCEEDED"}
    for case_id in cases:
        case, events, _ = stack.store.history(case_id) or pytest.fail(f"{case_id} is gone")
        assert case.step != step
        # Where the machine is busy it has been broken by now, and nobody is warned any more.
        kinds = [e.kind for e in events if e.kind in ("sla_warned", "sla_breached")]
        assert 1 <= len(kinds) == len(set(kinds))
        arrived = eventually(partial(told, platforms, case_id))
        assert arrived[0]["Message"]["kind"] in kinds
