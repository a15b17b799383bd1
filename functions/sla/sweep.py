"""Look for due steps whose timer never fired."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import wiring
from earshot.observability import Log

MARGIN_MS = 15_000

log = Log("sweep")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Check the steps since the last sweep, as far as the time allows."""
    left = timedelta(milliseconds=max(0, context.get_remaining_time_in_millis() - MARGIN_MS))
    late = wiring.sweep_until(wiring.clock.now() + left)
    log.info("swept", late=late)
    log.count(LateTimers=late)
    return {"late": late}
