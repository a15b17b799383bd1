"""What makes links, names and tags in a text work: facets with offsets in UTF-8 bytes."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from earshot.channels.bluesky.syntax import is_handle
from earshot.channels.lengths import graphemes, utf8_bytes

LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
NAME = re.compile(r"(?<![\w@/.-])@([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])")
TAG = re.compile(r"(?<![^\s(])[#\uff03]([^\s#\uff03]*[^\W\d_][^\s#\uff03]*)")
CLOSING = ".,;:!?'\"\u2026\u3002\uff01\uff1f"
FACET = "app.bsky.richtext.facet"
LONGEST_PATH = 15
LONGEST_TAG = 64
MOST_NAMES = 10


class Shown(NamedTuple):
    """The text that people see, and the whole addresses by where they are shown in it."""

    text: str
    links: tuple[tuple[int, int, str], ...]


def shown(text: str) -> Shown:
    """The text with its links shortened as Bluesky's own app shortens them."""
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    at = length = 0
    for found in LINK.finditer(text):
        url = _without_closing(found.group())
        before, short = text[at : found.start()], _shortened(url)
        start = length + len(before)
        scheme, colon, rest = url.partition(":")
        links.append((start, start + len(short), scheme.lower() + colon + rest))
        parts += [before, short]
        length, at = start + len(short), found.start() + len(url)
    return Shown("".join([*parts, text[at:]]), tuple(links))


def shown_graphemes(text: str) -> int:
    """Characters of a text as it will be shown."""
    return graphemes(shown(text).text)


def shown_bytes(text: str) -> int:
    """Bytes of a text as it will be shown."""
    return utf8_bytes(shown(text).text)


def facets(post: Shown, resolve: Callable[[str], str | None]) -> list[dict[str, Any]]:
    """Of all links, names and tags; `resolve` tells the DID of a handle, None where it has none."""
    taken = [(start, end) for start, end, _ in post.links]
    found = [_facet(post.text, start, end, "link", uri=url) for start, end, url in post.links]
    for start, end, name in _outside(NAME, post.text, taken, MOST_NAMES):
        if is_handle(name) and (did := resolve(name.lower())):
            found.append(_facet(post.text, start, end, "mention", did=did))
    for start, _, name in _outside(TAG, post.text, taken, LONGEST_TAG):
        tag = _without_closing(name)
        if 0 < graphemes(tag) <= LONGEST_TAG:
            found.append(_facet(post.text, start, start + 1 + len(tag), "tag", tag=tag))
    return sorted(found, key=lambda facet: int(facet["index"]["byteStart"]))


def _outside(
    pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]], most: int
) -> Iterator[tuple[int, int, str]]:
    """What the pattern finds where no link is, `most` of it."""
    for found in list(pattern.finditer(text))[:most]:
        if not any(start < found.end() and found.start() < end for start, end in taken):
            yield found.start(), found.end(), found.group(1)


def _facet(text: str, start: int, end: int, feature: str, **of: str) -> dict[str, Any]:
    index = {"byteStart": utf8_bytes(text[:start]), "byteEnd": utf8_bytes(text[:end])}
    return {"index": index, "features": [{"$type": f"{FACET}#{feature}", **of}]}


def _without_closing(url: str) -> str:
    """Without what ends the sentence or the bracket around it."""
    while url and (url[-1] in CLOSING or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def _shortened(url: str) -> str:
    """The host, and a path of at most fifteen characters."""
    whole = url.partition("://")[2].rstrip("/") or url
    host, slash, path = whole.partition("/")
    if len(path) <= LONGEST_PATH:
        return whole
    return f"{host}{slash}{path[: LONGEST_PATH - 2]}…"
