"""Sending a WhatsApp message to who wrote to us within the last day."""

import re
from typing import Any

from earshot.channels.meta.graph import Graph, safe
from earshot.channels.meta.messages import person
from earshot.channels.shapes import listed
from earshot.channels.values import Posting, Sent
from earshot.domain.own_posts import name_of
from earshot.errors import Ambiguous

# `US.` and up to 128 letters and digits, with `ENT.` before them for the id of a whole company.
OF_PERSON = re.compile(r"[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}")


def post(graph: Graph, posting: Posting, number: str) -> Sent:
    """Post it once, as an answer to the message; its states come back with our reply's name."""
    who = person(posting)["id"]
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        ("recipient" if OF_PERSON.fullmatch(who) else "to"): who,
        "type": "text",
        "text": {"body": posting.reply.text, "preview_url": False},
        "context": {"message_id": posting.reply.in_reply_to},
        "biz_opaque_callback_data": name_of(posting.reply),
    }
    found = listed(graph.post_json(f"/{safe(number)}/messages", body), "messages")
    name = found[0].get("id") if found and isinstance(found[0], dict) else None
    if not (isinstance(name, str) and name):
        raise Ambiguous("the answer names no message")
    return Sent(name, None, posting.now)
