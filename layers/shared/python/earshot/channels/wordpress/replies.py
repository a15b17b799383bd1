"""Answering a comment, taking an answer back, and finding it again."""

from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from earshot.channels import elements
from earshot.channels.http import JSON
from earshot.channels.shapes import count, instant, link
from earshot.channels.values import Posting, Sent
from earshot.channels.wordpress.calls import COMMENTS, OUTCOMES, Blog
from earshot.channels.wordpress.comments import plain, words_of
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

SKEW = timedelta(minutes=2)
MOST = 100
GONE = ("trash", "spam")


def do(blog: Blog, posting: Posting) -> Sent:
    """The reply's act, once; the comment is read first, since the answer needs its post."""
    reply = posting.reply
    to = _path_safe(reply.in_reply_to)
    comment, _ = OUTCOMES.get(blog.http, f"{COMMENTS}/{to}")
    if reply.act == "delete":
        return _deleted(blog, to, comment)
    post = count(comment.get("post")) if isinstance(comment, dict) else None
    if post is None:
        raise Unavailable("the comment answered: names no post")
    if comment.get("status") in GONE:  # a moderator is shown it all the same
        raise Rejected("the comment answered was taken away", kind="target_gone")
    fields = {"post": post, "parent": int(to), "content": escape(reply.text, quote=False)}
    body = elements.dump(fields).encode("utf-8", "replace")
    told = OUTCOMES.written(blog.http.post(COMMENTS, body, JSON), "comments")
    return _sent(told)


def _path_safe(identifier: str) -> str:
    if not (identifier.isascii() and identifier.isdigit() and len(identifier) <= 18):
        raise Rejected("in_reply_to is no id of this platform", kind="invalid")
    return identifier


def _sent(told: dict[str, Any]) -> Sent:
    identifier = count(told.get("id"))
    if identifier is None:
        raise Ambiguous("comments: the answer names no comment")
    at = instant(told.get("date_gmt")) or datetime.now(UTC)
    return Sent(str(identifier), link(told.get("link")), at)


def _deleted(blog: Blog, to: str, comment: Any) -> Sent:
    author = comment.get("author") if isinstance(comment, dict) else None
    if author != blog.me():
        raise Rejected("the comment is not ours to delete", kind="not_allowed_by_policy")
    OUTCOMES.done(blog.http.write("DELETE", f"{COMMENTS}/{to}"), "comments")
    return Sent(to, None, datetime.now(UTC))


def find(blog: Blog, posting: Posting) -> Sent | None:
    """Our comment below that one with the same words, written since the intent was."""
    reply = posting.reply
    to = _path_safe(reply.in_reply_to)
    if reply.act == "delete":
        return _find_deleted(blog, to, posting)
    params = [("parent", to), ("order", "desc"), ("orderby", "date_gmt"), ("per_page", str(MOST))]
    found, _ = OUTCOMES.get(blog.http, COMMENTS, params)
    if not isinstance(found, list):
        raise Unavailable("comments: want a list")
    me = blog.me()
    for one in found:
        if isinstance(one, dict) and one.get("author") == me and _says(one, reply):
            return _sent(one)
    if len(found) >= MOST and not any(_before(one, reply) for one in found):
        raise Ambiguous(f"more than {MOST} answers came since: too many to look through")
    return None


def _find_deleted(blog: Blog, to: str, posting: Posting) -> Sent | None:
    try:
        comment, _ = OUTCOMES.get(blog.http, f"{COMMENTS}/{to}")
    except Rejected as error:
        if error.kind == "target_gone":
            return Sent(to, None, posting.now)
        raise
    gone = isinstance(comment, dict) and comment.get("status") in GONE
    return Sent(to, None, posting.now) if gone else None


def _before(comment: Any, reply: Reply) -> bool:
    at = instant(comment.get("date_gmt")) if isinstance(comment, dict) else None
    return at is not None and at < reply.created_at - SKEW


def _says(comment: dict[str, Any], reply: Reply) -> bool:
    try:
        said = words_of(comment)
    except Malformed:
        return False
    return not _before(comment, reply) and plain(said) == plain(reply.text)
