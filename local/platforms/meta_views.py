"""How the fake Graph API shows what was written, and in pages."""

from datetime import datetime
from typing import Any

from local.platforms.meta_things import Thing, Things


def written(at: datetime) -> str:
    """ISO 8601 without a colon in the offset, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


def page_of(
    found: list[Thing], limit: int, after: str | None, here: str
) -> tuple[list[Thing], dict[str, Any]]:
    """A page of a listing and its `paging`."""
    start = next((n + 1 for n, one in enumerate(found) if one.id == after), 0)
    page = found[start : start + limit]
    if not page:
        return [], {}
    paging: dict[str, Any] = {"cursors": {"before": page[0].id, "after": page[-1].id}}
    if len(found) > start + limit:
        paging["next"] = f"{here}?after={page[-1].id}&access_token=secret"
    return page, {"paging": paging}


def comment_of(thing: Thing) -> dict[str, Any]:
    """A comment, with the names that Facebook and Instagram have for its parts."""
    at = "lately" if thing.spoilt else written(thing.at)
    shown: dict[str, Any] = {
        "id": thing.id,
        "message": thing.text,
        "text": thing.text,
        "from": thing.author,
        "username": thing.author.get("username"),
        "created_time": at,
        "timestamp": at,
        "permalink_url": f"https://www.facebook.com/p/{thing.id}",
        "can_reply_privately": thing.private_answers == 0,
        "is_hidden": thing.hidden,
        "hidden": thing.hidden,
        "media": {"id": thing.post, "permalink": f"https://www.instagram.com/p/{thing.post}/"},
    }
    if thing.nameless:
        del shown["from"]
    if thing.parent and thing.parent != thing.post:
        shown |= {"parent": {"id": thing.parent}, "parent_id": thing.parent}
    return shown


def post_of(thing: Thing, things: Things | None = None, limit: int = 0) -> dict[str, Any]:
    """A post of the Page's feed, with up to so many comments."""
    shown = {
        "id": thing.id,
        "message": thing.text,
        "from": thing.author,
        "created_time": "lately" if thing.spoilt else written(thing.at),
        "permalink_url": f"https://www.facebook.com/{thing.id}",
    }
    return shown | _with_comments(thing, things, limit, nested=False)


def media_of(thing: Thing, things: Things | None = None, limit: int = 0) -> dict[str, Any]:
    """A picture of an Instagram account; comments that answer others lie within those."""
    shown = {
        "id": thing.id,
        "caption": thing.text,
        "media_type": "IMAGE",
        "username": thing.author.get("username"),
        "owner": {"id": thing.author["id"]},
        "timestamp": written(thing.at),
        "permalink": f"https://www.instagram.com/p/{thing.id}/",
    }
    return shown | _with_comments(thing, things, limit, nested=True)


def _with_comments(
    thing: Thing, things: Things | None, limit: int, *, nested: bool
) -> dict[str, Any]:
    if things is None or not limit:
        return {}
    found = things.below(thing.id)
    if nested:
        found = [one for one in found if one.parent == thing.id]
    page, paging = page_of(found, limit, None, f"https://graph.example/{thing.id}/comments")
    rows = [comment_of(one) | (_replies(one, things) if nested else {}) for one in page]
    return {"comments": {"data": rows} | paging} if rows else {}


def _replies(thing: Thing, things: Things) -> dict[str, Any]:
    rows = [comment_of(one) for one in things.of("comment") if one.parent == thing.id]
    return {"replies": {"data": rows}} if rows else {}
