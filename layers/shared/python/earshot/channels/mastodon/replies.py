"""Posting a reply to a Mastodon-API server.

The parent is read first: it may be gone (some servers take a reply to a post that is no more), its
visibility bounds ours, and its author must be named in the text or is not told of the reply.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.capabilities import Limit
from earshot.channels.http import JSON, Http
from earshot.channels.mastodon import instance
from earshot.channels.mastodon.addressing import addressed
from earshot.channels.mastodon.calls import OUTCOMES, get, path_safe
from earshot.channels.mastodon.finding import sent
from earshot.channels.mastodon.posts import ACCT
from earshot.channels.values import Posting, Sent
from earshot.errors import Rejected, Unavailable

STRICTNESS = ("public", "unlisted", "private", "direct")
OURS = {"public": "public", "unlisted": "unlisted", "followers": "private", "private": "direct"}
LANGUAGE = re.compile(r"[a-z]{2,3}")


def check(posting: Posting, base: str) -> None:
    """Raise Rejected for what would be too long, and for what is no id here; makes no call."""
    reply, parent, allowed = posting.reply, posting.parent, instance.known(base)
    path_safe(reply.in_reply_to)
    if reply.act == "reply" and allowed:
        handle = parent.author.handle if parent else None
        said = addressed(reply.text, handle, _host(base)) if handle else reply.text
        instance.check_length(allowed, said)


def limit(posting: Posting, base: str) -> Limit:
    """The length of a post with whom it names, by what the server said, or as Mastodon has it."""
    allowed = instance.known(base) or instance.Limits()
    handle = posting.parent.author.handle if posting.parent else None

    def count(text: str) -> int:
        said = addressed(text, handle, _host(base)) if handle else text
        return instance.length(said, allowed.per_url)

    return Limit(allowed.max_characters, count=count)


def post(http: Http, posting: Posting, base: str) -> Sent:
    """Read the parent, check, post once under the reply's id.

    A further part of a thread answers our own post, and still names the customer.
    """
    reply = posting.reply
    parent, _ = get(http, f"/api/v1/statuses/{path_safe(reply.in_reply_to)}")
    if not isinstance(parent, dict):
        raise Unavailable("the parent: want an object")
    text = addressed(reply.text, _customer(posting) or _acct(parent), _host(base))
    instance.check_length(instance.limits(http, base), text)
    fields = {
        "status": text,
        "in_reply_to_id": reply.in_reply_to,
        "visibility": visibility(reply.visibility, parent.get("visibility")),
    }
    if reply.language and LANGUAGE.fullmatch(reply.language) and reply.language != "und":
        fields["language"] = reply.language
    return _posted(http, fields, reply.id, base)


def _host(base: str) -> str:
    return urlsplit(base).hostname or ""


def visibility(wanted: str, parents: Any) -> str:
    """The stricter of the two; a parent's that is not known counts as `direct`."""
    bound = STRICTNESS.index(parents) if parents in STRICTNESS else len(STRICTNESS) - 1
    return STRICTNESS[max(STRICTNESS.index(OURS[wanted]), bound)]


def _customer(posting: Posting) -> str | None:
    """Whom a part below our own post is for; None where the post answered is theirs."""
    if posting.reply.answers is None:
        return None
    handle = posting.parent.author.handle if posting.parent else posting.reply.mention_author
    return handle if handle and ACCT.fullmatch(handle) else None


def _acct(parent: dict[str, Any]) -> str:
    author = parent.get("account")
    acct = author.get("acct") if isinstance(author, dict) else None
    if not (isinstance(acct, str) and ACCT.fullmatch(acct)):
        raise Unavailable("the parent: its author has no name to answer to")
    return acct


def _posted(http: Http, fields: dict[str, str], key: str, base: str) -> Sent:
    """Post it. Where the server says that it cannot be so, its limits may be others by now."""
    body = elements.dump(fields).encode("utf-8", "replace")
    answer = http.post("/api/v1/statuses", body, {**JSON, "Idempotency-Key": key})
    try:
        return sent(OUTCOMES.written(answer, "statuses"))
    except Rejected as error:
        if error.kind == "invalid":
            instance.forget(base)
            instance.check_length(instance.limits(http, base), fields["status"])
        raise
