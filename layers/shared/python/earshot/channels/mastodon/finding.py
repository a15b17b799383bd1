"""Finding a reply of ours on a Mastodon-API server again, or proving that it is not there.

Two places show it: the thread of the post answered, and what our own account posted. It is proven
absent where neither shows it; a thread that cannot be seen any more is made up for by our own list,
except for private posts, which not every server lists there.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from earshot.channels.html_text import to_text
from earshot.channels.http import Http
from earshot.channels.mastodon.addressing import words
from earshot.channels.mastodon.calls import get, path_safe
from earshot.channels.shapes import instant
from earshot.channels.values import Sent
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Rejected, Unavailable

SKEW = timedelta(minutes=2)
PAGE, MOST_PAGES = 40, 5


def find(http: Http, reply: Reply, own_ids: tuple[str, ...]) -> Sent | None:
    """Our answer to the same post with the same words, written since the intent was."""
    own = set(own_ids) or {own_id(http)}
    below = _below(http, path_safe(reply.in_reply_to))
    for status in below or ():
        if _is_ours(status, reply, own):
            return sent(status)
    if below is None and reply.visibility == "private":
        raise Ambiguous("the post answered cannot be read")
    for account in sorted(own):
        for status in _posted(http, path_safe(account), reply):
            if _is_ours(status, reply, own):
                return sent(status)
    return None


def sent(status: Any) -> Sent:
    """A post as it was taken; Ambiguous where it has no id."""
    identifier = status.get("id") if isinstance(status, dict) else None
    at = instant(status.get("created_at")) if isinstance(status, dict) else None
    if not isinstance(identifier, str) or at is None:
        raise Ambiguous("statuses: the answer names no post")
    url = status.get("url") or status.get("uri")
    return Sent(identifier, url if isinstance(url, str) else None, at)


def own_id(http: Http) -> str:
    """Whose token it is."""
    account, _ = get(http, "/api/v1/accounts/verify_credentials")
    identifier = account.get("id") if isinstance(account, dict) else None
    if not isinstance(identifier, str):
        raise Unavailable("verify_credentials: names no account")
    return identifier


def _below(http: Http, parent: str) -> list[Any] | None:
    """All below a post; None where it cannot be seen."""
    try:
        context, _ = get(http, f"/api/v1/statuses/{parent}/context")
    except Rejected as error:
        if error.kind == "target_gone":
            return None
        raise Ambiguous(f"the post answered cannot be read: {error}") from error
    found = context.get("descendants") if isinstance(context, dict) else None
    if not isinstance(found, list):
        raise Unavailable("context: want an object with descendants")
    return found


def _posted(http: Http, account: str, reply: Reply) -> Iterator[Any]:
    """What an account of ours posted, newest first, back to when the reply was meant."""
    params = [("limit", str(PAGE)), ("exclude_reblogs", "true")]
    older: list[tuple[str, str]] = []
    for _ in range(MOST_PAGES):
        try:
            found, _ = get(http, f"/api/v1/accounts/{account}/statuses", [*params, *older])
        except Rejected as error:
            raise Ambiguous(f"our own posts cannot be read: {error}") from error
        if not isinstance(found, list):
            raise Unavailable("statuses: want a list")
        yield from found
        times = [instant(one.get("created_at")) for one in found if isinstance(one, dict)]
        if not times or any(at and at < reply.created_at - SKEW for at in times):
            return
        older = [("max_id", str(found[-1].get("id")))]
    raise Ambiguous("more was posted since than is read back")


def _is_ours(status: Any, reply: Reply, own: set[str]) -> bool:
    if not isinstance(status, dict):
        return False
    author, content = status.get("account"), status.get("content")
    if not isinstance(author, dict) or not isinstance(content, str):
        return False
    at = instant(status.get("created_at"))
    return (
        author.get("id") in own
        and status.get("in_reply_to_id") == reply.in_reply_to
        and (at is None or at >= reply.created_at - SKEW)
        and words(to_text(content)) == words(reply.text)
    )
