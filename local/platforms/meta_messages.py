"""Private messages on the fake Graph API: who may be written to, and until when."""

from datetime import datetime, timedelta
from typing import Any

from local.platforms.meta_things import PAGE, Things, refused
from local.platforms.serving import Response, as_json

DAY = timedelta(days=1)
LONGEST, LONGEST_ON_WHATSAPP = 2_000, 4_096


def to_a_person(things: Things, now: datetime, body: dict[str, Any], most_bytes: int) -> Response:
    """By Messenger or on Instagram, in a conversation or as the one answer to a comment."""
    recipient, said = body["recipient"], body["message"]
    text = said["text"]
    if not text or len(text) > LONGEST or (most_bytes and len(text.encode()) > most_bytes):
        return refused(100)
    about = recipient.get("comment_id") or recipient.get("post_id")
    who = (
        _answered_once(things, now, about)
        if about
        else _in_its_window(things, now, recipient["id"], tag=body.get("tag"))
    )
    if isinstance(who, Response):
        return who
    echo = said.get("metadata")
    made = things.say("message", text, PAGE, parent=who, echo=echo, prefix="m")
    return as_json(200, {"recipient_id": who, "message_id": made.id})


def _answered_once(things: Things, now: datetime, name: str) -> str | Response:
    thing = things.there(name)
    if thing is None:
        return refused(100, 33)
    if thing.private_answers:
        return refused(10900)
    if now - thing.at > 7 * DAY:
        return refused(10, 2018278)
    thing.private_answers += 1
    return f"p{thing.author['id']}"


def _in_its_window(things: Things, now: datetime, who: str, *, tag: str | None) -> str | Response:
    last = things.last_words(who)
    if last is None:
        return refused(100, 2018001)
    if who in things.blocked:
        return refused(551)
    window = 7 * DAY if tag == "HUMAN_AGENT" else DAY
    return who if now - last <= window else refused(10, 2018278)


def to_a_number(things: Things, now: datetime, body: dict[str, Any]) -> Response:
    """On WhatsApp."""
    who = body.get("to") or body.get("recipient") or ""
    last = things.last_words(who)
    if last is None or who in things.blocked:
        return refused(131026)
    if now - last > DAY:
        return refused(131047)
    text, echo = body["text"]["body"], body.get("biz_opaque_callback_data")
    if not text or len(text) > LONGEST_ON_WHATSAPP:
        return refused(100)
    made = things.say("message", text, PAGE, parent=who, echo=echo, prefix="wamid.")
    return as_json(
        200,
        {
            "messaging_product": "whatsapp",
            "contacts": [{"input": who, "wa_id": who}],
            "messages": [{"id": made.id}],
        },
    )
