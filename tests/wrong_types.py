"""Every field of a mention with every JSON type that it does not take."""

from typing import Any

from tests.webhooks import element

JSONS: dict[str, Any] = {
    "whole": 5,
    "fraction": 1.0,
    "truth": True,
    "text": "12",
    "seconds": "1700000000",
    "list": ["a"],
    "object": {"a": 1},
}
TEXTS = ("text", "seconds")
TAKES: dict[str, tuple[str, ...]] = {
    "id": TEXTS,
    "event": (),
    "channel": (),
    "account": TEXTS,
    "author": ("object",),
    "author.id": TEXTS,
    "author.handle": TEXTS,
    "author.display_name": TEXTS,
    "author.followers": ("whole",),
    "author.bot": ("truth",),
    "text": TEXTS,
    "created_at": (),
    "permalink": TEXTS,
    "in_reply_to": TEXTS,
    "root": TEXTS,
    "visibility": (),
    "language": TEXTS,
    "edited_at": (),
    "engagement": ("object",),
    "engagement.likes": ("whole",),
    "engagement.reposts": ("whole",),
    "engagement.replies": ("whole",),
    "rating": ("whole",),
    "media": ("list",),
    "reshare_of": TEXTS,
    "echo": TEXTS,
}
WRONG = [
    (field, value)
    for field, takes in TAKES.items()
    for kind, value in JSONS.items()
    if kind not in takes
]


def with_wrong(field: str, value: Any) -> dict[str, Any]:
    """A mention that is right but for one field, given by its dotted path."""
    outer, _, inner = field.partition(".")
    if not inner:
        return element(**{field: value})
    right = {"id": "ada"} if outer == "author" else {}
    return element(**{outer: right | {inner: value}})
