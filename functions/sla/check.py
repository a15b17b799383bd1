"""Say what has become true of the cases that are due in a step."""

from typing import Any

from earshot.observability import Log
from earshot.wiring import check_step

log = Log("check")


def lambda_handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """Evaluate the step that the state machine has waited for; an error is tried again there.

    Timers that were started before crowds were divided do not name their machine.
    """
    number = check_step(event["step"], event.get("machine"))
    log.info("checked", step=event["step"], number=number)
    return {"cases": number}
