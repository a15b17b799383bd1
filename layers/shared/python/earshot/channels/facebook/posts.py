"""Comments and posts, as the `feed` webhook tells them and as the Graph API lists them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from earshot.channels import elements
from earshot.channels.meta.envelope import Change
from earshot.channels.meta.graph import SAFE_ID
from earshot.channels.meta.notices import passed_over
from earshot.channels.meta.times import instant_of, needed
from earshot.channels.shapes import link, part, text
from earshot.channels.values import Element
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention, MentionEvent
from earshot.errors import Malformed

POSTS = frozenset({"post", "status", "photo", "video"})
EVENTS: dict[str, MentionEvent] = {"add": "create", "edited": "edit", "remove": "delete"}
FIELDS = "id,message,from,created_time,permalink_url,parent{id}"
MEDIA = ("photo", "video")


def told(change: Change, account: Account) -> Iterator[Element]:
    """What a change of the `feed` says; Malformed, naming the field."""
    value = part(change._asdict(), "", "value", dict)
    item, verb = text(value.get("item")), text(value.get("verb"))
    if verb not in EVENTS or not (item == "comment" or item in POSTS):
        yield passed_over(account, "feed", item, verb)
    elif item == "comment":
        yield _mention(change, value, account, named="comment_id", below_a_post=True)
    else:
        said = _mention(change, value, account, named="post_id", below_a_post=False)
        is_ours = said.author.id == change.entry_id
        yield passed_over(account, "feed", "own_post") if is_ours else said


def _mention(
    change: Change, value: dict[str, Any], account: Account, *, named: str, below_a_post: bool
) -> Mention:
    identifier = part(value, "value", named, str)
    event = EVENTS[value["verb"]]
    created = value.get("created_time") or change.at
    return elements.mention(
        {
            "id": identifier,
            "event": event,
            "channel": account.channel,
            "account": account.account,
            "author": author(value.get("from"), identifier),
            "text": None if event == "delete" else value.get("message"),
            "created_at": needed(created, "value.created_time"),
            "edited_at": (change.at or instant_of(created)) if event == "edit" else None,
            "permalink": _permalink(value.get("post"), identifier, below_a_post),
            "in_reply_to": value.get("parent_id") if below_a_post else None,
            "root": value.get("post_id") if below_a_post else None,
            "media": [] if event == "delete" else _media(value),
        }
    )


def author(given: Any, identifier: str) -> dict[str, Any]:
    """Who wrote it; nobody is taken for somebody else where the platform does not say."""
    if given is None:
        return {"id": f"anonymous-{identifier}", "display_name": "Facebook user"}
    if not isinstance(given, dict):
        raise Malformed("from: want an object", field="from")
    return {"id": given.get("id"), "display_name": text(given.get("name"))}


def _permalink(post: Any, identifier: str, below_a_post: bool) -> str | None:
    """Of a comment the event only tells its post's, to which the comment's number is added."""
    url = link(post.get("permalink_url")) if isinstance(post, dict) else None
    number = identifier.rpartition("_")[2]
    if url is None or not below_a_post or not number.isdigit():
        return url
    return f"{url}{'&' if '?' in url else '?'}comment_id={number}"


def _media(value: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"kind": kind, "url": url} for kind in MEDIA if (url := link(value.get(kind)))]


class Named(NamedTuple):
    """What names the Page elsewhere: a comment with the `post` it stands below, or a post.

    `event` is None where it is of no concern.
    """

    id: str
    post: str | None
    event: MentionEvent | None

    @classmethod
    def of(cls, change: Change) -> "Named":
        value = part(change._asdict(), "", "value", dict)
        comment, post = text(value.get("comment_id")), text(value.get("post_id"))
        identifier = comment or post
        if identifier is None or not SAFE_ID.fullmatch(identifier):
            raise Malformed("value.post_id: is no id", field="value.post_id")
        return cls(identifier, post if comment else None, EVENTS.get(str(value.get("verb"))))

    def removed(self, change: Change, account: Account) -> Mention:
        """It is gone, and nothing is left to be looked up."""
        value = change.value | {"named": self.id, "parent_id": self.post, "post_id": self.post}
        return _mention(change, value, account, named="named", below_a_post=bool(self.post))

    def mention(self, change: Change, found: dict[str, Any], account: Account) -> Mention:
        """Of what was looked up; an edit is dated by its delivery."""
        said = listed(found | ({"post": {"id": self.post}} if self.post else {}), account)
        if self.event != "edit":
            return said
        return said.model_copy(update={"event": "edit", "edited_at": change.at})


def listed(found: dict[str, Any], account: Account) -> Mention:
    """A comment with its `post`, or a post, as a listing shows it; Malformed, naming the field."""
    identifier = part(found, "", "id", str)
    parent, post = _id_of(found.get("parent")), _id_of(found.get("post"))
    return elements.mention(
        {
            "id": identifier,
            "channel": account.channel,
            "account": account.account,
            "author": author(found.get("from"), identifier),
            "text": found.get("message"),
            "created_at": needed(found.get("created_time"), "created_time"),
            "permalink": link(found.get("permalink_url")),
            "in_reply_to": parent or post,
            "root": post,
        }
    )


def _id_of(found: Any) -> Any:
    return found.get("id") if isinstance(found, dict) else None
