"""Liking a post, and deleting one of ours, on a Mastodon-API server. Both may be done again."""

from typing import Any

from earshot.channels.http import Http
from earshot.channels.mastodon.calls import OUTCOMES, get, path_safe
from earshot.channels.mastodon.finding import own_id
from earshot.channels.values import Posting, Sent
from earshot.errors import Ambiguous, Rejected, Unavailable


def like(http: Http, posting: Posting) -> Sent:
    """Favourite the post."""
    identifier = path_safe(posting.reply.in_reply_to)
    answer = http.post(f"/api/v1/statuses/{identifier}/favourite", b"", {})
    OUTCOMES.written(answer, "favourite")
    return Sent(identifier, None, posting.now)


def delete(http: Http, posting: Posting, own_ids: tuple[str, ...]) -> Sent:
    """Delete a post of ours; one that is gone already stays so."""
    identifier = path_safe(posting.reply.in_reply_to)
    status = _status(http, identifier)
    if status is not None:
        author = status.get("account")
        known = author.get("id") if isinstance(author, dict) else None
        if known not in (set(own_ids) or {own_id(http)}):
            raise Rejected("only posts of our own can be deleted", kind="not_allowed_by_policy")
        OUTCOMES.done(http.write("DELETE", f"/api/v1/statuses/{identifier}"), "delete")
    return Sent(identifier, None, posting.now)


def find(http: Http, posting: Posting) -> Sent | None:
    """Whether the post is liked, or is gone; Ambiguous where a liked one cannot be seen."""
    identifier = path_safe(posting.reply.in_reply_to)
    status = _status(http, identifier)
    if posting.reply.act == "delete":
        return None if status is not None else Sent(identifier, None, posting.now)
    if status is None:
        raise Ambiguous("the post cannot be seen any more")
    return Sent(identifier, None, posting.now) if status.get("favourited") is True else None


def _status(http: Http, identifier: str) -> dict[str, Any] | None:
    """A post as it is; None where it is gone, or shown to us no more."""
    try:
        status, _ = get(http, f"/api/v1/statuses/{identifier}")
    except Rejected as error:
        if error.kind == "target_gone":
            return None
        raise
    if not isinstance(status, dict):
        raise Unavailable("status: want an object")
    return status
