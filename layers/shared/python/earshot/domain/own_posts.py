"""Posts of our own that a platform tells us of, and the replies that they are."""

import re
from collections.abc import Iterable

from earshot.domain.case import Reply
from earshot.domain.mention import Mention

NAMED = re.compile(r"@[\w.-]+(?:@[\w.:-]+)?")


def name_of(reply: Reply) -> str:
    """What names a reply to a platform that gives it back: `case:reply`."""
    return f"{reply.case_id}:{reply.id}"


def named(name: str | None) -> tuple[str, str] | None:
    """Case and reply in such a name; None where it is no such name."""
    case_id, colon, reply_id = (name or "").partition(":")
    return (case_id, reply_id) if case_id and colon and reply_id else None


def may_be_there(reply: Reply) -> bool:
    """Whether a platform may hold it although the ledger does not say so yet."""
    asked = reply.state == "planned" and reply.unanswered > 0
    return reply.act == "reply" and (reply.state in ("sending", "unknown") or asked)


def proven(post: Mention, replies: Iterable[Reply]) -> Reply | None:
    """The reply that this post of ours proves, by what it answers and what it says.

    None where none may be there, or several say the same.
    """
    found = [
        reply
        for reply in replies
        if may_be_there(reply)
        and post.in_reply_to == reply.in_reply_to
        and same_words(post.text, reply.text)
    ]
    return found[0] if len(found) == 1 else None


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same, but for spacing and the people they are addressed to."""
    return _words(one) == _words(other)


def _words(text: str | None) -> str:
    return " ".join(NAMED.sub(" ", text or "").split())
