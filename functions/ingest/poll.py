"""Look after one account's webhook, then ask its platform what is new, as its schedule says."""

from collections.abc import Sequence
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
    told: dict[str, object] = {"ending": "kept"}
    try:
        for act in wiring.keeper().keep(**where):
            log.warning("kept", **where, act=act.did, reason=act.what)
    finally:
        # What upkeep trips over is an error of this turn, and must not keep us from hearing.
        if event.get("only") != "upkeep":
            told = _poll(where, context)
    return told


def _poll(where: dict[str, str], context: "LambdaContext") -> dict[str, object]:
    done = wiring.poller().poll(**where, remaining_ms=context.get_remaining_time_in_millis)
    names = ("ending", "pages", "received", "quarantined")
    told: dict[str, object] = {name: getattr(done, name) for name in names}
    log.info("polled", **where, **told)
    if done.news:
        log.warning("health_changed", **where, health=done.health, reason=done.detail)
    if done.look_at:
        _look_again(where, done.look_at, context)
    return told


def _look_again(where: dict[str, str], posts: Sequence[str], context: "LambdaContext") -> None:
    remaining_ms = context.get_remaining_time_in_millis
    looked = wiring.rereader().look(**where, ids=posts, remaining_ms=remaining_ms)
    log.info("reread", **where, records=looked.asked, received=looked.changed)
    if looked.failed:
        log.warning("not_reread", **where, reason=str(looked.failed))
