"""The signed POST by which a reply on the generic channel goes to whoever publishes it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from earshot.channels import elements, signing
from earshot.channels.http import Answer, Http
from earshot.channels.values import Sent
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Malformed, Rejected, Throttled

FIELDS = (
    "case_id",
    "channel",
    "account",
    "in_reply_to",
    "text",
    "visibility",
    "mention_author",
    "language",
    "kind",
    "act",
)
KINDS = {401: "reauth", 403: "forbidden", 404: "target_gone", 410: "target_gone", 413: "too_long"}


def body_of(reply: Reply) -> bytes:
    """What is posted: the reply as JSON, with its id as `reply_id`."""
    fields: dict[str, Any] = {name: getattr(reply, name) for name in FIELDS}
    return elements.dump(
        {"reply_id": reply.id, **fields, "created_at": reply.created_at.isoformat()}
    ).encode("utf-8", "replace")


def post(url: str, keys: Iterable[bytes], reply: Reply, *, now: datetime) -> Sent:
    """Post it; `webhook-id` is the reply's id, by which the receiver drops a second delivery."""
    body = body_of(reply)
    headers = signing.sign(keys, message_id=reply.id, at=now, body=body)
    with Http(url) as http:
        answer = http.post("", body, {**headers, "Content-Type": "application/json"})
    return _outcome(answer, now)


def _outcome(answer: Answer, now: datetime) -> Sent:
    if 200 <= answer.status < 300:
        return _sent(answer, now)
    if answer.status == 429:
        from earshot.channels.waiting import retry_after

        raise Throttled("the receiver wants a pause", after=retry_after(answer.headers, now))
    if answer.status >= 500:
        raise Ambiguous(f"the receiver answered {answer.status}")
    kind = KINDS.get(answer.status, "invalid")
    raise Rejected(f"the receiver answered {answer.status}", kind=kind)


def _sent(answer: Answer, now: datetime) -> Sent:
    """A 2xx means taken; `id` and `permalink` of the post are read where the body has them."""
    try:
        told = answer.json()
    except Malformed:
        told = None
    if not isinstance(told, dict):
        told = {}
    return Sent(_text(told, "id"), _text(told, "permalink"), now)


def _text(told: dict[str, Any], name: str) -> str | None:
    value = told.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= 2048 else None
