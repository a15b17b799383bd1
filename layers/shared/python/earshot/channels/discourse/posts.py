"""What a post of a Discourse forum says, as a mention.

Webhooks and listings show the same fields but one: `topic_archetype`, which says in a webhook that
the post is a private message, while a listing holds either kind only.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from earshot.channels import elements
from earshot.channels.discourse.options import DiscourseOptions
from earshot.channels.html_text import to_text
from earshot.channels.shapes import count, part, text
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, MentionEvent, Visibility
from earshot.errors import Malformed

REGULAR = 1
NAME = re.compile(r"(?<![\w.@])@([\w.-]*\w)")
QUOTE = re.compile(r'\[quote="([^",\]]+)')


def thread(topic: int, number: int) -> str:
    """The name of a post that is only told of by its place: the topic, and the number in it."""
    return f"t{topic}/{number}"


def is_regular(post: Any) -> bool:
    """Whether a person wrote it for readers: no staff note, no whisper, no line of the system."""
    return part(post, "post", "post_type", int) == REGULAR


def is_private(post: Any) -> bool:
    """Whether it lies in a private message, as a webhook says."""
    return isinstance(post, dict) and post.get("topic_archetype") == "private_message"


def concerns(post: dict[str, Any], account: Account, options: DiscourseOptions) -> bool:
    """Whether the account wants to hear of it.

    Of a deletion always: its words are gone, so that it no longer says whom it named.
    """
    if _event(post) == "delete":
        return True
    if is_private(post) or options.everywhere or post.get("category_id") in options.categories:
        return True
    raw = post.get("raw") if isinstance(post.get("raw"), str) else ""
    named = {name.casefold() for found in (NAME, QUOTE) for name in found.findall(raw or "")}
    to = post.get("reply_to_user")
    if isinstance(to, dict) and isinstance(to.get("username"), str):
        named.add(to["username"].casefold())
    wanted = options.usernames or (account.account,)
    return any(name.casefold() in named for name in wanted)


def mention_of(post: Any, account: Account, options: DiscourseOptions, base: str) -> Mention:
    """The mention in it; Malformed, naming the field, where it is none."""
    topic = part(post, "post", "topic_id", int)
    number = part(post, "post", "post_number", int)
    event = _event(post)
    return elements.mention(
        {
            "id": str(part(post, "post", "id", int)),
            "event": event,
            "channel": account.channel,
            "account": account.account,
            "author": _author(post),
            "text": None if event == "delete" else _words(post),
            "created_at": post.get("created_at"),
            "permalink": permalink(post, base),
            "in_reply_to": _answers(post, topic, number),
            "root": thread(topic, 1),
            "visibility": _visibility(post, options),
            "edited_at": post.get("updated_at") if event == "edit" else None,
            "engagement": {"replies": count(post.get("reply_count"))},
        }
    )


def _event(post: dict[str, Any]) -> MentionEvent:
    """The body says it: the header that names the event is not signed."""
    if post.get("deleted_at") or post.get("user_deleted") is True:
        return "delete"
    return "edit" if (count(post.get("version")) or 1) > 1 else "create"


def _author(post: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(part(post, "post", "user_id", int)),
        "handle": text(post.get("username")),
        "display_name": text(post.get("display_username")) or text(post.get("name")),
    }


def _words(post: dict[str, Any]) -> str:
    """The Markdown as it was written, else what the HTML says."""
    raw = post.get("raw")
    return raw if isinstance(raw, str) else to_text(part(post, "post", "cooked", str))


def _answers(post: dict[str, Any], topic: int, number: int) -> str | None:
    """The post answered; one that answers none in particular answers the topic's first."""
    to = count(post.get("reply_to_post_number"))
    return thread(topic, to or 1) if number > 1 else None


def _visibility(post: dict[str, Any], options: DiscourseOptions) -> Visibility:
    if is_private(post):
        return "private"
    archetype = post.get("topic_archetype", "regular")
    if archetype != "regular":
        where = "post.topic_archetype"
        raise Malformed(f"{where}: not one we know", field=where)
    return "followers" if post.get("category_id") in options.restricted_categories else "public"


def permalink(post: dict[str, Any], base: str) -> str | None:
    """Where a browser finds it; a forum below a folder tells the folder with the path."""
    path = text(post.get("post_url"))
    folder = urlsplit(base).path
    if path and folder:
        path = path.removeprefix(folder)
    if path is None and count(post.get("topic_id")):
        slug = text(post.get("topic_slug")) or "-"
        path = f"/t/{slug}/{post['topic_id']}/{count(post.get('post_number')) or 1}"
    return f"{base}{path}" if path and path.startswith("/") else None


def revision(post: dict[str, Any]) -> str:
    """Names a version of a post: numbers of deliveries differ when one is repeated."""
    gone = "-" if _event(post) == "delete" else ""
    return f"{post.get('id')}@{count(post.get('version')) or 1}{gone}"
