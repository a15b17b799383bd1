"""What X says of a post (API version 2, polled or pushed), as a mention."""

import re
from typing import Any, NamedTuple

from earshot.channels import elements
from earshot.channels.shapes import count, link
from earshot.channels.x.fields import either, objects, part, texts
from earshot.channels.x.ids import is_id, written_at
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed

SITE = "https://x.com"
NAME = re.compile(r"[A-Za-z0-9_]{1,50}")
# X keeps codes that ISO 639 has given up, and has some for a text that tells no language.
OLDER_CODES = {"in": "id", "iw": "he", "ji": "yi"}
NO_LANGUAGE = ("und", "zxx", "art", "qam", "qct", "qht", "qme", "qst")


class Included(NamedTuple):
    """The people, media and posts that come beside the posts of an answer, by id."""

    users: dict[str, dict[str, Any]]
    media: dict[str, dict[str, Any]]
    posts: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, includes: Any) -> "Included":
        """Of `includes`; users may each be wrapped once more as `data`."""
        given = includes if isinstance(includes, dict) else {}
        users = [part(one, "data") or one for one in objects(given.get("users"))]
        return cls(
            {str(one.get("id")): one for one in users},
            {str(one.get("media_key")): one for one in objects(given.get("media"))},
            {str(one.get("id")): one for one in objects(either(given, "tweets"))},
        )

    def plus(self, other: "Included") -> "Included":
        """Both; the other one's where both have something."""
        users, media, posts = self.users, self.media, self.posts
        return Included(users | other.users, media | other.media, posts | other.posts)

    def about(self, author: Any, media_keys: Any) -> dict[str, Any]:
        """The part of it that is about one post, in the form it came in."""
        users = [self.users[author]] if author in self.users else []
        media = [self.media[key] for key in texts(media_keys) if key in self.media]
        return {"users": users, "media": media}


def referenced(post: dict[str, Any], kind: str) -> str | None:
    """The id of the post that this one answers, quotes or repeats."""
    for one in objects(either(post, "referenced_tweets")):
        if one.get("type") == kind and isinstance(one.get("id"), str):
            return str(one["id"])
    return None


def text_of(post: dict[str, Any]) -> Any:
    """All of its words; X escapes three characters in them."""
    long = part(post, "note_tweet") or part(post, "note_post")
    return unescaped(long.get("text") or post.get("text"))


def unescaped(text: Any) -> Any:
    """The text as it was written."""
    if not isinstance(text, str):
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mention_of(post: Any, included: Included, account: Account) -> Mention:
    """The mention in it; Malformed, naming the field, if it is none.

    A later version of a post has an id of its own: it is an edit of what its first id names.
    """
    if not isinstance(post, dict):
        raise Malformed("data: want a post")
    identifier = post.get("id")
    history = texts(either(post, "edit_history_tweet_ids"))
    first = history[0] if history else identifier
    author = included.users.get(str(post.get("author_id")), {})
    root = post.get("conversation_id")
    fields = {
        "id": first,
        "channel": account.channel,
        "account": account.account,
        "author": author_fields(post.get("author_id"), author),
        "text": text_of(post),
        "created_at": post.get("created_at"),
        "permalink": permalink(author.get("username"), identifier),
        "in_reply_to": _answered(post),
        "root": root if root not in (identifier, first) else None,
        "visibility": "followers" if author.get("protected") is True else "public",
        "language": language(post.get("lang")),
        "engagement": _engagement(part(post, "public_metrics")),
        "media": media_of(post, included),
        "reshare_of": referenced(post, "retweeted"),
    }
    found = elements.mention(fields)
    return found if first == identifier else _edited(found, identifier)


def _edited(found: Mention, identifier: Any) -> Mention:
    """X tells the time of the post or of this version: the later one orders versions."""
    at = written_at(identifier) if is_id(identifier) else found.created_at
    changes = {"event": "edit", "edited_at": max(at, found.created_at)}
    return elements.mention(found.model_dump() | changes)


def _answered(post: dict[str, Any]) -> Any:
    return referenced(post, "replied_to") or post.get("in_reply_to_tweet_id")


def author_fields(identifier: Any, user: dict[str, Any]) -> dict[str, Any]:
    """Whoever wrote it; only the id is known where the platform shows no more."""
    return {
        "id": identifier,
        "handle": user.get("username") or None,
        "display_name": user.get("name") or None,
        "followers": count(part(user, "public_metrics").get("followers_count")),
    }


def permalink(username: Any, identifier: Any) -> str | None:
    """Where the post is on the web; the name in the address may be any."""
    if not is_id(identifier):
        return None
    name = username if isinstance(username, str) and NAME.fullmatch(username) else "i/web"
    return f"{SITE}/{name}/status/{identifier}"


def language(code: Any) -> str | None:
    """The code of a language, where X found one."""
    if not isinstance(code, str) or not code or code in NO_LANGUAGE:
        return None
    return OLDER_CODES.get(code, code)


def _engagement(metrics: dict[str, Any]) -> dict[str, Any]:
    reposts = metrics.get("retweet_count")
    return {
        "likes": count(metrics.get("like_count")),
        "reposts": count(metrics.get("repost_count") if reposts is None else reposts),
        "replies": count(metrics.get("reply_count")),
    }


def media_of(post: dict[str, Any], included: Included) -> list[dict[str, Any]]:
    """What is attached, as references."""
    keys = texts(part(post, "attachments").get("media_keys"))
    found = [included.media[key] for key in keys if key in included.media]
    return [
        {
            "kind": one.get("type") or "file",
            "url": link(one.get("url") or one.get("preview_image_url")),
            "alt": one.get("alt_text"),
        }
        for one in found
    ]
