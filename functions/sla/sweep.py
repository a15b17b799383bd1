"""Look for what should have happened: due steps, who came on duty or left, loads, outcomes."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import wiring
from earshot.observability import Log

MARGIN_MS = 15_000

log = Log("sweep")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Check the steps since the last sweep, as far as the time allows, and the equation."""
    left = timedelta(milliseconds=max(0, context.get_remaining_time_in_millis() - MARGIN_MS))
    late = wiring.sweep_until(wiring.clock.now() + left)
    if handed_back := wiring.hand_back():
        log.info("handed_back", number=handed_back)
    wiring.fill_all(wiring.clock.now() + left / 2)
    for mended in wiring.mended_loads():
        log.warning("load_mended", caller=mended.name, number=mended.load - mended.was)
    missing = 0
    for one in wiring.settled():
        where = {"channel": one.channel, "account": one.account}
        log.count(where, Received=one.counts.received, Missing=one.missing)
        missing += one.missing
        if one.missing:
            log.warning("imbalance", **where, number=one.missing)
    for source in wiring.sources():
        if source.ails:
            ailing = {"channel": source.account.channel, "account": source.account.account}
            log.count(ailing, Unhealthy=1)
    log.info("swept", late=late, number=missing)
    log.count(LateTimers=late, Missing=missing)
    return {"late": late, "missing": missing}
