"""Acting on comments and mentions of an Instagram account, and finding what we said there."""

from earshot.channels.meta.graph import Graph, safe
from earshot.channels.meta.messages import message, person
from earshot.channels.meta.replying import Shown, below, done, sent
from earshot.channels.values import Posting, Sent
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Rejected

SHOWN = Shown(text="text", at="timestamp", newest_first=False)
FIELDS = "id,text,timestamp,username,from"


def do(graph: Graph, posting: Posting, own_id: str, sender: str) -> Sent:
    """Do the reply's act once."""
    reply = posting.reply
    if reply.act == "reply":
        if reply.visibility == "private":
            return _in_private(graph, posting, sender)
        return _in_public(graph, posting, own_id)
    target = safe(reply.in_reply_to)
    if reply.act == "delete":
        return done(graph.delete(f"/{target}"))
    return done(graph.post(f"/{target}", {"hide": "true"}))


def _in_public(graph: Graph, posting: Posting, own_id: str) -> Sent:
    parent, answered = posting.parent, safe(posting.reply.in_reply_to)
    if parent and parent.in_reply_to is None:
        return sent(graph.post(f"/{safe(own_id)}/mentions", _of_mention(parent, posting)))
    top = _top(posting)
    if top != answered:
        # The platform would take an answer to a comment that is no more.
        graph.get(f"/{answered}", [("fields", "id")])
    return sent(graph.post(f"/{top}/replies", {"message": worded(posting)}))


def _of_mention(parent: Mention, posting: Posting) -> dict[str, str]:
    said = {"message": posting.reply.text, "media_id": parent.root or parent.id}
    return said | ({"comment_id": parent.id} if parent.root else {})


def _top(posting: Posting) -> str:
    """The first comment of the thread: an answer to an answer would land there all the same."""
    parent = posting.parent
    if parent and parent.in_reply_to and parent.in_reply_to != parent.root:
        return safe(parent.in_reply_to)
    return safe(posting.reply.in_reply_to)


def worded(posting: Posting) -> str:
    """The text; below another's comment it begins with whom it answers, as people do there."""
    text, parent = posting.reply.text, posting.parent
    if parent is None or not parent.author.handle or _top(posting) == posting.reply.in_reply_to:
        return text
    name = f"@{parent.author.handle}"
    return text if name.lower() in text.lower() else f"{name} {text}"


def _in_private(graph: Graph, posting: Posting, sender: str) -> Sent:
    parent, path = posting.parent, f"/{safe(sender)}/messages"
    if parent is None or parent.is_private:
        return message(graph, path, posting, person(posting))
    return message(graph, path, posting, {"comment_id": safe(parent.id)})


def look_up(graph: Graph, posting: Posting, own_id: str) -> Sent | None:
    """What came of the reply, as the platform shows it."""
    reply, parent = posting.reply, posting.parent
    if reply.act == "reply" and reply.visibility != "private":
        if parent and parent.in_reply_to is None:
            raise Ambiguous("the platform shows no answers below what is not ours")
        found = below(graph, f"/{_top(posting)}/replies", [("fields", FIELDS)])
        return SHOWN.ours(found, posting, own_id, worded(posting))
    if reply.act in ("hide", "delete"):
        return _done(graph, posting)
    raise Ambiguous("the platform does not show what became of it")


def _done(graph: Graph, posting: Posting) -> Sent | None:
    """Whether the comment is hidden, or gone, as was wanted."""
    hides = posting.reply.act == "hide"
    try:
        shown = graph.get(f"/{safe(posting.reply.in_reply_to)}", [("fields", "id,hidden")])
    except Rejected as error:
        if error.kind == "target_gone" and not hides:
            return Sent(None, None, posting.now)
        raise
    return Sent(None, None, posting.now) if hides and shown.get("hidden") is True else None
