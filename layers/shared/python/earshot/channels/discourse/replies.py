"""Writing to a forum: a post in the topic, a private message, a like, and taking a post back.

The post answered is read first: it tells topic and number, and whether it is still there.
"""

from datetime import UTC, datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.discourse.calls import OUTCOMES, Site, path_safe
from earshot.channels.discourse.finding import as_sent, find_in_topic, in_private, is_by, target
from earshot.channels.http import JSON
from earshot.channels.shapes import count, text
from earshot.channels.values import Posting, Sent
from earshot.errors import Ambiguous, Rejected, Unavailable

LIKE = 2


def do(site: Site, posting: Posting, title: str) -> Sent:
    """The reply's act, once; `title` heads a new private message."""
    act, to = posting.reply.act, path_safe(posting.reply.in_reply_to)
    post = target(site, to)
    if act == "like":
        return _liked(site, to)
    if act == "delete":
        return _deleted(site, to, post)
    if posting.reply.visibility == "private" and not in_private(site, post):
        fields = _message(post, title)
    else:
        number = count(post.get("post_number"))
        fields = {"topic_id": post["topic_id"], "reply_to_post_number": number}
    return _post(site, posting, post, fields)


def _message(post: dict[str, Any], title: str) -> dict[str, Any]:
    to = text(post.get("username"))
    if to is None:
        raise Unavailable("the post answered: its author has no name to write to")
    return {"title": title, "archetype": "private_message", "target_recipients": to}


def _post(site: Site, posting: Posting, post: dict[str, Any], fields: dict[str, Any]) -> Sent:
    body = elements.dump({**fields, "raw": posting.reply.text}).encode("utf-8", "replace")
    answer = site.http.post("/posts.json", body, JSON)
    if answer.status == 422:
        raise Rejected("posts: answered 422", kind=_why_not(site, posting, post))
    told = OUTCOMES.written(answer, "posts")
    if told.get("action") == "enqueued":  # for a moderator to look at: it has no id yet
        return Sent(None, None, datetime.now(UTC))
    found = as_sent(told, site.base)
    if found is None:
        raise Ambiguous("posts: the answer names no post")
    return found


def _why_not(site: Site, posting: Posting, post: dict[str, Any]) -> str:
    """What is wrong is said in words alone, and in the site's language: so we look ourselves."""
    topic, _ = OUTCOMES.get(site.http, f"/t/{post['topic_id']}.json")
    if isinstance(topic, dict) and (topic.get("closed") or topic.get("archived")):
        return "not_allowed_by_policy"
    return "duplicate" if find_in_topic(site, posting.reply, post) else "invalid"


def _liked(site: Site, to: str) -> Sent:
    body = elements.dump({"id": int(to), "post_action_type_id": LIKE}).encode()
    OUTCOMES.done(site.http.post("/post_actions.json", body, JSON), "post_actions")
    return Sent(to, None, datetime.now(UTC))


def _deleted(site: Site, to: str, post: dict[str, Any]) -> Sent:
    if not is_by(post, site.username):
        raise Rejected("the post is not ours to delete", kind="not_allowed_by_policy")
    OUTCOMES.done(site.http.write("DELETE", f"/posts/{to}.json"), "posts")
    return Sent(to, None, datetime.now(UTC))
