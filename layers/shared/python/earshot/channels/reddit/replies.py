"""Writing to Reddit: a comment or an answer to a message, a new message, taking back, removing."""

from datetime import UTC, datetime
from typing import Any

from earshot.channels.reddit.calls import Client, fullname
from earshot.channels.reddit.finding import as_sent, info, recipient
from earshot.channels.shapes import listed
from earshot.channels.values import Posting, Sent
from earshot.errors import Ambiguous, Rejected


def do(client: Client, posting: Posting, subject: str) -> Sent:
    """The reply's act, once; `subject` heads a new private message."""
    reply = posting.reply
    to = fullname(reply.in_reply_to)
    if reply.act == "delete":
        return _deleted(client, to)
    if reply.act == "hide":
        client.do("/api/remove", {"id": to, "spam": "false"})
        return Sent(to, None, datetime.now(UTC))
    if reply.visibility == "private" and not to.startswith("t4_"):
        fields = {"to": recipient(posting), "subject": subject, "text": reply.text}
        client.do("/api/compose", fields)
        return Sent(None, None, datetime.now(UTC))
    told = client.do("/api/comment", {"thing_id": to, "text": reply.text})
    return _sent(told)


def _sent(told: dict[str, Any]) -> Sent:
    json = told.get("json")
    for thing in listed(json, "data", "things"):
        if sent := as_sent(thing):
            return sent
    raise Ambiguous("comment: the answer names no thing")


def _deleted(client: Client, to: str) -> Sent:
    """Reddit says yes to whoever asks, so whose it is must be looked at first."""
    data = info(client, to)
    if data is None or data.get("author") != client.username:
        raise Rejected("the post is not ours to delete", kind="not_allowed_by_policy")
    client.do("/api/del", {"id": to})
    return Sent(to, None, datetime.now(UTC))
