"""Sending a private message to a person, or to who wrote a comment."""

from typing import Any

from earshot.channels.meta import windows
from earshot.channels.meta.graph import Graph
from earshot.channels.meta.replying import sent
from earshot.channels.values import Posting, Sent
from earshot.domain.own_posts import name_of
from earshot.errors import Rejected


def message(graph: Graph, path: str, posting: Posting, recipient: dict[str, str]) -> Sent:
    """Post it once; what the platform gives back with it names the reply."""
    body: dict[str, Any] = {
        "recipient": recipient,
        "message": {"text": posting.reply.text, "metadata": name_of(posting.reply)},
        "messaging_type": "RESPONSE",
    }
    if windows.is_late(posting):
        body |= {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return sent(graph.post_json(path, body), "message_id")


def person(posting: Posting) -> dict[str, str]:
    """Who wrote the private message that is answered; Rejected where it is not kept."""
    if posting.parent is None:
        raise Rejected("the message answered is not kept, nor who wrote it", kind="invalid")
    return {"id": posting.parent.author.id}
