"""Private messages on Bluesky: heard from the chat service's log and from requests to talk.

The external id of a message is `conversation/message`: each of the two alone says too little.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.bluesky.calls import CHAT, Xrpc
from earshot.channels.bluesky.followers import with_followers
from earshot.channels.bluesky.posts import author_of, instant
from earshot.channels.bluesky.syntax import is_message
from earshot.channels.listing import read_each
from earshot.channels.shapes import part
from earshot.channels.values import Fetched
from earshot.channels.walking import Walk
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Rejected, Unavailable

LOG = "chat.bsky.convo.defs#log"
TOLD = {f"{LOG}CreateMessage": "create", f"{LOG}DeleteMessage": "delete"}
MESSAGE = "chat.bsky.convo.defs#messageView"
# Each request costs a call of its own.
REQUESTS_A_PAGE = 10


def asked(xrpc: Xrpc, method: str, params: list[tuple[str, str]]) -> dict[str, Any]:
    """What the chat service answers; an app password without the right to it is `forbidden`.

    The server calls such a token invalid, although it is good for everything else.
    """
    try:
        return xrpc.ask(method, params, CHAT)
    except Rejected as error:
        if error.kind == "reauth" and xrpc.error_name == "InvalidToken":
            raise Rejected(
                f"{method}: the app password has no DM access", kind="forbidden"
            ) from None
        raise


def mention_of(entry: Any, account: Account) -> Mention | None:
    """The message in an entry of the log; None for other entries; Malformed, naming the field."""
    event = TOLD.get(part(entry, "", "$type", str))
    if event is None:
        return None
    convo = part(entry, "", "convoId", str)
    message = part(entry, "", "message", dict)
    gone = message.get("$type", MESSAGE) != MESSAGE
    if gone and event == "create":
        return None  # its own entry tells of the deletion
    identifier = f"{convo}/{part(message, 'message', 'id', str)}"
    if not is_message(identifier):
        raise Malformed("message.id: no id of this platform", field="message.id")
    sent = instant(part(message, "message", "sentAt", str))
    return elements.mention(
        {
            "id": identifier,
            "event": event,
            "channel": account.channel,
            "account": account.account,
            "author": _author(entry, part(message, "message", "sender", dict)),
            "text": None if event == "delete" else part(message, "message", "text", str),
            "created_at": sent.isoformat() if sent else None,
            "root": convo,
            "visibility": "private",
        }
    )


def _author(entry: Mapping[str, Any], sender: Mapping[str, Any]) -> dict[str, Any]:
    profiles = entry.get("relatedProfiles")
    for profile in profiles if isinstance(profiles, list) else ():
        if isinstance(profile, dict) and profile.get("did") == sender.get("did"):
            return author_of(profile)
    return author_of(sender)


def log(xrpc: Xrpc, account: Account, cursor: str | None) -> Fetched:
    """The next page of the log; its cursor goes forward."""
    params = [("cursor", cursor)] if cursor else []
    told = asked(xrpc, "chat.bsky.convo.getLog", params)
    entries, after = told.get("logs"), told.get("cursor")
    if not isinstance(entries, list):
        raise Unavailable("logs: want a list")
    mentions, unreadable = read_each(entries, lambda one: mention_of(one, account))
    moved = isinstance(after, str) and after != cursor
    return Fetched(
        mentions=with_followers(xrpc, mentions),
        unreadable=unreadable,
        cursor=str(after) if moved else cursor,
        done=not entries or not moved,
        not_before=xrpc.not_before,
    )


def requests(xrpc: Xrpc, account: Account, cursor: str | None) -> Fetched:
    """The next page of conversations that strangers ask for, with what they wrote.

    A request is new by its last message; the newest hundred messages of it are read.
    """
    walk = Walk.read(cursor, since=account.listen_since)
    params = [("status", "request"), ("limit", str(REQUESTS_A_PAGE))]
    params += [("cursor", walk.token)] if walk.token else []
    told = asked(xrpc, "chat.bsky.convo.listConvos", params)
    convos, token = told.get("convos"), told.get("cursor")
    if not isinstance(convos, list):
        raise Unavailable("convos: want a list")
    known = [(convo, last) for convo in convos if (last := _last(convo))]
    listed = [last for _, last in known]
    new = [convo for convo, (key, at) in known if _is_new(walk, key, at)]
    written = [entry for convo in new for entry in _written(xrpc, convo)]
    mentions, unreadable = read_each(written, lambda one: mention_of(one, account))
    walk, done = walk.step(listed, token if isinstance(token, str) else None)
    return Fetched(
        mentions=with_followers(xrpc, mentions),
        unreadable=unreadable,
        cursor=walk.write(),
        done=done,
        not_before=xrpc.not_before,
    )


def _last(convo: Any) -> tuple[str, datetime] | None:
    """The id of a conversation's last message, and when it was sent."""
    message = convo.get("lastMessage") if isinstance(convo, dict) else None
    if not isinstance(message, dict):
        return None
    key, at = f"{convo.get('id')}/{message.get('id')}", instant(message.get("sentAt"))
    return (key, at or datetime.now(UTC)) if is_message(key) else None


def _is_new(walk: Walk, key: str, at: datetime) -> bool:
    below = walk.floor is not None and at < walk.floor
    return not below and walk.is_new(key)


def _written(xrpc: Xrpc, listed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The messages of a conversation as entries of the log, oldest first.

    One that cannot be read, although it is listed, holds up no other: its last message is known.
    """
    convo = listed["id"]
    try:
        told = asked(xrpc, "chat.bsky.convo.getMessages", [("convoId", convo), ("limit", "100")])
    except Rejected as error:
        if error.kind in ("reauth", "forbidden"):
            raise
        told = {"messages": [listed["lastMessage"]], "relatedProfiles": listed.get("members")}
    messages, profiles = told.get("messages"), told.get("relatedProfiles")
    return [
        {
            "$type": f"{LOG}CreateMessage",
            "convoId": convo,
            "message": message,
            "relatedProfiles": profiles,
        }
        for message in reversed(messages if isinstance(messages, list) else [])
    ]
