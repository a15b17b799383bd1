"""How X counts a post: configuration 3 of twitter-text, in weighted characters."""

import unicodedata
from functools import cache
from typing import Any

from earshot.channels.x.urls import addresses

# What counts one; any other code point counts two.
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
PER_ADDRESS = 23
PER_EMOJI = 2
PICTURE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    r"|(?![\u00a9\u00ae])\p{Extended_Pictographic}\ufe0f?)"
)
EMOJI = (
    r"\p{RI}\p{RI}|[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae]\ufe0f"
    rf"|{PICTURE}[\U000e0020-\U000e007e]+\U000e007f|{PICTURE}(?:\u200d{PICTURE})*"
)


@cache
def _emoji() -> Any:
    import regex

    return regex.compile(EMOJI)


def weighted(text: str) -> int:
    """The length of a text; an address counts 23 and a picture of any making 2."""
    normal = unicodedata.normalize("NFC", text)
    total, at = 0, 0
    for address in addresses(normal):
        total += _plain(normal[at : address.start]) + PER_ADDRESS
        at = address.end
    return total + _plain(normal[at:])


def _plain(text: str) -> int:
    """The length of a text without addresses."""
    rest, pictures = _emoji().subn("", text)
    return PER_EMOJI * int(pictures) + sum(_weight(ord(one)) for one in rest)


def _weight(point: int) -> int:
    return 1 if any(first <= point <= last for first, last in LIGHT) else 2


def has_address(text: str) -> bool:
    """Whether it holds an address: X then asks a higher price."""
    return next(addresses(unicodedata.normalize("NFC", text)), None) is not None
