"""What a Mastodon-API notification or post says, as a mention."""

import re
from typing import Any

from earshot.channels import elements, shapes
from earshot.channels.html_text import to_text
from earshot.channels.shapes import count, link, listed, part
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, Visibility
from earshot.errors import Malformed

VISIBILITIES: dict[str, Visibility] = {
    "public": "public",
    "unlisted": "unlisted",
    "private": "followers",
    "direct": "private",
}
TOLD = ("mention", "quote")
MOST_MEDIA, LONGEST_ALT = 50, 2000
ACCT = re.compile(r"[\w.-]+(@[\w.:-]+)?")


def read(element: Any, account: Account, host: str) -> Mention | None:
    """The mention in a notification or in a post that was found; None for other kinds of news."""
    if isinstance(element, dict) and "content" in element:
        return mention_of(element, account, host)
    if part(element, "", "type", str) not in TOLD:
        return None
    return mention_of(part(element, "", "status", dict), account, host)


def mention_of(status: dict[str, Any], account: Account, host: str) -> Mention:
    """The mention that a post is; Malformed, naming the field, for what is none.

    A boost, and a quote without words of its own, is a reshare.
    """
    author = part(status, "status", "account", dict)
    visibility = part(status, "status", "visibility", str)
    if visibility not in VISIBILITIES:
        raise Malformed("status.visibility: not one we know", field="status.visibility")
    boosted = status.get("reblog")
    told = boosted if isinstance(boosted, dict) else status
    text = text_of(told)
    return elements.mention(
        {
            "id": status.get("id"),
            "event": "edit" if status.get("edited_at") else "create",
            "channel": account.channel,
            "account": account.account,
            "author": _author(author, host),
            "text": text,
            "created_at": status.get("created_at"),
            "permalink": link(status.get("url")) or link(status.get("uri")),
            "in_reply_to": status.get("in_reply_to_id"),
            "visibility": VISIBILITIES[visibility],
            "language": status.get("language"),
            "edited_at": status.get("edited_at"),
            "engagement": {
                "likes": count(status.get("favourites_count")),
                "reposts": count(status.get("reblogs_count")),
                "replies": count(status.get("replies_count")),
            },
            "media": tuple(map(_media, listed(told, "media_attachments")))[:MOST_MEDIA],
            "reshare_of": told.get("id") if told is boosted else (None if text else _quoted(told)),
        }
    )


def _quoted(status: dict[str, Any]) -> Any:
    quote = status.get("quote")
    found = quote.get("quoted_status") if isinstance(quote, dict) else None
    return found.get("id") if isinstance(found, dict) else None


def _media(attachment: Any) -> dict[str, Any]:
    known = attachment if isinstance(attachment, dict) else {}
    alt = shapes.text(known.get("description"))
    return {
        "kind": (shapes.text(known.get("type")) or "unknown")[:32],
        "url": link(known.get("url")) or link(known.get("preview_url")),
        "alt": alt[:LONGEST_ALT] if alt else None,
    }


def text_of(status: dict[str, Any]) -> str:
    """The content warning, if any, then the post."""
    text = to_text(part(status, "status", "content", str))
    spoiler = status.get("spoiler_text")
    return f"{spoiler}\n\n{text}" if isinstance(spoiler, str) and spoiler else text


def _author(author: dict[str, Any], host: str) -> dict[str, Any]:
    """A handle always says its server: the API leaves it out for the server's own people."""
    acct = author.get("acct")
    if isinstance(acct, str) and acct and "@" not in acct:
        acct = f"{acct}@{host}"
    return {
        "id": author.get("id"),
        "handle": acct or None,
        "display_name": author.get("display_name") or None,
        "followers": count(author.get("followers_count")),
        "bot": True if author.get("bot") is True else None,
    }
