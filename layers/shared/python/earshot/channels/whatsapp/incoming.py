"""What a WhatsApp webhook holds: messages, and what became of ours.

One change holds several of each; each is kept by itself, with the contact that it is of.
"""

from collections.abc import Callable, Iterator
from typing import Any

from earshot.channels import elements
from earshot.channels.meta.envelope import Change, one_or_more
from earshot.channels.meta.notices import of_ours, passed_over
from earshot.channels.meta.times import instant_of, needed
from earshot.channels.shapes import listed, part, text
from earshot.channels.values import Element
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.notice import NoticeKind
from earshot.errors import Malformed

MEDIA = ("image", "video", "audio", "document", "sticker")
# What says nothing that a person waits to be answered.
OF_NO_CONCERN = ("reaction", "system", "request_welcome")
STATUSES: dict[str, NoticeKind] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
}


def number_of(value: Any) -> str | None:
    """The id of the number that a change is of."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    return text(metadata.get("phone_number_id")) if isinstance(metadata, dict) else None


def told(change: Change, account: Account) -> Iterator[Element]:
    """Each message and status; one that cannot be read holds up no other."""
    value = part(change._asdict(), "", "value", dict)
    said = False
    for name, understand in (("messages", _message), ("statuses", _status), ("errors", _error)):
        for one in one_or_more(value, name):
            said = True
            yield _each(one, change, account, name, understand)
    if not said:
        yield passed_over(account, change.field)


Understand = Callable[[dict[str, Any], dict[str, Any], Account], Element]


def _each(one: Any, change: Change, account: Account, name: str, understand: Understand) -> Element:
    try:
        if not isinstance(one, dict):
            raise Malformed(f"{name}: want objects", field=name)
        return understand(one, change.value, account)
    except Malformed as error:
        raw = _alone(change, name, one)
        return elements.unreadable(raw, error, account=account.account)


def _alone(change: Change, name: str, one: Any) -> dict[str, Any]:
    """A body that holds this one alone, with the contacts."""
    kept = {key: change.value.get(key) for key in ("metadata", "contacts")}
    entry = {
        "id": change.entry_id,
        "changes": [{"field": change.field, "value": kept | {name: [one]}}],
    }
    return {"entry": [entry]}


def _message(message: dict[str, Any], value: dict[str, Any], account: Account) -> Element:
    kind = part(message, "messages", "type", str)
    if kind in OF_NO_CONCERN:
        return passed_over(account, "messages", kind)
    if kind == "revoke":
        return _revoked(message, value, account)
    context = message.get("context")
    return _mention(
        message,
        value,
        account,
        id=message.get("id"),
        text=_words(message, kind),
        in_reply_to=text(context.get("id")) if isinstance(context, dict) else None,
        media=_media(message, kind),
    )


def _revoked(message: dict[str, Any], value: dict[str, Any], account: Account) -> Mention:
    """Taken back by who wrote it."""
    inside = message.get("revoke")
    of = inside if isinstance(inside, dict) else message
    name = of.get("original_message_id")
    return _mention(message, value, account, id=name, event="delete")


def _mention(
    message: dict[str, Any], value: dict[str, Any], account: Account, **fields: Any
) -> Mention:
    return elements.mention(
        {
            "channel": account.channel,
            "account": account.account,
            "author": _author(message, value),
            "created_at": needed(message.get("timestamp"), "messages.timestamp"),
            "visibility": "private",
            **fields,
        }
    )


def _author(message: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """By the id of the person towards our business; phone numbers may be missing, and change."""
    person, number = text(message.get("from_user_id")), text(message.get("from"))
    found = [
        one
        for one in listed(value, "contacts")
        if isinstance(one, dict)
        and ((person and one.get("user_id") == person) or (number and one.get("wa_id") == number))
    ]
    profile = found[0].get("profile") if found else None
    shown = profile if isinstance(profile, dict) else {}
    handle = text(shown.get("username"))
    return {
        "id": person or number,
        "handle": handle.removeprefix("@") if handle else None,
        "display_name": text(shown.get("name")),
    }


def _words(message: dict[str, Any], kind: str) -> str | None:
    """What was written, or what stands on the button that was pressed."""
    part_of = message.get(kind)
    said = part_of if isinstance(part_of, dict) else {}
    if kind == "text":
        return part(said, "messages.text", "body", str)
    if kind == "interactive":
        pressed = said.get("button_reply") or said.get("list_reply")
        return text(pressed.get("title")) if isinstance(pressed, dict) else None
    return text(said.get("caption")) or text(said.get("text")) or text(said.get("name"))


def _media(message: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Where a thing without words is seen at the platform: by its kind alone, for it has no URL."""
    return [] if kind in ("text", "button", "interactive") else [{"kind": kind[:32]}]


def _status(status: dict[str, Any], value: dict[str, Any], account: Account) -> Element:
    said = part(status, "statuses", "status", str)
    if said not in STATUSES:
        return passed_over(account, "statuses", said)
    errors = [one.get("code") for one in listed(status, "errors") if isinstance(one, dict)]
    code = next((one for one in errors if isinstance(one, int)), None)
    return of_ours(
        account,
        STATUSES[said],
        platform_id=part(status, "statuses", "id", str),
        at=instant_of(status.get("timestamp")),
        echo=text(status.get("biz_opaque_callback_data")),
        reason=None if code is None else str(code),
    )


def _error(error: dict[str, Any], value: dict[str, Any], account: Account) -> Element:
    return passed_over(account, "errors", str(error.get("code", "")))
