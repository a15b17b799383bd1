"""Finding what we posted on X again: X prefixes names, shortens links and escapes letters."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from earshot.channels.http import Http, Params
from earshot.channels.shapes import instant
from earshot.channels.values import Posting, Sent
from earshot.channels.x.fields import MESSAGE_PARAMS, objects, part, post_params
from earshot.channels.x.ids import is_id, safe
from earshot.channels.x.length import has_address
from earshot.channels.x.options import XOptions
from earshot.channels.x.parents import Parent
from earshot.channels.x.posts import permalink, referenced, text_of, unescaped
from earshot.channels.x.problems import get
from earshot.channels.x.replies import conversation
from earshot.channels.x.rules import is_private
from earshot.errors import Ambiguous, Rejected

SKEW = timedelta(minutes=2)
MOST_PAGES = 10
FIRST_NAME = re.compile(r"@[A-Za-z0-9_]{1,15} ")
SCHEME = re.compile(r"https?://", re.IGNORECASE)
SHORT = re.compile(r"(?:https?://)?t\.co/\w+", re.IGNORECASE)


def find(http: Http, posting: Posting, options: XOptions) -> Sent | None:
    """What the reply did, if it is seen; Ambiguous where X does not show it."""
    reply = posting.reply
    if reply.act == "delete":
        there = is_there(http, reply.in_reply_to)
        return None if there else Sent(None, None, posting.now)
    if reply.act != "reply":
        raise Ambiguous("X does not show which replies are hidden")
    if is_private(posting):
        return find_message(http, posting, options.user_id)
    return find_reply(http, posting, options)


def find_reply(http: Http, posting: Posting, ours: XOptions) -> Sent | None:
    """Our post since the one answered that answers it, in any version, with the same words."""
    parent = safe(posting.reply.in_reply_to)
    params = [("max_results", "100"), ("since_id", parent), *post_params(ours.dialect)]
    for post in _walked(http, f"/2/users/{safe(ours.user_id)}/tweets", params):
        if not (_may_answer(post, posting) and _same(_shown(post), posting.reply.text)):
            continue
        answered = referenced(post, "replied_to")
        if answered == parent or answered in Parent.read(http, parent, ours).versions:
            return _sent(post, permalink(ours.handle, post.get("id")))
    return None


def find_message(http: Http, posting: Posting, user_id: str) -> Sent | None:
    """Our message to the author with the same words, sent since the intent was."""
    params = [("max_results", "100"), *MESSAGE_PARAMS]
    for event in _walked(http, f"{conversation(posting)}/dm_events", params):
        at = instant(event.get("created_at"))
        if at and at < posting.reply.created_at - SKEW:
            return None
        if event.get("sender_id") == user_id and _same(_shown(event), posting.reply.text):
            return _sent(event, None)
    return None


def is_there(http: Http, identifier: str) -> bool:
    """Whether X still shows a post."""
    try:
        return bool(objects(get(http, "/2/tweets", [("ids", safe(identifier))]).get("data")))
    except Rejected as error:
        if error.kind != "target_gone":
            raise
        return False


def _walked(http: Http, path: str, params: Params) -> Iterator[dict[str, Any]]:
    """Every element of a listing, newest first; Ambiguous where it does not end."""
    token: list[tuple[str, str]] = []
    for _ in range(MOST_PAGES):
        found = get(http, path, params + token)
        yield from objects(found.get("data"))
        following = part(found, "meta").get("next_token")
        if not isinstance(following, str) or not following:
            return
        token = [("pagination_token", following)]
    raise Ambiguous("X lists more than we looked through")


def _may_answer(post: dict[str, Any], posting: Posting) -> bool:
    """To an edited post an answer may name another version: then its author is the same."""
    if not is_id(post.get("id")):
        return False
    answered = referenced(post, "replied_to")
    author = posting.parent.author.id if posting.parent else None
    to_author = author is not None and post.get("in_reply_to_user_id") == author
    at = instant(post.get("created_at"))
    is_late = at is None or at >= posting.reply.created_at - SKEW
    return is_late and (answered == posting.reply.in_reply_to or (to_author and bool(answered)))


def _shown(post: dict[str, Any]) -> str:
    """The words of a post with its links as they were written."""
    text = text_of(post)
    long = part(post, "note_tweet") or part(post, "note_post") or post
    for one in objects(part(long, "entities").get("urls")):
        short, full = one.get("url"), one.get("expanded_url")
        if isinstance(short, str) and short and isinstance(full, str):
            text = str(text).replace(short, unescaped(full))
    return text if isinstance(text, str) else ""


def _same(shown: str, ours: str) -> bool:
    """Whether they are the same words, behind names that X put in front.

    A link that X does not explain may be any link.
    """
    left, right = words(shown), words(ours)
    while True:
        if _matches(left, right):
            return True
        name = FIRST_NAME.match(left)
        if name is None:
            return False
        left = left[name.end() :]


def _matches(shown: str, ours: str) -> bool:
    pattern = r"(\S+)".join(re.escape(one) for one in SHORT.split(shown))
    found = re.fullmatch(pattern, ours)
    return found is not None and all(has_address(one) for one in found.groups())


def words(text: str) -> str:
    """The text without what X changes: schemes of links, spacing, composition."""
    plain = SCHEME.sub("", unicodedata.normalize("NFC", text))
    return " ".join(one.rstrip("/") for one in plain.split())


def _sent(post: dict[str, Any], link: str | None) -> Sent:
    at = instant(post.get("created_at"))
    if at is None:
        raise Ambiguous("X does not tell when it was posted")
    return Sent(str(post["id"]), link, at)
