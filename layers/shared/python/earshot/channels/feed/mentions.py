"""What an entry of a feed says, as a mention."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.shapes import listed, text
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, MentionEvent, hash_text
from earshot.errors import Malformed

LONGEST_ID = 512
LONGEST_TEXT = 40_000


def identifier(entry: dict[str, Any]) -> str:
    """`id` or `guid`, else the address, else a name of title and date."""
    found = text(entry.get("id")) or text(entry.get("link"))
    if found is None:
        return "entry-" + hash_text(f"{entry.get('title')}{entry.get('published')}")
    return found if len(found) <= LONGEST_ID else "entry-" + hash_text(found)


def parted(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries; those that share an id, but lead to different pages, with ids of their own."""
    found = list(entries)
    pages: dict[str, set[str | None]] = {}
    for entry in found:
        pages.setdefault(identifier(entry), set()).add(text(entry.get("link")))
    return [
        entry
        if len(pages[identifier(entry)]) == 1
        else entry | {"id": f"{identifier(entry)[:480]}#{hash_text(text(entry.get('link')))}"}
        for entry in found
    ]


def fingerprint(entry: dict[str, Any]) -> str:
    """What changes when the entry does."""
    told = (entry.get("title"), entry.get("text"), entry.get("updated"))
    return hash_text("\n".join(str(one) for one in told))


def mention_of(
    entry: Any, account: Account, *, now: datetime, event: MentionEvent = "create"
) -> Mention:
    """The mention in it; Malformed where it is none. An entry without a time was written now."""
    if not isinstance(entry, dict):
        raise Malformed("an entry is an object")
    words = "\n\n".join(filter(None, (text(entry.get("title")), text(entry.get("text")))))
    media = listed(entry, "media")
    if not words and not media:
        raise Malformed("text: the entry has no words", field="text")
    answered = text(entry.get("in_reply_to"))
    return elements.mention(
        {
            "id": identifier(entry),
            "event": event,
            "channel": account.channel,
            "account": account.account,
            "author": _author(entry, account),
            "text": _cut(words),
            "created_at": entry.get("published") or entry.get("updated") or now.isoformat(),
            "permalink": text(entry.get("link")),
            "in_reply_to": answered[:LONGEST_ID] if answered else None,
            "language": (text(entry.get("language")) or "")[:35] or None,
            "edited_at": entry.get("updated") if event == "edit" else None,
            "media": media,
        }
    )


def _author(entry: dict[str, Any], account: Account) -> dict[str, Any]:
    """By address or name; where an entry names nobody, the feed itself speaks."""
    name, uri = text(entry.get("author")), text(entry.get("author_uri"))
    host = urlsplit(account.base_url or "").hostname or account.account
    named = name[:LONGEST_ID] if name else None
    return {"id": (uri or name or host)[:LONGEST_ID], "display_name": named}


def _cut(words: str) -> str | None:
    """An article may be longer than a mention."""
    return words[: LONGEST_TEXT - 1] + "…" if len(words) > LONGEST_TEXT else words or None
