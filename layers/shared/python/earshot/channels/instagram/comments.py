"""Comments and mentions, as webhooks name them and as the Graph API shows them."""

from typing import Any, NamedTuple

from earshot.channels import elements
from earshot.channels.meta.envelope import Change
from earshot.channels.meta.graph import SAFE_ID, Graph
from earshot.channels.meta.times import instant_of, needed
from earshot.channels.shapes import link, part, text
from earshot.channels.shapes import listed as rows_below
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed

OF_COMMENT = "id,text,timestamp,username,from,media{id,permalink}"
OF_MEDIA = "id,caption,media_type,permalink,username,timestamp"


def told(change: Change, account: Account) -> Mention:
    """A comment as pushed: without a time of its own, so that the delivery's stands for it."""
    value = part(change._asdict(), "", "value", dict)
    media = part(value, "value", "media", dict)
    return elements.mention(
        {
            "id": value.get("id"),
            "channel": account.channel,
            "account": account.account,
            "author": author(value),
            "text": value.get("text"),
            "created_at": needed(value.get("timestamp") or change.at, "entry.time"),
            "in_reply_to": value.get("parent_id") or media.get("id"),
            "root": media.get("id"),
        }
    )


def author(found: dict[str, Any]) -> dict[str, Any]:
    """Who wrote it; where only the name is told, that stands for the id."""
    by = found.get("from")
    given = by if isinstance(by, dict) else {}
    handle = text(given.get("username")) or text(found.get("username"))
    return {"id": given.get("id", handle and f"@{handle}"), "handle": handle}


def _of_ours(found: dict[str, Any], media: dict[str, Any], account: Account) -> dict[str, Any]:
    """The author; who goes by the name of the owner of our own media is ourselves.

    Of some answers the platform shows the name alone. A post made together has another owner.
    """
    by, owner = author(found), media.get("owner")
    same = bool(by["handle"]) and by["handle"] == media.get("username")
    if not same or isinstance(found.get("from"), dict) or not isinstance(owner, dict):
        return by
    return by | {"id": owner.get("id")} if owner.get("id") in account.own_ids else by


def listed(found: dict[str, Any], account: Account) -> Mention:
    """A comment with its `media`, as a listing shows it; Malformed, naming the field."""
    media = part(found, "", "media", dict)
    return elements.mention(
        {
            "id": found.get("id"),
            "channel": account.channel,
            "account": account.account,
            "author": _of_ours(found, media, account),
            "text": found.get("text"),
            "created_at": needed(found.get("timestamp"), "timestamp"),
            "permalink": link(media.get("permalink")),
            "in_reply_to": text(found.get("parent_id")) or media.get("id"),
            "root": media.get("id"),
        }
    )


def with_replies(found: dict[str, Any]) -> list[Any]:
    """The comment, and what answers it, each with what is needed to read it alone."""
    alone = {name: value for name, value in found.items() if name != "replies"}
    below = [
        {"parent_id": found.get("id")} | row | {"media": found.get("media")}
        if isinstance(row, dict)
        else row
        for row in rows_below(found, "replies", "data")
    ]
    return [alone, *below]


class Named(NamedTuple):
    """A mention of us in a comment, or without one in the caption of a post.

    It answers nothing of ours: `in_reply_to` stays empty, by which the reply knows it again.
    """

    media_id: str
    comment_id: str | None

    @classmethod
    def of(cls, change: Change) -> "Named":
        value = part(change._asdict(), "", "value", dict)
        media, comment = part(value, "value", "media_id", str), text(value.get("comment_id"))
        for name, one in (("media_id", media), ("comment_id", comment)):
            if one is not None and not SAFE_ID.fullmatch(one):
                raise Malformed(f"value.{name}: is no id", field=f"value.{name}")
        return cls(media, comment)

    def look_up(self, graph: Graph, own_id: str) -> dict[str, Any]:
        """What the platform shows of it; Malformed where that is not what was asked for."""
        name, fields = "mentioned_media", f"mentioned_media.media_id({self.media_id}){{{OF_MEDIA}}}"
        if self.comment_id:
            name = "mentioned_comment"
            fields = f"mentioned_comment.comment_id({self.comment_id}){{{OF_COMMENT}}}"
        return part(graph.get(f"/{own_id}", [("fields", fields)]), "", name, dict)

    def mention(self, found: dict[str, Any], account: Account) -> Mention:
        """Of what was looked up."""
        media = found.get("media")
        shown = found if self.comment_id is None else media if isinstance(media, dict) else {}
        return elements.mention(
            {
                "id": self.comment_id or self.media_id,
                "channel": account.channel,
                "account": account.account,
                "author": author(found),
                "text": found.get("text" if self.comment_id else "caption"),
                "created_at": instant_of(found.get("timestamp")),
                "permalink": link(shown.get("permalink")),
                "root": self.media_id if self.comment_id else None,
            }
        )
