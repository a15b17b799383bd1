"""Posting a reply to a Mastodon-API server, and finding it again.

The parent is read first: it may be gone (some servers take a reply to a post that is no more), its
visibility bounds ours, and its author must be named in the text or is not told of the reply.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.channels import elements
from earshot.channels.html_text import to_text
from earshot.channels.http import Answer, Http
from earshot.channels.mastodon.calls import SAFE_ID, get, refusal
from earshot.channels.mastodon.instance import check_length
from earshot.channels.mastodon.posts import ACCT
from earshot.channels.protocol import Sent
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

STRICTNESS = ("public", "unlisted", "private", "direct")
OURS = {"public": "public", "unlisted": "unlisted", "followers": "private", "private": "direct"}
LANGUAGE = re.compile(r"[a-z]{2,3}")
MENTION = re.compile(r"@([\w.-]+)(@[\w.:-]+)?")
SKEW = timedelta(minutes=2)


def post(http: Http, reply: Reply, base: str) -> Sent:
    """Read the parent, check, post once under the reply's id."""
    parent, _ = get(http, f"/api/v1/statuses/{_path_safe(reply.in_reply_to)}")
    if not isinstance(parent, dict):
        raise Unavailable("the parent: want an object")
    text = addressed(reply.text, _acct(parent))
    check_length(http, base, text)
    fields = {
        "status": text,
        "in_reply_to_id": reply.in_reply_to,
        "visibility": visibility(reply.visibility, parent.get("visibility")),
    }
    if reply.language and LANGUAGE.fullmatch(reply.language) and reply.language != "und":
        fields["language"] = reply.language
    headers = {"Content-Type": "application/json", "Idempotency-Key": reply.id}
    body = elements.dump(fields).encode("utf-8", "replace")
    return _outcome(http.post("/api/v1/statuses", body, headers))


def _path_safe(identifier: str) -> str:
    if not SAFE_ID.fullmatch(identifier):
        raise Rejected("in_reply_to is no id of this platform", kind="invalid")
    return identifier


def _acct(parent: dict[str, Any]) -> str:
    author = parent.get("account")
    acct = author.get("acct") if isinstance(author, dict) else None
    if not (isinstance(acct, str) and ACCT.fullmatch(acct)):
        raise Unavailable("the parent: its author has no name to answer to")
    return acct


def addressed(text: str, acct: str) -> str:
    """The text with its addressee in front, unless it names them already."""
    named = {found.group(0)[1:].lower().rstrip(".-:") for found in MENTION.finditer(text)}
    if acct.lower() in named or ("@" not in acct and _local(named, acct)):
        return text
    return f"@{acct} {text}"


def _local(named: set[str], acct: str) -> bool:
    return any(name.partition("@")[0] == acct.lower() for name in named)


def visibility(wanted: str, parents: Any) -> str:
    """The stricter of the two; a parent's that is not known counts as `direct`."""
    bound = STRICTNESS.index(parents) if parents in STRICTNESS else len(STRICTNESS) - 1
    return STRICTNESS[max(STRICTNESS.index(OURS[wanted]), bound)]


def _outcome(answer: Answer) -> Sent:
    if answer.status >= 500:
        raise Ambiguous(f"statuses: answered {answer.status}")
    if 300 <= answer.status < 400:
        raise Rejected("statuses: sent elsewhere; base_url is not the server", kind="invalid")
    if error := refusal(answer, "statuses"):
        raise error
    try:
        status = answer.json()
    except Malformed as error:
        raise Ambiguous(f"statuses: answered {answer.status}, {error}") from None
    return _sent(status)


def _sent(status: Any) -> Sent:
    identifier = status.get("id") if isinstance(status, dict) else None
    if not isinstance(identifier, str):
        raise Ambiguous("statuses: the answer names no post")
    url = status.get("url") or status.get("uri")
    at = _instant(status.get("created_at")) or datetime.now(UTC)
    return Sent(identifier, url if isinstance(url, str) else None, at)


def _instant(value: Any) -> datetime | None:
    try:
        instant = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def find(http: Http, reply: Reply, own_ids: tuple[str, ...]) -> Sent | None:
    """Our answer to the same post with the same words, written since the intent was."""
    own = set(own_ids) or {_own_id(http)}
    parent = _path_safe(reply.in_reply_to)
    context, _ = get(http, f"/api/v1/statuses/{parent}/context")
    descendants = context.get("descendants") if isinstance(context, dict) else None
    for status in descendants if isinstance(descendants, list) else ():
        if isinstance(status, dict) and _is_ours(status, reply, own):
            return _sent(status)
    return None


def _own_id(http: Http) -> str:
    account, _ = get(http, "/api/v1/accounts/verify_credentials")
    identifier = account.get("id") if isinstance(account, dict) else None
    if not isinstance(identifier, str):
        raise Unavailable("verify_credentials: names no account")
    return identifier


def _is_ours(status: dict[str, Any], reply: Reply, own: set[str]) -> bool:
    author, content = status.get("account"), status.get("content")
    if not isinstance(author, dict) or not isinstance(content, str):
        return False
    at = _instant(status.get("created_at"))
    return (
        author.get("id") in own
        and status.get("in_reply_to_id") == reply.in_reply_to
        and (at is None or at >= reply.created_at - SKEW)
        and words(to_text(content)) == words(reply.text)
    )


def words(text: str) -> str:
    """The text without what a server changes: spacing, and how it shows the people named."""
    return " ".join(MENTION.sub(" ", text).split())
