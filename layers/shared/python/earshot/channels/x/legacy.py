"""The older shapes of X's webhooks (Account Activity, version 1.1), as mentions."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from earshot.channels import elements
from earshot.channels.shapes import count, link
from earshot.channels.x.fields import objects, part
from earshot.channels.x.posts import language, permalink, unescaped
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.errors import Malformed


def status_of(status: Any, account: Account) -> Mention:
    """A `tweet_create_events` entry; Malformed, naming the field, if it is none."""
    if not isinstance(status, dict):
        raise Malformed("tweet_create_events: want a post")
    user = part(status, "user")
    handle = user.get("screen_name")
    return elements.mention(
        {
            "id": status.get("id_str"),
            "channel": account.channel,
            "account": account.account,
            "author": {
                "id": user.get("id_str"),
                "handle": handle or None,
                "display_name": user.get("name") or None,
                "followers": count(user.get("followers_count")),
            },
            "text": _text(status),
            "created_at": _instant(status.get("created_at")),
            "permalink": permalink(handle, status.get("id_str")),
            "in_reply_to": status.get("in_reply_to_status_id_str"),
            "visibility": "followers" if user.get("protected") is True else "public",
            "language": language(status.get("lang")),
            "engagement": {
                "likes": count(status.get("favorite_count")),
                "reposts": count(status.get("retweet_count")),
                "replies": count(status.get("reply_count")),
            },
            "media": _media(status),
            "reshare_of": part(status, "retweeted_status").get("id_str"),
        }
    )


def _text(status: dict[str, Any]) -> Any:
    long = part(status, "extended_tweet").get("full_text") if status.get("truncated") else None
    return unescaped(long or status.get("text"))


def _media(status: dict[str, Any]) -> list[dict[str, Any]]:
    long = part(status, "extended_tweet")
    entities = part(long, "extended_entities") or part(status, "extended_entities")
    return [
        {
            "kind": one.get("type") or "file",
            "url": link(one.get("media_url_https")),
            "alt": one.get("ext_alt_text"),
        }
        for one in objects(entities.get("media"))
    ]


def _instant(value: Any) -> datetime:
    """Of a time such as `Mon May 19 14:01:46 +0000 2025`."""
    words = value.split() if isinstance(value, str) else []
    try:
        day, month, date, clock, zone, year = words
        found = parsedate_to_datetime(f"{day}, {date} {month} {year} {clock} {zone}")
    except (ValueError, TypeError, OverflowError):
        raise Malformed("created_at: want a time", field="created_at") from None
    return found.astimezone(UTC)
