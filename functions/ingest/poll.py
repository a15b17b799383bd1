"""Look after one account's webhook, then ask its platform what is new, as its schedule says."""

from typing import TYPE_CHECKING

from earshot import wiring
from earshot.observability import Log

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = Log("poll")


def lambda_handler(event: dict[str, str], context: "LambdaContext") -> dict[str, object]:
    """Poll `{"channel": …, "account": …}`; return how it ended.

    With `"only": "upkeep"`, for an account that is only pushed to, nothing is asked for.
    """
    where = {"channel": event["channel"], "account": event["account"]}
    for act in wiring.keeper().keep(**where):
        log.warning("kept", **where, act=act.did, reason=act.what)
    if event.get("only") == "upkeep":
        return {"ending": "kept"}
    done = wiring.poller().poll(**where, remaining_ms=context.get_remaining_time_in_millis)
    told = {name: getattr(done, name) for name in ("ending", "pages", "received", "quarantined")}
    log.info("polled", **where, **told)
    if done.news:
        log.warning("health_changed", **where, health=done.health, reason=done.detail)
    return told
