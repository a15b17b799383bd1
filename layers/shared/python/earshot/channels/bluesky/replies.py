"""Writing to our own repository: replies, likes, hidden replies; and deleting from it.

Each record has a key that follows from the reply, so that writing it again writes the same one and
reading it proves whether it is there.
"""

import re
from collections.abc import Mapping
from datetime import UTC
from typing import Any, NamedTuple

from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.posts import permalink, reply_root
from earshot.channels.bluesky.rereading import is_gone
from earshot.channels.bluesky.richtext import facets, shown
from earshot.channels.bluesky.syntax import POST, Address, is_did, post_address, tid
from earshot.channels.values import Posting, Sent
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Rejected, Unavailable

GET, PUT = "com.atproto.repo.getRecord", "com.atproto.repo.putRecord"
LIKE = "app.bsky.feed.like"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


class Target(NamedTuple):
    """The post to be answered, as it stands now."""

    uri: str
    cid: str
    record: Mapping[str, Any]

    @property
    def reference(self) -> dict[str, str]:
        return {"uri": self.uri, "cid": self.cid}


def post(xrpc: Xrpc, posting: Posting) -> Sent:
    """Read what is answered, then write the answer below it."""
    reply, target = posting.reply, _answered(xrpc, posting.reply.in_reply_to)
    words = shown(reply.text)
    record: dict[str, Any] = {
        "$type": POST,
        "text": words.text,
        "createdAt": written_at(reply),
        "reply": {"root": _root(target), "parent": target.reference},
    }
    if found := facets(words, lambda handle: _did_of(xrpc, handle)):
        record["facets"] = found
    if reply.language and LANGUAGE.fullmatch(reply.language) and reply.language != "und":
        record["langs"] = [reply.language]
    return _written(xrpc, posting, POST, record)


def like(xrpc: Xrpc, posting: Posting) -> Sent:
    """Like the post as it stands now."""
    target = target_of(xrpc, posting.reply.in_reply_to)
    record = {"$type": LIKE, "subject": target.reference, "createdAt": written_at(posting.reply)}
    return _written(xrpc, posting, LIKE, record)


def delete(xrpc: Xrpc, posting: Posting) -> Sent:
    """Delete a post of our own; one that is gone already stays so."""
    where = post_address(posting.reply.in_reply_to)
    if where.authority != xrpc.did:
        raise Rejected("only posts of our own can be deleted", kind="not_allowed_by_policy")
    fields = {"repo": xrpc.did, "collection": POST, "rkey": str(where.rkey)}
    xrpc.do("com.atproto.repo.deleteRecord", fields)
    return Sent(str(where), None, posting.now)


def find(xrpc: Xrpc, posting: Posting) -> Sent | None:
    """The record with the key of this reply; None where our repository has none."""
    reply = posting.reply
    if reply.act == "delete":
        where = post_address(reply.in_reply_to)
        gone = record_of(xrpc, POST, str(where.rkey)) is None
        return Sent(str(where), None, posting.now) if gone else None
    collection = LIKE if reply.act == "like" else POST
    where = _place(xrpc, reply, collection)
    kept = record_of(xrpc, collection, str(where.rkey))
    if kept is None:
        return None
    if _about(kept.get("value")) != reply.in_reply_to:
        raise Ambiguous("a record about another post has the key of this reply")
    return _sent(where, posting)


def _about(record: Any) -> Any:
    """The post that a reply answers, or a like likes."""
    of = record if isinstance(record, dict) else {}
    reply = of.get("reply")
    post = reply.get("parent") if isinstance(reply, dict) else of.get("subject")
    return post.get("uri") if isinstance(post, dict) else None


def record_of(xrpc: Xrpc, collection: str, rkey: str) -> dict[str, Any] | None:
    """A record of ours with its `cid`; None where there is none."""
    params = [("repo", xrpc.did), ("collection", collection), ("rkey", rkey)]
    try:
        return xrpc.ask(GET, params)
    except Rejected as error:
        if error.kind == "target_gone":
            return None
        raise


def _answered(xrpc: Xrpc, uri: str) -> Target:
    """What is answered. A post of our own is read where it is written.

    The app that shows posts hears of a new one a moment later, and would take it for gone.
    """
    where = post_address(uri)
    if where.authority != xrpc.did:
        return target_of(xrpc, uri)
    kept = record_of(xrpc, POST, str(where.rkey))
    if kept is None:
        raise Rejected("our post before it is gone", kind="target_gone")
    cid, record = kept.get("cid"), kept.get("value")
    if not (isinstance(cid, str) and isinstance(record, dict)):
        raise Unavailable("record: want its cid and value")
    return Target(uri, cid, record)


def target_of(xrpc: Xrpc, uri: str, *, answering: bool = True) -> Target:
    """The post as it stands now; Rejected where it is gone, or we may not answer it."""
    posts = xrpc.ask("app.bsky.feed.getPosts", [("uris", uri)]).get("posts")
    if not isinstance(posts, list):
        raise Unavailable("posts: want a list")
    for view in posts:
        if isinstance(view, dict) and view.get("uri") == uri:
            if answering:
                _check_welcome(view)
            cid, record = view.get("cid"), view.get("record")
            if isinstance(cid, str) and isinstance(record, dict):
                return Target(uri, cid, record)
            raise Unavailable("posts: a post without content")
    if is_gone(xrpc, uri):
        raise Rejected("the post is gone", kind="target_gone")
    raise Rejected("the post is not shown to us", kind="blocked")


def written_at(reply: Reply) -> str:
    """The time that a record declares: that of the intent, so that a repetition is the same."""
    at = reply.created_at.astimezone(UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _check_welcome(view: Mapping[str, Any]) -> None:
    author, viewer = view.get("author"), view.get("viewer")
    known = author.get("viewer") if isinstance(author, dict) else None
    if isinstance(known, dict) and (known.get("blockedBy") or known.get("blocking")):
        raise Rejected("one of the two blocks the other", kind="blocked")
    if isinstance(viewer, dict) and viewer.get("replyDisabled"):
        raise Rejected("the thread takes no replies of ours", kind="not_allowed_by_policy")


def _root(target: Target) -> dict[str, str]:
    """The root of the target's own thread; a post that answers nothing is one."""
    root = reply_root(target.record)
    uri, cid = (root.get("uri"), root.get("cid")) if isinstance(root, dict) else (None, None)
    if isinstance(uri, str) and isinstance(cid, str):
        return {"uri": uri, "cid": cid}
    return target.reference


def _did_of(xrpc: Xrpc, handle: str) -> str | None:
    try:
        told = xrpc.ask("com.atproto.identity.resolveHandle", [("handle", handle)])
    except Rejected as error:
        if error.kind in ("reauth", "forbidden"):
            raise
        return None  # nobody goes by it: it stays plain words
    did = told.get("did")
    return did if isinstance(did, str) and is_did(did) else None


def _place(xrpc: Xrpc, reply: Reply, collection: str) -> Address:
    return Address(xrpc.did, collection, tid(reply.id, reply.created_at))


def _written(xrpc: Xrpc, posting: Posting, collection: str, record: dict[str, Any]) -> Sent:
    where = _place(xrpc, posting.reply, collection)
    fields = {"repo": xrpc.did, "collection": collection, "rkey": where.rkey, "record": record}
    xrpc.do(PUT, fields)
    return _sent(where, posting)


def _sent(where: Address, posting: Posting) -> Sent:
    shown_at = permalink(where) if where.collection == POST else None
    return Sent(str(where), shown_at, posting.now)
