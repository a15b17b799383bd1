"""Signed deliveries, made with the published Standard Webhooks library as an independent oracle."""

import json
from base64 import b64encode
from datetime import UTC, datetime

from standardwebhooks.webhooks import Webhook

from earshot.usecases.receive import Delivery
from tests.builders import MONDAY_NINE

SECRET = "whsec_" + b64encode(b"the secret of the tests, 1").decode()
OTHER_SECRET = "whsec_" + b64encode(b"the secret of the tests, 2").decode()

ELEMENT = {
    "id": "m1",
    "channel": "generic",
    "account": "acmehelp",
    "author": {"id": "ada"},
    "text": "My router is offline again",
    "created_at": "2026-03-02T08:59:00Z",
}


def signed(
    body: bytes, *, secret: str = SECRET, at: datetime = MONDAY_NINE, message_id: str = "msg_1"
) -> dict[str, str]:
    """The three headers for a body of text; the library cannot sign what is no UTF-8."""
    instant = at.astimezone(UTC)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(instant.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, instant, body.decode()),
    }


def delivery(content: object, **over: object) -> Delivery:
    """A delivery of JSON content (or of these very bytes), signed at Monday nine."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    fields: dict[str, object] = {
        "channel": "generic",
        "account": "acmehelp",
        "headers": signed(body),
        "body": body.decode(),
    }
    return Delivery(**(fields | over))  # type: ignore[arg-type]  # overrides of any field


def element(**over: object) -> dict[str, object]:
    """One mention in the file format."""
    return {**ELEMENT, **over}
