"""Writing private messages on Bluesky, and finding them again: nothing makes a repetition safe."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from earshot.channels.bluesky.calls import CHAT, Xrpc
from earshot.channels.bluesky.messages import MESSAGE
from earshot.channels.bluesky.posts import instant
from earshot.channels.bluesky.richtext import facets, shown
from earshot.channels.bluesky.syntax import is_message, post_address
from earshot.channels.values import Posting, Sent
from earshot.errors import Ambiguous, Rejected, Unavailable

CONVO = "chat.bsky.convo"
SKEW = timedelta(minutes=2)
MOST_PAGES = 10


def write(xrpc: Xrpc, posting: Posting) -> Sent:
    """Write to the conversation of the message answered, or to the author of the post answered."""
    words = shown(posting.reply.text)
    message: dict[str, Any] = {"text": words.text}
    if found := facets(words, lambda _: None):
        message["facets"] = found
    convo = _convo(xrpc, posting.reply.in_reply_to)
    told = xrpc.do(f"{CONVO}.sendMessage", {"convoId": convo, "message": message}, CHAT)
    if not isinstance(told.get("id"), str):
        raise Ambiguous("sendMessage: the answer names no message")
    return _sent(convo, told, posting)


def find(xrpc: Xrpc, posting: Posting) -> Sent | None:
    """Our message with the same words, sent since the intent was; None where there is none.

    Ambiguous where one of ours was deleted since, or the conversation is too long to be read.
    """
    convo = _known(xrpc, posting.reply.in_reply_to)
    if convo is None:
        return None
    words = shown(posting.reply.text).text
    for message in _said(xrpc, convo, posting.reply.created_at - SKEW):
        if _is_ours(xrpc, message, words):
            return _sent(convo, message, posting)
    return None


def _said(xrpc: Xrpc, convo: str, since: datetime) -> Iterator[dict[str, Any]]:
    """What was said in a conversation, newest first, back to an instant."""
    token: str | None = None
    for _ in range(MOST_PAGES):
        params = [("convoId", convo), ("limit", "100"), *([("cursor", token)] if token else [])]
        told = xrpc.ask(f"{CONVO}.getMessages", params, CHAT)
        found, token = told.get("messages"), told.get("cursor")
        if not isinstance(found, list):
            raise Unavailable("messages: want a list")
        for message in found:
            at = instant(message.get("sentAt")) if isinstance(message, dict) else None
            if at is not None and at < since:
                return
            if at is not None:
                yield message
        if not (found and isinstance(token, str)):
            return
    raise Ambiguous("the conversation is too long to be read")


def _is_ours(xrpc: Xrpc, message: dict[str, Any], words: str) -> bool:
    sender = message.get("sender")
    if not isinstance(sender, dict) or sender.get("did") != xrpc.did:
        return False
    if message.get("$type", MESSAGE) != MESSAGE:
        raise Ambiguous("a message of ours was deleted since")
    return bool(message.get("text") == words)


def _convo(xrpc: Xrpc, answered: str) -> str:
    """The conversation to write to; Rejected (`blocked`) where its other side takes no messages."""
    if is_message(answered):
        convo = answered.partition("/")[0]
        _accept(xrpc, convo)
        return convo
    member = [("members", post_address(answered).authority)]
    if xrpc.ask(f"{CONVO}.getConvoAvailability", member, CHAT).get("canChat") is not True:
        raise Rejected("its author takes no messages of ours", kind="blocked")
    return _named(xrpc.ask(f"{CONVO}.getConvoForMembers", member, CHAT))


def _known(xrpc: Xrpc, answered: str) -> str | None:
    """The conversation as it is, without making one; None where there is none yet."""
    if is_message(answered):
        return answered.partition("/")[0]
    member = [("members", post_address(answered).authority)]
    told = xrpc.ask(f"{CONVO}.getConvoAvailability", member, CHAT)
    return _named(told) if "convo" in told else None


def _named(told: dict[str, Any]) -> str:
    convo = told.get("convo")
    identifier = convo.get("id") if isinstance(convo, dict) else None
    if not isinstance(identifier, str):
        raise Unavailable("convo: names no conversation")
    return identifier


def _accept(xrpc: Xrpc, convo: str) -> None:
    """Take up a request to talk; one that was taken up before stays so."""
    try:
        xrpc.do(f"{CONVO}.acceptConvo", {"convoId": convo}, CHAT)
    except Ambiguous as error:
        raise Unavailable(str(error)) from None  # nothing has been said yet


def _sent(convo: str, message: dict[str, Any], posting: Posting) -> Sent:
    at = instant(message.get("sentAt"))
    return Sent(f"{convo}/{message['id']}", None, at or posting.now)
