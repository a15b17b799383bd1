"""Take what a platform posts to `/webhooks/{channel}/{account}`."""

import json
from typing import Any

from earshot import wiring
from earshot.observability import Log
from earshot.usecases.receive import Answer, Delivery

log = Log("webhook")


def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer an API Gateway request (payload format 2.0)."""
    delivery = Delivery(
        channel=event["pathParameters"]["channel"],
        account=event["pathParameters"]["account"],
        headers={name.lower(): value for name, value in event["headers"].items()},
        body=event.get("body") or "",
        is_base64=event.get("isBase64Encoded", False),
    )
    answer = wiring.receiver().receive(delivery)
    _tell(delivery, answer)
    kind = "application/json" if answer.error is None else "application/problem+json"
    headers = {"content-type": kind, "cache-control": "no-store"}
    return {"statusCode": answer.status, "headers": headers, "body": json.dumps(answer.body)}


def _tell(delivery: Delivery, answer: Answer) -> None:
    # Names that nobody connected are a stranger's words: they stay out of log and metrics.
    known = answer.status != 404
    where = {"channel": delivery.channel, "account": delivery.account} if known else {}
    if answer.error is None:
        log.info("received", **where, **answer.body)
        return
    why = str(answer.error) if known else None
    log.warning("refused", **where, status=answer.status, reason=why)
    log.count({"status": str(answer.status)}, Refused=1)
