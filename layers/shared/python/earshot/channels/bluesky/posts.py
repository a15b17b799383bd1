"""What a Bluesky notification, a post found or a private message says, as a mention."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements, shapes
from earshot.channels.bluesky.media import media_of
from earshot.channels.bluesky.syntax import Address, post_address
from earshot.channels.shapes import count, part
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed, Rejected

REASONS = ("mention", "reply", "quote")
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def read(element: Any, account: Account) -> Mention | None:
    """The mention in any of the three; None for news of another kind; else Malformed."""
    if isinstance(element, dict) and "convoId" in element:
        from earshot.channels.bluesky.messages import mention_of as message

        return message(element, account)
    return mention_of(element, account)


def mention_of(view: Any, account: Account, *, edited: bool = False) -> Mention | None:
    """The mention in a notification or a post's view; None for news of other kinds.

    The time is the one that the author's program declares, bounded by when the platform saw it,
    which is what the platform itself sorts by.
    """
    if isinstance(view, dict) and view.get("reason", REASONS[0]) not in REASONS:
        return None
    record = part(view, "", "record", dict)
    seen = instant(part(view, "", "indexedAt", str))
    if seen is None:
        raise Malformed("indexedAt: want an instant", field="indexedAt")
    where = _address(part(view, "", "uri", str))
    text = part(record, "record", "text", str)
    quoted = None if text else _quoted(record)
    return elements.mention(
        {
            "id": view["uri"],
            "event": "edit" if edited else "create",
            "channel": account.channel,
            "account": account.account,
            "author": author_of(part(view, "", "author", dict)),
            "text": text,
            "created_at": _written(record, seen).isoformat(),
            "edited_at": seen.isoformat() if edited else None,
            "permalink": permalink(where),
            **_thread(record),
            "language": _language(record),
            "engagement": {
                "likes": count(view.get("likeCount")),
                "reposts": count(view.get("repostCount")),
                "replies": count(view.get("replyCount")),
            },
            "media": media_of(view, record),
            "reshare_of": quoted,
        }
    )


def permalink(where: Address) -> str:
    """Where a browser shows the post; the account's DID outlives its handle."""
    return f"https://bsky.app/profile/{where.authority}/post/{where.rkey}"


def author_of(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Who wrote it; the followers are told by another call."""
    handle = profile.get("handle")
    return {
        "id": profile.get("did"),
        "handle": handle if isinstance(handle, str) and handle != "handle.invalid" else None,
        "display_name": profile.get("displayName") or None,
        "followers": count(profile.get("followersCount")),
    }


def instant(value: Any) -> datetime | None:
    """An instant of the platform's; None where it is none, or so early that it means nothing."""
    found = shapes.instant(value)
    return found if found and found >= EARLIEST else None


def reply_root(record: Mapping[str, Any]) -> Any:
    """The strong reference to the root of the thread, as the record gives it."""
    reply = record.get("reply")
    return reply.get("root") if isinstance(reply, dict) else None


def _written(record: Mapping[str, Any], seen: datetime) -> datetime:
    declared = instant(record.get("createdAt"))
    return min(declared, seen) if declared else seen


def _address(uri: str) -> Address:
    try:
        return post_address(uri)
    except Rejected as error:
        raise Malformed(f"uri: {error}", field="uri") from None


def _thread(record: Mapping[str, Any]) -> dict[str, Any]:
    reply = record.get("reply")
    if reply is None:
        return {}
    parent = part(part(record, "record", "reply", dict), "record.reply", "parent", dict)
    root = part(reply, "record.reply", "root", dict)
    return {"in_reply_to": parent.get("uri"), "root": root.get("uri")}


def _quoted(record: Mapping[str, Any]) -> str | None:
    embed = record.get("embed")
    found = embed.get("record") if isinstance(embed, dict) else None
    uri = found.get("uri") if isinstance(found, dict) else None
    return uri if isinstance(uri, str) and uri else None


def _language(record: Mapping[str, Any]) -> str | None:
    given = record.get("langs")
    first = given[0] if isinstance(given, list) and given else None
    return first if isinstance(first, str) and 0 < len(first) <= 35 else None
