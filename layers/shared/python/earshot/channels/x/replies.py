"""Answering on X as a user: a reply, a direct message, hiding a reply, taking back a post of ours.

The post answered is read first: X takes some answers to what is gone, and tells there whether its
author named or quoted us, without which self-serve accounts may not answer by API.
"""

from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.http import JSON, Http
from earshot.channels.protocol import Posting, Sent, Spent
from earshot.channels.x.fields import part
from earshot.channels.x.ids import is_id, safe
from earshot.channels.x.parents import Parent
from earshot.channels.x.posts import permalink
from earshot.channels.x.problems import OF_MESSAGES, OUTCOMES, XOutcomes
from earshot.errors import Ambiguous, Rejected


def reply(http: Http, posting: Posting, parent: Parent, handle: str | None) -> Sent:
    """Answer in public, once; X puts the author's name in front itself."""
    parent.check()
    fields = {
        "text": posting.reply.text,
        "reply": {"in_reply_to_tweet_id": safe(posting.reply.in_reply_to)},
    }
    told = _write(http, "POST", "/2/tweets", fields)
    identifier = _id(told, "id")
    return Sent(identifier, permalink(handle, identifier), datetime.now(UTC))


def message(http: Http, posting: Posting) -> Sent:
    """Write to the author in private; whether they take messages only X knows."""
    path = f"{conversation(posting)}/messages"
    told = _write(http, "POST", path, {"text": posting.reply.text}, OF_MESSAGES)
    return Sent(_id(told, "dm_event_id"), None, datetime.now(UTC))


def conversation(posting: Posting) -> str:
    """The path of our conversation with the author of what is answered."""
    if posting.parent is None:
        raise Rejected("the mention answered is not kept, nor its author", kind="target_gone")
    return f"/2/dm_conversations/with/{safe(posting.parent.author.id)}"


def hide(http: Http, identifier: str) -> Sent:
    """Hide a reply in a conversation that we began."""
    told = _write(http, "PUT", f"/2/tweets/{safe(identifier)}/hidden", {"hidden": True})
    return _done(told, "hidden")


def delete(http: Http, identifier: str) -> Sent:
    """Take back a post of our own."""
    return _done(_write(http, "DELETE", f"/2/tweets/{safe(identifier)}", None), "deleted")


def spent(sent: Sent, usd: float) -> Sent:
    """With what it cost."""
    return sent._replace(spent=Spent(usd))


def _write(
    http: Http, method: str, path: str, fields: Any, outcomes: XOutcomes = OUTCOMES
) -> dict[str, Any]:
    """Do it once; what X says about it."""
    body = b"" if fields is None else elements.dump(fields).encode("utf-8", "replace")
    answer = http.write(method, path, body, JSON)
    return part(outcomes.written(answer, path.rpartition("/")[2]), "data")


def _id(told: dict[str, Any], name: str) -> str:
    identifier = told.get(name)
    if not is_id(identifier):
        raise Ambiguous("the answer names no post")
    return str(identifier)


def _done(told: dict[str, Any], name: str) -> Sent:
    if told.get(name) is not True:
        raise Ambiguous(f"the answer does not say {name}")
    return Sent(None, None, datetime.now(UTC))
