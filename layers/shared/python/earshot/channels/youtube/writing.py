"""Answering, hiding and deleting comments, and finding out whether it was done.

A refused call costs 50 units of the day's quota like one that succeeds, so the thread is read
first, for one unit: it may be gone, or take no answers.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.channels.capabilities import Capabilities
from earshot.channels.shapes import instant, words
from earshot.channels.values import Posting, Sent, Spent
from earshot.channels.youtube.calls import Calls
from earshot.channels.youtube.comments import link, text_of
from earshot.errors import Ambiguous, Malformed, Rejected

ID = re.compile(r"[A-Za-z0-9_-]{1,100}(\.[A-Za-z0-9_-]{1,100})?")
SKEW = timedelta(minutes=2)


def target(posting: Posting) -> str:
    """The comment that the act is about; Rejected where its id is none of this platform."""
    if not ID.fullmatch(posting.reply.in_reply_to):
        raise Rejected("in_reply_to is no id of a comment", kind="invalid")
    return posting.reply.in_reply_to


def thread_of(posting: Posting) -> str:
    """The thread's id, which is its first comment's: answers stand below that alone."""
    parent = posting.parent
    root = parent.root if parent and parent.root else target(posting).partition(".")[0]
    if not ID.fullmatch(root):
        raise Rejected("the thread has no id of this platform", kind="invalid")
    return root


def text_for(posting: Posting) -> str:
    """The words as they are posted: below somebody else's answer they name its author first."""
    text, parent = posting.reply.text, posting.parent
    handle = parent.author.handle if parent else posting.reply.mention_author
    below = posting.reply.in_reply_to != thread_of(posting)
    if not below or not handle or f"@{handle}".lower() in text.lower():
        return text
    return f"@{handle} {text}"


def reply(calls: Calls, posting: Posting, can: Capabilities) -> Sent:
    """Read the thread, check, publish once."""
    text, thread = text_for(posting), thread_of(posting)
    can.check(text, private=False)
    found = calls.thread(thread)
    if found is None:
        raise Rejected("the thread is gone", kind="target_gone")
    snippet = found.get("snippet")
    if isinstance(snippet, dict) and snippet.get("canReply") is False:
        raise Rejected("the thread takes no answers", kind="not_allowed_by_policy")
    return _sent(calls.insert(thread, text), calls)


def find(calls: Calls, posting: Posting, own: tuple[str, ...]) -> Sent | None:
    """Our own answer in the thread with the same words, written since the intent was."""
    wanted = words(text_for(posting))
    for comment in calls.answers(thread_of(posting)):
        if isinstance(comment, dict) and _is_ours(comment, posting, own, wanted):
            return _sent(comment, calls)
    return None


def _is_ours(comment: dict[str, Any], posting: Posting, own: tuple[str, ...], wanted: str) -> bool:
    snippet = comment.get("snippet")
    if not isinstance(snippet, dict):
        return False
    author = snippet.get("authorChannelId")
    at = instant(snippet.get("publishedAt"))
    try:
        text = text_of(snippet)
    except Malformed:
        return False
    return (
        isinstance(author, dict)
        and author.get("value") in own
        and (at is None or at >= posting.reply.created_at - SKEW)
        and words(text) == wanted
    )


def _sent(comment: dict[str, Any], calls: Calls) -> Sent:
    identifier, snippet = comment.get("id"), comment.get("snippet")
    if not isinstance(identifier, str) or not isinstance(snippet, dict):
        raise Ambiguous("comments: the answer names no comment")
    at = instant(snippet.get("publishedAt")) or datetime.now(UTC)
    return Sent(identifier, link(snippet.get("videoId"), identifier), at, Spent(units=calls.units))
