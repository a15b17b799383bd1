"""Acting on a comment or a visitor's post of a Page, and finding what we said there."""

from typing import Any

from earshot.channels.meta.graph import Graph, safe
from earshot.channels.meta.messages import message, person
from earshot.channels.meta.replying import Shown, below, done, sent
from earshot.channels.values import Posting, Sent
from earshot.errors import Ambiguous, Rejected

SHOWN = Shown(text="message", at="created_time", newest_first=True)
FIELDS = "id,message,from,created_time,permalink_url"


def do(graph: Graph, posting: Posting, page: str) -> Sent:
    """Do the reply's act once."""
    reply = posting.reply
    if reply.act == "reply":
        if reply.visibility == "private":
            return _in_private(graph, posting, page)
        return _in_public(graph, posting)
    target = safe(reply.in_reply_to)
    if reply.act == "delete":
        return done(graph.delete(f"/{target}"))
    if reply.act == "hide":
        return done(graph.post(f"/{target}", {"is_hidden": "true"}))
    return done(graph.post(f"/{target}/likes", {}))


def _in_public(graph: Graph, posting: Posting) -> Sent:
    """Below the first comment of its thread, since a Page shows two levels of comments."""
    answered, target = safe(posting.reply.in_reply_to), _place(posting)
    if answered != target:
        # The platform would take an answer to a comment that is no more.
        graph.get(f"/{answered}", [("fields", "id")])
    return sent(graph.post(f"/{target}/comments", {"message": posting.reply.text}))


def _place(posting: Posting) -> str:
    """The comment or post below which an answer stands."""
    parent = posting.parent
    if parent and parent.in_reply_to and parent.root and parent.in_reply_to != parent.root:
        return safe(parent.in_reply_to)
    return safe(posting.reply.in_reply_to)


def _in_private(graph: Graph, posting: Posting, page: str) -> Sent:
    """In the conversation; or the one private answer that a comment or a post may have."""
    parent, path = posting.parent, f"/{safe(page)}/messages"
    if parent is None or parent.is_private:
        return message(graph, path, posting, person(posting))
    target = safe(parent.id)
    if parent.root is None:
        return message(graph, path, posting, {"post_id": target})
    shown = graph.get(f"/{target}", [("fields", "can_reply_privately")])
    if shown.get("can_reply_privately") is False:
        said = "the platform lets this comment have no private answer, or no second one"
        raise Rejected(said, kind="not_allowed_by_policy")
    return message(graph, path, posting, {"comment_id": target})


def look_up(graph: Graph, posting: Posting, page: str) -> Sent | None:
    """What came of the reply, as the platform shows it."""
    reply = posting.reply
    if reply.act == "reply" and reply.visibility != "private":
        params = [("fields", FIELDS), ("filter", "stream"), ("order", "reverse_chronological")]
        found = below(graph, f"/{_place(posting)}/comments", params)
        return SHOWN.ours(found, posting, page, reply.text)
    if reply.act == "hide":
        shown = graph.get(f"/{safe(reply.in_reply_to)}", [("fields", "is_hidden")])
        return _if(shown.get("is_hidden"), posting)
    if reply.act == "delete":
        return _gone(graph, posting)
    if reply.act == "like":
        found = below(graph, f"/{safe(reply.in_reply_to)}/likes", [("fields", "id")])
        return _if(any(one.get("id") == page for one in found), posting)
    raise Ambiguous("the platform does not show what became of it")


def _gone(graph: Graph, posting: Posting) -> Sent | None:
    try:
        graph.get(f"/{safe(posting.reply.in_reply_to)}", [("fields", "id")])
    except Rejected as error:
        if error.kind == "target_gone":
            return Sent(None, None, posting.now)
        raise
    return None


def _if(shown: Any, posting: Posting) -> Sent | None:
    """Whether it is as was wanted; Ambiguous where it is not shown."""
    if not isinstance(shown, bool):
        raise Ambiguous("the platform does not show whether it is done")
    return Sent(None, None, posting.now) if shown else None
