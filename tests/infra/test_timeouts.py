"""A function lives long enough to say what did not answer, and no longer than who waits for it."""

from typing import Any

from earshot.wiring import reach

GATEWAY_WAITS_S = 30


def time_outs(of_type: Any) -> dict[str, float]:
    """Seconds by the function's logical id."""
    functions = of_type("AWS::Lambda::Function")
    return {name: function["Properties"]["Timeout"] for name, function in functions.items()}


def test_f23_each_function_outlives_two_calls_that_nobody_answers(of_type: Any) -> None:
    """F23: so that a hanging service becomes an error with a name, not a killed function."""
    gives_up_after = reach.ATTEMPTS * (reach.CONNECT_S + reach.READ_S)
    assert gives_up_after == 13
    found = time_outs(of_type)
    assert len(found) == 9
    assert {name: s for name, s in found.items() if s < 2 * gives_up_after} == {}


def test_a_function_behind_the_api_answers_before_the_gateway_hangs_up(of_type: Any) -> None:
    behind = {
        name
        for integration in of_type("AWS::ApiGatewayV2::Integration").values()
        for name in [integration["Properties"]["IntegrationUri"]["Fn::GetAtt"][0]]
    }
    assert len(behind) == 2
    assert all(time_outs(of_type)[name] < GATEWAY_WAITS_S for name in behind)


def test_what_a_killed_function_had_in_hand_comes_again_after_three_minutes(of_type: Any) -> None:
    working = [q for q in of_type("AWS::SQS::Queue").values() if "RedrivePolicy" in q["Properties"]]
    assert [queue["Properties"]["VisibilityTimeout"] for queue in working] == [180, 180, 180]
