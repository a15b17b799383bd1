"""Pictures, videos and cards beside the words of a post, as references."""

from collections.abc import Mapping
from typing import Any

MOST = 50
LONGEST_ALT, LONGEST_URL = 2000, 2048
NOTHING: Mapping[str, Any] = {}


def media_of(view: Mapping[str, Any], record: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """With addresses where the view has them, else as the record describes them."""
    embed = _object(view.get("embed")) or _object(record.get("embed"))
    embed = _object(embed.get("media")) or embed
    images, card = embed.get("images"), _object(embed.get("external"))
    found = [_image(one) for one in images] if isinstance(images, list) else []
    if card:
        found.append({"kind": "link", "url": _url(card.get("uri")), "alt": None})
    if str(embed.get("$type", "")).startswith("app.bsky.embed.video"):
        found.append(
            {"kind": "video", "url": _url(embed.get("playlist")), "alt": _alt(embed.get("alt"))}
        )
    return tuple(found[:MOST])


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else NOTHING


def _image(value: Any) -> dict[str, Any]:
    image = _object(value)
    return {"kind": "image", "url": _url(image.get("fullsize")), "alt": _alt(image.get("alt"))}


def _alt(value: Any) -> str | None:
    return value[:LONGEST_ALT] if isinstance(value, str) and value else None


def _url(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_URL else None
