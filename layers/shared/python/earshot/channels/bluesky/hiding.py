"""Hiding a reply below a post of ours: its address in the thread gate of our post."""

from typing import Any

from earshot.channels.bluesky.calls import Xrpc
from earshot.channels.bluesky.posts import reply_root
from earshot.channels.bluesky.replies import PUT, record_of, target_of, written_at
from earshot.channels.bluesky.syntax import Address, post_address
from earshot.channels.values import Posting, Sent
from earshot.errors import Rejected, Unavailable

GATE = "app.bsky.feed.threadgate"
MOST_HIDDEN = 300


def hide(xrpc: Xrpc, posting: Posting) -> Sent:
    """Add the post to what our thread hides; everything else of the gate stays."""
    uri = posting.reply.in_reply_to
    root = _own_root(xrpc, uri)
    gate = record_of(xrpc, GATE, str(root.rkey)) or {}
    kept = gate.get("value")
    kept = kept if isinstance(kept, dict) else {}
    hidden = _hidden(kept)
    if uri not in hidden and len(hidden) >= MOST_HIDDEN:
        raise Rejected(
            f"the thread hides {MOST_HIDDEN} replies already", kind="not_allowed_by_policy"
        )
    if uri not in hidden:
        record = {
            "$type": GATE,
            "post": str(root),
            "createdAt": written_at(posting.reply),
            **kept,
            "hiddenReplies": [*hidden, uri],
        }
        _replace(xrpc, root, record, gate.get("cid"))
    return _sent(xrpc, root, posting)


def find(xrpc: Xrpc, posting: Posting) -> Sent | None:
    """Whether our thread hides the post; None where it does not."""
    root = _own_root(xrpc, posting.reply.in_reply_to)
    gate = record_of(xrpc, GATE, str(root.rkey)) or {}
    kept = gate.get("value")
    if posting.reply.in_reply_to in _hidden(kept if isinstance(kept, dict) else {}):
        return _sent(xrpc, root, posting)
    return None


def _own_root(xrpc: Xrpc, uri: str) -> Address:
    root = reply_root(target_of(xrpc, uri, answering=False).record)
    named = root.get("uri") if isinstance(root, dict) else None
    where = post_address(named) if isinstance(named, str) else None
    if where is None or where.authority != xrpc.did:
        raise Rejected(
            "only replies below a post of ours can be hidden", kind="not_allowed_by_policy"
        )
    return where


def _hidden(gate: dict[str, Any]) -> list[str]:
    found = gate.get("hiddenReplies")
    return [uri for uri in found if isinstance(uri, str)] if isinstance(found, list) else []


def _replace(xrpc: Xrpc, root: Address, record: dict[str, Any], was: Any) -> None:
    """Put the gate in place of the one that was read; Unavailable if it is another one by now."""
    fields = {
        "repo": xrpc.did,
        "collection": GATE,
        "rkey": root.rkey,
        "record": record,
        "swapRecord": was if isinstance(was, str) else None,
    }
    try:
        xrpc.do(PUT, fields)
    except Rejected:
        if xrpc.error_name == "InvalidSwap":
            raise Unavailable("the thread gate was changed meanwhile") from None
        raise


def _sent(xrpc: Xrpc, root: Address, posting: Posting) -> Sent:
    return Sent(str(Address(xrpc.did, GATE, root.rkey)), None, posting.now)
