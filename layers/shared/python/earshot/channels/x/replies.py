"""Answering on X as a user: a reply, a direct message, hiding a reply, taking back a post of ours.

The post answered is read first: X takes some answers to what is gone, and tells there whether its
author named or quoted us, without which self-serve accounts may not answer by API.
"""

from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.http import JSON, Http
from earshot.channels.values import Posting, Sent, Spent
from earshot.channels.x.fields import part
from earshot.channels.x.ids import is_id, safe
from earshot.channels.x.length import has_address
from earshot.channels.x.options import PRICES, XOptions
from earshot.channels.x.parents import Parent
from earshot.channels.x.posts import permalink
from earshot.channels.x.problems import OF_MESSAGES, OUTCOMES, XOutcomes
from earshot.channels.x.rules import is_private
from earshot.errors import Ambiguous, Rejected

POSTS = "/2/tweets"


def send(http: Http, posting: Posting, options: XOptions) -> Sent:
    """Do what the reply says, once; what it cost comes with it."""
    reply = posting.reply
    if reply.act == "hide":
        return _done(http, "PUT", f"{POSTS}/{safe(reply.in_reply_to)}/hidden", "hidden")
    if reply.act == "delete":
        return _done(http, "DELETE", f"{POSTS}/{safe(reply.in_reply_to)}", "deleted")
    return message(http, posting) if is_private(posting) else answer(http, posting, options)


def answer(http: Http, posting: Posting, options: XOptions) -> Sent:
    """Answer in public; X puts the author's name in front itself."""
    reply = posting.reply
    parent = Parent.read(http, reply.in_reply_to, options)
    parent.check()
    above = {"in_reply_to_tweet_id": parent.latest}
    told = _write(http, "POST", POSTS, {"text": reply.text, "reply": above})
    identifier = _id(told, "id")
    price = PRICES["reply_with_link" if has_address(reply.text) else "reply"]
    cost = Spent(PRICES["post_read"] + price)
    return Sent(identifier, permalink(options.handle, identifier), datetime.now(UTC), cost)


def message(http: Http, posting: Posting) -> Sent:
    """Write to the author in private; whether they take messages only X knows."""
    path = f"{conversation(posting)}/messages"
    told = _write(http, "POST", path, {"text": posting.reply.text}, OF_MESSAGES)
    identifier = _id(told, "dm_event_id")
    return Sent(identifier, None, datetime.now(UTC), Spent(PRICES["private"]))


def conversation(posting: Posting) -> str:
    """The path of our conversation with the author of what is answered."""
    if posting.parent is None:
        raise Rejected("the mention answered is not kept, nor its author", kind="target_gone")
    return f"/2/dm_conversations/with/{safe(posting.parent.author.id)}"


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


def _done(http: Http, method: str, path: str, name: str) -> Sent:
    """Hide a reply in a conversation that we began, or take back a post of ours."""
    hiding = name == "hidden"
    told = _write(http, method, path, {"hidden": True} if hiding else None)
    if told.get(name) is not True:
        raise Ambiguous(f"the answer does not say {name}")
    return Sent(None, None, datetime.now(UTC), Spent(PRICES["hide" if hiding else "delete"]))
