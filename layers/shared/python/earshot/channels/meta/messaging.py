"""Private messages as Messenger and Instagram push them: one event, told apart by its keys."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.meta.notices import of_ours, passed_over
from earshot.channels.meta.times import needed
from earshot.channels.shapes import link, part, text
from earshot.channels.values import Element
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention

KINDS = ("reaction", "referral", "optin", "read", "delivery", "pass_thread_control")


def told(event: Any, account: Account) -> Iterator[Element]:
    """The mentions and notices in an event; Malformed, naming the field."""
    for key, understand in UNDERSTOOD:
        if isinstance(event, dict) and key in event:
            found = list(understand(event, account))
            yield from found or [passed_over(account, "messaging", key)]
            return
    named = next((key for key in KINDS if isinstance(event, dict) and key in event), None)
    yield passed_over(account, "messaging", named)


def _message(event: dict[str, Any], account: Account) -> Iterator[Element]:
    message = part(event, "", "message", dict)
    if message.get("is_deleted") is True:
        yield _mention(event, account, message, event="delete", text=None)
        return
    given = message.get("reply_to")
    answered = given if isinstance(given, dict) else {}
    yield _mention(
        event,
        account,
        message,
        text=message.get("text"),
        in_reply_to=text(answered.get("mid")),
        media=[*_story(answered.get("story")), *media(message.get("attachments"))],
        echo=text(message.get("metadata")) if message.get("is_echo") is True else None,
    )


def _edit(event: dict[str, Any], account: Account) -> Iterator[Element]:
    edited = part(event, "", "message_edit", dict)
    at = needed(event.get("timestamp"), "timestamp")
    yield _mention(event, account, edited, event="edit", text=edited.get("text"), edited_at=at)


def _postback(event: dict[str, Any], account: Account) -> Iterator[Element]:
    """A button that a person pressed says what is written on it."""
    pressed = part(event, "", "postback", dict)
    yield _mention(event, account, pressed, text=pressed.get("title"))


def _delivered(event: dict[str, Any], account: Account) -> Iterator[Element]:
    delivery = part(event, "", "delivery", dict)
    mids = delivery.get("mids")
    for mid in mids if isinstance(mids, list) else ():
        if isinstance(mid, str):
            yield of_ours(account, "delivered", platform_id=mid, at=_at(event))


def _read(event: dict[str, Any], account: Account) -> Iterator[Element]:
    """Messenger only tells until when somebody has read, which names no message."""
    if mid := text(part(event, "", "read", dict).get("mid")):
        yield of_ours(account, "read", platform_id=mid, at=_at(event))


UNDERSTOOD = (
    ("message", _message),
    ("message_edit", _edit),
    ("postback", _postback),
    ("delivery", _delivered),
    ("read", _read),
)


def _at(event: dict[str, Any]) -> datetime:
    return needed(event.get("timestamp"), "timestamp")


def _mention(
    pushed: dict[str, Any], account: Account, named: dict[str, Any], **fields: Any
) -> Mention:
    sender = part(pushed, "", "sender", dict)
    return elements.mention(
        {
            "id": named.get("mid"),
            "channel": account.channel,
            "account": account.account,
            "author": {"id": sender.get("id")},
            "created_at": _at(pushed),
            "visibility": "private",
            **fields,
        }
    )


def _story(story: Any) -> list[dict[str, Any]]:
    """The story of ours that a message answers."""
    return [{"kind": "story", "url": link(story.get("url"))}] if isinstance(story, dict) else []


def media(attachments: Any) -> list[dict[str, Any]]:
    """What is attached, as references."""
    found = []
    for one in attachments if isinstance(attachments, list) else ():
        if isinstance(one, dict) and (kind := text(one.get("type"))):
            payload = one.get("payload")
            url = payload.get("url") if isinstance(payload, dict) else None
            found.append({"kind": kind[:32], "url": link(url)})
    return found[:50]
