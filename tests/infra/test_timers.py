"""The timers' state machine: two states for every step, whoever is due in it."""

import json
from typing import Any

import pytest

State = dict[str, Any]


@pytest.fixture(scope="module")
def states(of_type: Any) -> dict[str, State]:
    (machine,) = of_type("AWS::StepFunctions::StateMachine").values()
    _, parts = machine["Properties"]["DefinitionString"]["Fn::Join"]
    definition = json.loads("".join(part if isinstance(part, str) else "arn" for part in parts))
    assert definition["StartAt"] == "UntilDue"
    return dict(definition["States"])


def test_a_step_waits_and_calls_and_no_state_more_is_paid_for(states: dict[str, State]) -> None:
    assert states.keys() == {"UntilDue", "Check"}
    assert states["UntilDue"]["Next"] == "Check"
    assert states["Check"]["End"] is True


def test_check_is_told_which_machine_gives_the_shards_of_a_crowd_timers(
    states: dict[str, State],
) -> None:
    told = states["Check"]["Parameters"]["Payload"]
    assert told == {"step.$": "$.step", "machine.$": "$$.StateMachine.Id"}


def test_check_may_start_timers_of_this_machine_and_no_other(of_type: Any) -> None:
    (machine,) = of_type("AWS::StepFunctions::StateMachine")
    (divide,) = (p for name, p in of_type("AWS::IAM::Policy").items() if "Divide" in name)
    (statement,) = divide["Properties"]["PolicyDocument"]["Statement"]
    assert (statement["Action"], statement["Resource"]) == (
        "states:StartExecution",
        {"Ref": machine},
    )
    (role,) = divide["Properties"]["Roles"]
    assert "DeskCheckRole" in role["Ref"]
