"""What a thing of Reddit says (t1 a comment, t3 a post, t4 a message), as a mention."""

import re
from typing import Any

from earshot.channels import elements
from earshot.channels.reddit.calls import SITE
from earshot.channels.shapes import count, part, text
from earshot.channels.walking import utc
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed

GONE = ("[deleted]", "[removed]")
IN_CONTEXT = re.compile(r"/comments/([a-z0-9]{1,16})/")
KINDS = ("t1", "t3", "t4")


def mention_of(thing: Any, account: Account) -> Mention:
    """The mention in it; Malformed, naming the field, where it is none."""
    kind = part(thing, "", "kind", str)
    if kind not in KINDS:
        raise Malformed("kind: want t1, t3 or t4", field="kind")
    data = part(thing, "", "data", dict)
    edited = _number(data.get("edited"))
    gone = is_gone(data)
    event = "delete" if gone else "edit" if edited else "create"
    return elements.mention(
        {
            "id": part(data, "data", "name", str),
            "event": event,
            "channel": account.channel,
            "account": account.account,
            "author": _author(data),
            "text": None if gone else _words(kind, data),
            "created_at": _time(data, "created_utc"),
            "permalink": permalink(kind, data),
            "in_reply_to": text(data.get("parent_id")) if kind != "t3" else None,
            "root": _root(kind, data),
            "visibility": _visibility(kind, data),
            "edited_at": _time(data, "edited") if event == "edit" else None,
            "engagement": _engagement(kind, data),
        }
    )


def is_gone(data: dict[str, Any]) -> bool:
    """Whether its author deleted it, or a moderator removed it: its words are no more."""
    body = data.get("body", data.get("selftext"))
    removed = text(data.get("removed_by_category")) is not None
    return body in GONE or (removed and data.get("author") in GONE)


def _number(value: Any) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**11
    return float(value) if usable else None


def _time(data: dict[str, Any], name: str) -> str:
    seconds = _number(data.get(name))
    if seconds is None:
        raise Malformed(f"data.{name}: want epoch seconds", field=f"data.{name}")
    return utc(seconds).isoformat()


def _author(data: dict[str, Any]) -> dict[str, Any]:
    """Names are unique and never change; messages of a subreddit's moderators have none."""
    name = text(data.get("author"))
    if name is None and text(data.get("subreddit")):
        name = f"r/{data['subreddit']}"
    if name is None:
        raise Malformed("data.author: missing", field="data.author")
    return {"id": name, "handle": name}


def _words(kind: str, data: dict[str, Any]) -> str:
    if kind == "t3":
        title, body = part(data, "data", "title", str), text(data.get("selftext"))
    else:
        body = part(data, "data", "body", str)
        first = kind == "t4" and not text(data.get("parent_id"))
        title = (text(data.get("subject")) or "") if first else ""
    return "\n\n".join(words for words in (title, body) if words)


def _root(kind: str, data: dict[str, Any]) -> str | None:
    """The post that a comment is below; what tells of a mention has it in an address only."""
    if kind == "t4":
        return text(data.get("first_message_name")) or text(data.get("name"))
    if kind == "t3":
        return None
    found = IN_CONTEXT.search(text(data.get("context")) or text(data.get("permalink")) or "")
    return text(data.get("link_id")) or (f"t3_{found.group(1)}" if found else None)


def _visibility(kind: str, data: dict[str, Any]) -> str:
    if kind == "t4":
        return "private"
    return "followers" if data.get("subreddit_type") == "private" else "public"


def _engagement(kind: str, data: dict[str, Any]) -> dict[str, int | None]:
    if kind == "t4":
        return {}
    return {"likes": count(data.get("score")), "replies": count(data.get("num_comments"))}


def permalink(kind: str, data: dict[str, Any]) -> str | None:
    """Where a browser finds it."""
    if kind == "t4":
        identifier = text(data.get("id"))
        return f"{SITE}/message/messages/{identifier}" if identifier else None
    path = text(data.get("permalink")) or text(data.get("context"))
    return f"{SITE}{path.partition('?')[0]}" if path and path.startswith("/") else None
