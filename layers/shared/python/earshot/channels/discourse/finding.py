"""Reading a forum back: the post that is answered, and what we wrote to it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from earshot.channels.discourse.calls import OUTCOMES, Site, path_safe
from earshot.channels.discourse.posts import permalink
from earshot.channels.html_text import to_text
from earshot.channels.shapes import count, instant, listed, part, words
from earshot.channels.values import Posting, Sent
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Malformed, Rejected, Unavailable

SKEW = timedelta(minutes=2)
LIKE = 2
CHUNK = 20
MOST_CHUNKS = 10
RAW = ("include_raw", "true")


def target(site: Site, identifier: str) -> dict[str, Any]:
    """The post that is answered; Rejected (`target_gone`) where it is no more."""
    post, _ = OUTCOMES.get(site.http, f"/posts/{identifier}.json")
    if not isinstance(post, dict) or count(post.get("topic_id")) is None:
        raise Unavailable("the post answered: want an object with a topic_id")
    if post.get("deleted_at") or post.get("user_deleted") is True:
        raise Rejected("the post answered is deleted", kind="target_gone")
    return post


def in_private(site: Site, post: dict[str, Any]) -> bool:
    """Whether the post answered is private by now, so that a post in its topic is."""
    topic, _ = OUTCOMES.get(site.http, f"/t/{post['topic_id']}.json")
    return isinstance(topic, dict) and topic.get("archetype") == "private_message"


def is_by(post: Any, username: str) -> bool:
    """Whether that user wrote it; names differ in nothing but their case."""
    name = post.get("username") if isinstance(post, dict) else None
    return isinstance(name, str) and name.casefold() == username.casefold()


def as_sent(post: dict[str, Any], base: str) -> Sent | None:
    """A post of ours as a thing sent; None where it has no id."""
    identifier = count(post.get("id"))
    if identifier is None:
        return None
    at = instant(post.get("created_at")) or datetime.now(UTC)
    return Sent(str(identifier), permalink(post, base), at)


def find(site: Site, posting: Posting) -> Sent | None:
    """What came of the reply's act."""
    reply = posting.reply
    try:
        post = target(site, path_safe(reply.in_reply_to))
    except Rejected as error:
        if error.kind == "target_gone" and reply.act == "delete":
            return Sent(reply.in_reply_to, None, posting.now)
        if error.kind in ("reauth", "forbidden"):
            raise
        raise Ambiguous(f"the post answered cannot be read: {error}") from error
    if reply.act == "delete":
        return None
    if reply.act == "like":
        return Sent(reply.in_reply_to, None, posting.now) if _is_liked(post) else None
    if reply.visibility == "private" and not in_private(site, post):
        return _find_message(site, reply)
    return find_in_topic(site, reply, post)


def _is_liked(post: dict[str, Any]) -> bool:
    acts = [act for act in listed(post, "actions_summary") if isinstance(act, dict)]
    return any(act.get("id") == LIKE and act.get("acted") is True for act in acts)


def find_in_topic(site: Site, reply: Reply, post: dict[str, Any]) -> Sent | None:
    """Our answer to that post with the same words; the topic is read from its end."""
    topic = f"/t/{post['topic_id']}"
    told, _ = OUTCOMES.get(site.http, f"{topic}.json")
    after = count(post.get("id")) or 0
    stream = _list(told, "post_stream", "stream")
    ids = sorted((n for n in stream if count(n) and n > after), reverse=True)
    for start in range(0, min(len(ids), CHUNK * MOST_CHUNKS), CHUNK):
        asked = [("post_ids[]", str(n)) for n in ids[start : start + CHUNK]]
        page, _ = OUTCOMES.get(site.http, f"{topic}/posts.json", [*asked, RAW])
        posts = _list(page, "post_stream", "posts")
        for one in posts:
            if is_by(one, site.username) and _answers(one, post) and _says(one, reply):
                return as_sent(one, site.base)
        if posts and all(_before(one, reply) for one in posts):
            return None
    if len(ids) > CHUNK * MOST_CHUNKS:
        raise Ambiguous(f"{len(ids)} posts came after the one answered: too many to look through")
    return None


def _list(told: Any, outer: str, name: str) -> list[Any]:
    """A list that is looked through; Unavailable where there is none: that proves nothing."""
    try:
        return part(part(told, "", outer, dict), outer, name, list)
    except Malformed as error:
        raise Unavailable(str(error)) from None


def _answers(one: dict[str, Any], post: dict[str, Any]) -> bool:
    """Whether it may answer that post: the same words may have gone to somebody else."""
    to = count(one.get("reply_to_post_number"))
    return to in (None, count(post.get("post_number")))


def _find_message(site: Site, reply: Reply) -> Sent | None:
    """The private message among those we began since the reply was intended."""
    path = f"/topics/private-messages-sent/{quote(site.username, safe='')}.json"
    told, _ = OUTCOMES.get(site.http, path)
    begun = [one for one in _list(told, "topic_list", "topics") if isinstance(one, dict)]
    for one in begun:
        number = count(one.get("id"))
        if number is None or _before(one, reply):
            continue
        topic, _ = OUTCOMES.get(site.http, f"/t/{number}.json", [RAW])
        first: dict[str, Any] = next(iter(listed(topic, "post_stream", "posts")), {})
        if is_by(first, site.username) and _says(first, reply) and _is_to(topic, reply):
            return as_sent(first, site.base)
    # They are listed by their last post: behind a quiet one there is none that is new.
    if len(begun) >= CHUNK and not any(_before(one, reply, "bumped_at") for one in begun):
        raise Ambiguous("more private messages were written in since than one page lists")
    return None


def _is_to(topic: Any, reply: Reply) -> bool:
    if reply.mention_author is None:
        return True
    details = topic.get("details") if isinstance(topic, dict) else None
    return any(is_by(one, reply.mention_author) for one in listed(details, "allowed_users"))


def _before(thing: Any, reply: Reply, name: str = "created_at") -> bool:
    """Whether it was certainly there before the reply was intended."""
    at = instant(thing.get(name)) if isinstance(thing, dict) else None
    return at is not None and at < reply.created_at - SKEW


def _says(post: dict[str, Any], reply: Reply) -> bool:
    raw = post.get("raw")
    said = raw if isinstance(raw, str) else to_text(str(post.get("cooked") or ""))
    return not _before(post, reply) and words(said) == words(reply.text)
