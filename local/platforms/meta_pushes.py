"""What Meta posts to a webhook: bodies in its shapes, non-ASCII escaped, signed with the secret."""

import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from local.platforms.meta import BUSINESS, INSTAGRAM, NUMBER, PAGE
from local.platforms.meta_things import Thing


def signed(body: bytes, secret: str) -> dict[str, str]:
    """The headers of a delivery."""
    made = hmac.new(secret.encode(), body, sha256).hexdigest()
    return {"content-type": "application/json", "x-hub-signature-256": f"sha256={made}"}


def body_of(kind: str, entries: Sequence[dict[str, Any]]) -> bytes:
    """A delivery of these entries."""
    return json.dumps({"object": kind, "entry": list(entries)}, separators=(",", ":")).encode()


def on_page(thing: Thing, now: datetime) -> dict[str, Any]:
    """A comment or a visitor's post, as the Page's `feed` tells it; a private one by Messenger."""
    if thing.kind == "message":
        return _event(PAGE["id"], thing, now)
    verb = "remove" if thing.gone else "edited" if thing.edited_at else "add"
    value: dict[str, Any] = {
        "item": "comment" if thing.kind == "comment" else "status",
        "verb": verb,
        "post_id": thing.post or thing.id,
        "created_time": "lately" if thing.spoilt else int(thing.at.timestamp()),
        "from": thing.author,
    }
    if thing.kind == "comment":
        value |= {"comment_id": thing.id, "parent_id": thing.parent}
    if not thing.gone:
        value |= {"message": thing.text}
        url = f"https://www.facebook.com/{thing.post}"
        value |= {"post": {"id": thing.post, "is_published": True, "permalink_url": url}}
    return _change(PAGE["id"], "feed", value, now)


def on_instagram(thing: Thing, now: datetime) -> dict[str, Any]:
    """A comment, which has no time of its own but its delivery's; or a message."""
    if thing.kind == "message":
        return _event(INSTAGRAM["id"], thing, now)
    value: dict[str, Any] = {
        "id": 7 if thing.spoilt else thing.id,
        "text": thing.text,
        "from": thing.author,
        "media": {"id": thing.post, "media_product_type": "FEED"},
    }
    if thing.parent != thing.post:
        value["parent_id"] = thing.parent
    return _change(INSTAGRAM["id"], "comments", value, thing.at)


def on_whatsapp(thing: Thing, now: datetime) -> dict[str, Any]:
    """A message with its contact; one that is gone by its revocation."""
    said: dict[str, Any] = {
        "from": thing.author["id"],
        "id": f"{thing.id}R" if thing.gone else thing.id,
        "timestamp": "lately" if thing.spoilt else str(int(thing.at.timestamp())),
        "type": "revoke" if thing.gone else "text",
    }
    part = {"original_message_id": thing.id} if thing.gone else {"body": thing.text}
    said |= {said["type"]: part}
    contact = {"profile": {"name": "Casey Q"}, "wa_id": thing.author["id"]}
    value = {"messages": [said], "contacts": [contact], **_of_number()}
    return {"id": BUSINESS, "changes": [{"field": "messages", "value": value}]}


def _of_number() -> dict[str, Any]:
    metadata = {"display_phone_number": "15550001111", "phone_number_id": NUMBER}
    return {"messaging_product": "whatsapp", "metadata": metadata}


def _change(owner: str, field: str, value: dict[str, Any], at: datetime) -> dict[str, Any]:
    changes = [{"field": field, "value": value}]
    return {"id": owner, "time": int(at.timestamp()), "changes": changes}


def _event(owner: str, thing: Thing, now: datetime) -> dict[str, Any]:
    milliseconds = int((thing.edited_at or thing.at).timestamp() * 1000)
    event: dict[str, Any] = {
        "sender": {"id": owner if thing.brand else thing.author["id"]},
        "recipient": {"id": thing.parent if thing.brand else owner},
        "timestamp": "lately" if thing.spoilt else milliseconds,
        "message": {"mid": thing.id, "text": thing.text},
    }
    if thing.brand:
        event["message"] |= {"is_echo": True, "app_id": 1, "metadata": thing.echo}
    if thing.edited_at:
        event["message_edit"] = event.pop("message") | {"num_edit": 1}
    if thing.gone:
        event["message"] = {"mid": thing.id, "is_deleted": True}
    return {"id": owner, "time": int(now.timestamp() * 1000), "messaging": [event]}
