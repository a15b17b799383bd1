"""Train the model anew from what people put right; called every so many days."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from earshot import retraining
from earshot.observability import Log

log = Log("train")


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, str]:
    """Say how it ended; what is kept or refused is announced to the operators as well."""
    done = retraining.retrain()
    told = {"state": done.state, "version": done.version, "number": done.corrections}
    log.info("trained", **told, reason="; ".join(done.reasons) or None)
    log.count({"state": done.state}, Trained=1)
    return {"state": done.state, "version": done.version}
