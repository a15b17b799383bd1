"""Text to words: what every reader of a post shares."""

import re
from unicodedata import normalize

# Devanagari vowel signs are no `\w`, and an emoji is a word of its own.
_WORDS = re.compile(r"[\w@'\u0900-\u097f]+|[\u2190-\u2bff\U0001f000-\U0001ffff]")
# For plain ASCII, splitting after a translation takes a fraction of a regular expression's time; as
# bytes, since a text looks every sign up as an object.
_BREAKS = bytes(
    code if code < 128 and (chr(code).isalnum() or chr(code) in "_@'") else ord(" ")
    for code in range(256)
)
_LINK = re.compile(r"https?://\S+")


def plain(text: str) -> str:
    """Lower case, one form of each letter, straight apostrophes, no links."""
    if "://" in text:
        text = _LINK.sub(" ", text)
    if text.isascii():
        return text.lower()
    return normalize("NFKC", text).replace("’", "'").lower()


def words(text: str) -> list[str]:
    """The words of a plain text in order; `@name` stays whole, `#name` is its name."""
    if text.isascii():
        return text.encode().translate(_BREAKS).decode().split()
    return _WORDS.findall(text)
