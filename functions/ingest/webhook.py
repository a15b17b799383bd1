"""Take what a platform posts to `/webhooks/{channel}/{account}`, and answer what it asks there."""

import json
from typing import Any
from urllib.parse import parse_qsl

from earshot import wiring
from earshot.observability import Log
from earshot.usecases.receive import Answer, Delivery, Question

log = Log("webhook")


def lambda_handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer an API Gateway request (payload format 2.0)."""
    where = (event["pathParameters"]["channel"], event["pathParameters"]["account"])
    if event["requestContext"]["http"]["method"] == "GET":
        asked = dict(parse_qsl(event.get("rawQueryString", ""), keep_blank_values=True))
        answer = wiring.receiver().challenge(Question(*where, params=asked))
    else:
        delivery = Delivery(
            *where,
            headers={name.lower(): value for name, value in event["headers"].items()},
            body=event.get("body") or "",
            is_base64=event.get("isBase64Encoded", False),
        )
        answer = wiring.receiver().receive(delivery)
    _tell(*where, answer)
    return _response(answer)


def _response(answer: Answer) -> dict[str, Any]:
    kind, body = "application/problem+json", json.dumps(answer.body)
    if answer.challenge:
        kind, body = answer.challenge
    elif answer.error is None:
        kind = "application/json"
    # What a stranger sent with a question may stand in the answer: no browser guesses what it is.
    headers = {"content-type": kind, "cache-control": "no-store"}
    headers["x-content-type-options"] = "nosniff"
    return {"statusCode": answer.status, "headers": headers, "body": body}


def _tell(channel: str, account: str, answer: Answer) -> None:
    # Names that nobody connected are a stranger's words: they stay out of log and metrics.
    known = answer.status != 404
    where = {"channel": channel, "account": account} if known else {}
    if answer.error is None:
        log.info("challenged" if answer.challenge else "received", **where, **answer.body)
        for label, number in answer.passed_over:
            log.count({"channel": channel, "kind": label}, PassedOver=number)
        return
    why = str(answer.error) if known else None
    log.warning("refused", **where, status=answer.status, reason=why)
    log.count({"status": str(answer.status)}, Refused=1)
