"""What a Mastodon-API notification says, as a mention."""

import re
from typing import Any
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.html_text import to_text
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, Visibility
from earshot.errors import Malformed

VISIBILITIES: dict[str, Visibility] = {
    "public": "public",
    "unlisted": "unlisted",
    "private": "followers",
    "direct": "private",
}
ACCT = re.compile(r"[\w.-]+(@[\w.:-]+)?")


def mention_of(notification: Any, account: Account, host: str) -> Mention | None:
    """The mention in it; None for other kinds of news; Malformed, naming the field, for neither."""
    kind = _part(notification, "", "type", str)
    if kind != "mention":
        return None
    status = _part(notification, "", "status", dict)
    author = _part(status, "status", "account", dict)
    visibility = _part(status, "status", "visibility", str)
    if visibility not in VISIBILITIES:
        raise Malformed("status.visibility: not one we know", field="status.visibility")
    return elements.mention(
        {
            "id": status.get("id"),
            "event": "edit" if status.get("edited_at") else "create",
            "channel": account.channel,
            "account": account.account,
            "author": _author(author, host),
            "text": text_of(status),
            "created_at": status.get("created_at"),
            "permalink": _link(status.get("url")) or _link(status.get("uri")),
            "in_reply_to": status.get("in_reply_to_id"),
            "visibility": VISIBILITIES[visibility],
            "language": status.get("language"),
            "edited_at": status.get("edited_at"),
            "engagement": {
                "likes": _count(status.get("favourites_count")),
                "reposts": _count(status.get("reblogs_count")),
                "replies": _count(status.get("replies_count")),
            },
        }
    )


def text_of(status: dict[str, Any]) -> str:
    """The content warning, if any, then the post."""
    text = to_text(_part(status, "status", "content", str))
    spoiler = status.get("spoiler_text")
    return f"{spoiler}\n\n{text}" if isinstance(spoiler, str) and spoiler else text


def _part(of: Any, path: str, name: str, kind: type) -> Any:
    value = of.get(name) if isinstance(of, dict) else None
    if not isinstance(value, kind):
        where = f"{path}.{name}" if path else name
        raise Malformed(f"{where}: missing or of the wrong type", field=where)
    return value


def _author(author: dict[str, Any], host: str) -> dict[str, Any]:
    """A handle always says its server: the API leaves it out for the server's own people."""
    acct = author.get("acct")
    if isinstance(acct, str) and acct and "@" not in acct:
        acct = f"{acct}@{host}"
    return {
        "id": author.get("id"),
        "handle": acct or None,
        "display_name": author.get("display_name") or None,
        "followers": _count(author.get("followers_count")),
    }


def _count(value: Any) -> int | None:
    """A count where the server tells one (some hide it as -1)."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10**12:
        return value
    return None


def _link(value: Any) -> str | None:
    """An address that a browser may be sent to."""
    if not isinstance(value, str) or len(value) > 2048:
        return None
    try:
        return value if urlsplit(value).scheme in ("http", "https") else None
    except ValueError:
        return None
