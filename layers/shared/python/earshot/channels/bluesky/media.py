"""Pictures, videos and cards beside the words of a post, as references."""

from collections.abc import Mapping
from typing import Any

from earshot.channels.shapes import link

MOST = 50
LONGEST_ALT = 2000
NOTHING: Mapping[str, Any] = {}


def media_of(view: Mapping[str, Any], record: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """With addresses where the view has them, else as the record describes them."""
    embed = _object(view.get("embed")) or _object(record.get("embed"))
    embed = _object(embed.get("media")) or embed
    images, card = embed.get("images"), _object(embed.get("external"))
    found = [_image(one) for one in images] if isinstance(images, list) else []
    if card:
        found.append({"kind": "link", "url": link(card.get("uri")), "alt": None})
    if str(embed.get("$type", "")).startswith("app.bsky.embed.video"):
        found.append(
            {"kind": "video", "url": link(embed.get("playlist")), "alt": _alt(embed.get("alt"))}
        )
    return tuple(found[:MOST])


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else NOTHING


def _image(value: Any) -> dict[str, Any]:
    image = _object(value)
    return {"kind": "image", "url": link(image.get("fullsize")), "alt": _alt(image.get("alt"))}


def _alt(value: Any) -> str | None:
    return value[:LONGEST_ALT] if isinstance(value, str) and value else None
