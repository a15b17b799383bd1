"""The names of fields in X's API, which has two dialects: either is understood, one is asked in."""

from typing import Any, Literal

from earshot.channels.http import Params

Dialect = Literal["tweet", "post"]

POST_FIELDS = (
    "id,text,author_id,created_at,conversation_id,in_reply_to_user_id,referenced_{many},lang,entities,"
    "attachments,public_metrics,edit_history_{one}_ids,note_{one},reply_settings"
)
USER_FIELDS = "id,name,username,public_metrics,protected"
MEDIA_FIELDS = "type,url,preview_image_url,alt_text"
MESSAGE_FIELDS = "id,text,event_type,created_at,dm_conversation_id,sender_id,attachments"


def post_params(dialect: Dialect) -> Params:
    """What is asked of each post: without these only its id and text come."""
    one, many = ("tweet", "tweets") if dialect == "tweet" else ("post", "posts")
    referenced = "referenced_tweets.id" if dialect == "tweet" else "referenced_posts"
    return [
        (f"{one}.fields", POST_FIELDS.format(one=one, many=many)),
        ("expansions", f"author_id,attachments.media_keys,{referenced}"),
        ("user.fields", USER_FIELDS),
        ("media.fields", MEDIA_FIELDS),
    ]


MESSAGE_PARAMS: Params = [
    ("event_types", "MessageCreate"),
    ("dm_event.fields", MESSAGE_FIELDS),
    ("expansions", "sender_id,attachments.media_keys"),
    ("user.fields", USER_FIELDS),
    ("media.fields", MEDIA_FIELDS),
]


def either(of: dict[str, Any], name: str) -> Any:
    """A field by its older name, else by its newer one (`tweet` is `post` there)."""
    found = of.get(name)
    return of.get(name.replace("tweet", "post")) if found is None else found


def texts(found: Any) -> list[str]:
    """Those of a list that are texts."""
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def objects(found: Any) -> list[dict[str, Any]]:
    """Those of a list that are objects."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def part(of: Any, name: str) -> dict[str, Any]:
    """An object in an object; empty where there is none."""
    found = of.get(name) if isinstance(of, dict) else None
    return found if isinstance(found, dict) else {}
