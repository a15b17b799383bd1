"""How a record becomes the one `body` attribute of its item, and back.

The body is compact JSON without the fields that have their default, so a default must never change
its meaning. It is a string, legible in the console, as long as the item fits into one write unit
(1,024 bytes); a larger one is deflated, where that saves anything, with what records look like
known beforehand (`preset`). Those that were deflated without it are read as well.
"""

import zlib
from typing import Any

from earshot.domain.frozen import Frozen
from earshot.store.preset import PRESET

UNIT = 1024

Attribute = dict[str, Any]
Item = dict[str, Attribute]


def text_of(record: Frozen, *, without: set[str] | None = None) -> str:
    return record.model_dump_json(exclude_defaults=True, exclude=without)


def attribute(text: str, *, beside: int) -> Attribute:
    """The body attribute for an item whose other attributes take `beside` bytes."""
    plain = text.encode()
    if beside + len(plain) <= UNIT:
        return {"S": text}
    small = deflated(plain)
    return {"B": small} if len(small) < len(plain) else {"S": text}


def deflated(plain: bytes) -> bytes:
    made = zlib.compressobj(9, zdict=PRESET)
    return made.compress(plain) + made.flush()


def inflated(small: bytes) -> bytes:
    """Also what was deflated without the preset."""
    return zlib.decompressobj(zdict=PRESET).decompress(small)


def json_of(body: Attribute) -> bytes | str:
    """The JSON in a body attribute, whichever form it has."""
    if "S" in body:
        text: str = body["S"]
        return text
    return inflated(body["B"])
