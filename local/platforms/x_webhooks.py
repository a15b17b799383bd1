"""What the fake X posts to a webhook, and how it signs that."""

import hmac
import json
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any

from local.platforms.x_posts import Users


def signature(secret: str, body: bytes) -> dict[str, str]:
    """The header that X signs a body with."""
    digest = hmac.new(secret.encode(), body, sha256).digest()
    return {"x-twitter-webhooks-signature": f"sha256={b64encode(digest).decode()}"}


def as_body(value: Any) -> bytes:
    """JSON as X writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def activity(kind: str, user_id: str, payload: Any, users: list[Any]) -> dict[str, Any]:
    """An event of X Activity about one of its users."""
    return {
        "data": {
            "event_uuid": "-2080765813578191399",
            "filter": {"user_id": user_id},
            "event_type": kind,
            "tag": "brand",
            "payload": _doubled(payload),
            "includes": {"users": _doubled(users)},
        }
    }


def _doubled(value: Any) -> Any:
    """Numbers stand there twice: as such and as texts."""
    if isinstance(value, list):
        return [_doubled(one) for one in value]
    if not isinstance(value, dict):
        return value
    texts = {f"{name}_str": str(one) for name, one in value.items() if type(one) is int}
    return {name: _doubled(one) for name, one in value.items()} | texts


def message_event(message: dict[str, Any], users: Users) -> dict[str, Any]:
    """A direct message in the shape of webhooks, with those who exchange it."""
    sender, receiver = message["sender_id"], message["receiver"]
    at = datetime.fromisoformat(message["created_at"])
    created = {
        "target": {"recipient_id": receiver},
        "sender_id": sender,
        "message_data": {"text": message["text"], "entities": {}},
    }
    event = {
        "type": "message_create",
        "id": message["id"],
        "created_timestamp": str(round(at.timestamp() * 1000)),
        "message_create": created,
    }
    known = {one: {"data": users.known[one]} for one in (sender, receiver) if one in users.known}
    return {"direct_message_events": [event], "users": known}


def older_status(post: dict[str, Any], users: Users) -> dict[str, Any]:
    """A post as version 1.1 shows it."""
    at = datetime.fromisoformat(post["created_at"])
    user = users.known[post["author_id"]]
    answered = [r["id"] for r in post.get("referenced_tweets", []) if r["type"] == "replied_to"]
    return {
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id_str": post["id"],
        "text": post["text"],
        "truncated": False,
        "in_reply_to_status_id_str": answered[0] if answered else None,
        "user": {
            "id_str": user["id"],
            "screen_name": user["username"],
            "name": user["name"],
            "followers_count": user["public_metrics"]["followers_count"],
            "protected": user["protected"],
        },
        "lang": post["lang"],
        "entities": post["entities"],
    }
