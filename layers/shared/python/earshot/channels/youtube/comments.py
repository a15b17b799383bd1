"""What a comment of the YouTube Data API says, as a mention."""

from typing import Any
from urllib.parse import urlencode

from earshot.channels import elements
from earshot.channels.shapes import count, part
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed

WATCH = "https://www.youtube.com/watch?"


def top_of(thread: Any, account: Account) -> Mention:
    """The mention in a commentThread; Malformed, naming the field, where there is none."""
    snippet = part(thread, "", "snippet", dict)
    return mention_of(part(snippet, "snippet", "topLevelComment", dict), account)


def mention_of(comment: Any, account: Account) -> Mention:
    """The mention in a comment: one on top of its thread, or an answer below it."""
    snippet = part(comment, "", "snippet", dict)
    parent = snippet.get("parentId")
    published, updated = snippet.get("publishedAt"), snippet.get("updatedAt")
    edited = updated if updated != published else None
    return elements.mention(
        {
            "id": comment.get("id"),
            "event": "edit" if edited else "create",
            "channel": account.channel,
            "account": account.account,
            "author": _author(snippet),
            "text": text_of(snippet),
            "created_at": published,
            "permalink": link(snippet.get("videoId"), comment.get("id")),
            "in_reply_to": parent,
            "root": parent,
            "edited_at": edited,
            "engagement": {"likes": count(snippet.get("likeCount"))},
        }
    )


def text_of(snippet: dict[str, Any]) -> str:
    """As it was written where we may see that, else as plain text."""
    for name in ("textOriginal", "textDisplay"):
        if isinstance(snippet.get(name), str):
            return str(snippet[name])
    raise Malformed("snippet.textDisplay: missing", field="snippet.textDisplay")


def link(video: Any, comment: Any) -> str | None:
    """Where people see it; a comment on the channel itself has no such place."""
    if not isinstance(video, str) or not isinstance(comment, str):
        return None
    return WATCH + urlencode({"v": video, "lc": comment})


def _author(snippet: dict[str, Any]) -> dict[str, Any]:
    """Who closed their account has no id any more, but still a name."""
    name = snippet.get("authorDisplayName")
    told = snippet.get("authorChannelId")
    identifier = told.get("value") if isinstance(told, dict) else None
    handle = name[1:] if isinstance(name, str) and name.startswith("@") else None
    return {"id": identifier or name, "handle": handle or None, "display_name": name or None}
