"""Direct messages of X, as private mentions: polled ones, and the older shape that is pushed."""

from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.x.fields import part
from earshot.channels.x.posts import Included, author_fields, media_of, unescaped
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed

MOST_DIGITS = 14  # of milliseconds: more are no time that can be told
OTHER_EVENTS = ("ParticipantsJoin", "ParticipantsLeave")


def is_of_no_concern(event: Any) -> bool:
    """Whether it tells that somebody came into a conversation, or left it."""
    return isinstance(event, dict) and event.get("event_type") in OTHER_EVENTS


def message_of(event: Any, included: Included, account: Account) -> Mention:
    """An event of `GET /2/dm_events`; Malformed, naming the field, if it is no message."""
    if not isinstance(event, dict) or event.get("event_type") != "MessageCreate":
        raise Malformed("event_type: want MessageCreate", field="event_type")
    sender = event.get("sender_id")
    return elements.mention(
        _private(
            account,
            event.get("id"),
            author_fields(sender, included.users.get(str(sender), {})),
            text=unescaped(event.get("text")),
            created_at=event.get("created_at"),
        )
        | {"root": _group(event.get("dm_conversation_id")), "media": media_of(event, included)}
    )


def pushed_message_of(event: Any, users: dict[str, Any], account: Account) -> Mention:
    """An event of a webhook; `users` are those beside it, by id."""
    message = part(event, "message_create")
    if not message:
        raise Malformed("message_create: missing", field="message_create")
    sender = message.get("sender_id")
    known = part(users, str(sender))
    return elements.mention(
        _private(
            account,
            event.get("id"),
            author_fields(sender, _modern(part(known, "data") or known)),
            text=unescaped(part(message, "message_data").get("text")),
            created_at=_instant(event.get("created_timestamp")),
        )
    )


def _private(account: Account, identifier: Any, author: Any, **rest: Any) -> dict[str, Any]:
    fields = {"id": identifier, "channel": account.channel, "account": account.account}
    return fields | {"author": author, "visibility": "private"} | rest


def _group(conversation: Any) -> Any:
    """Messages of two people are one conversation of the author; a group has an id of its own."""
    return conversation if isinstance(conversation, str) and "-" not in conversation else None


def _modern(user: dict[str, Any]) -> dict[str, Any]:
    """A user as version 1.1 shows them, with the names of version 2."""
    if "screen_name" not in user:
        return user
    metrics = {"followers_count": user.get("followers_count")}
    name = {"username": user.get("screen_name"), "name": user.get("name")}
    return name | {"protected": user.get("protected"), "public_metrics": metrics}


def _instant(milliseconds: Any) -> datetime:
    """The instant of a text of milliseconds."""
    given = milliseconds if isinstance(milliseconds, str) else ""
    if not (given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS):
        raise Malformed("created_timestamp: want milliseconds", field="created_timestamp")
    return datetime.fromtimestamp(int(given) / 1000, UTC)
