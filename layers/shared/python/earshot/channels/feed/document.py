"""From the bytes of a feed to a tree: no entity is ever expanded, nothing is fetched.

Feeds use names such as `&nbsp;` without declaring them: those of HTML are known, others are left
out. What declares an entity of its own is refused, since that is how small documents grow large.
"""

import codecs
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from earshot.errors import Malformed

DEEPEST = 100
PARTS = "}"  # between a namespace and the name in it


def tree_of(body: bytes, charset: str | None = None) -> Element:
    """The root; Malformed where it is no XML. `charset` is what HTTP said, if the body does not."""
    parser = expat.ParserCreate(encoding=_encoding(body, charset), namespace_separator=PARTS)
    builder = _Builder(parser)
    try:
        parser.Parse(body, True)
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        raise Malformed(f"no XML: {error}") from None


def _encoding(body: bytes, charset: str | None) -> str | None:
    """The one to read with in spite of the body: only where that names none."""
    head = body[:200].lstrip()
    named = head.startswith(b"<?xml") and b"encoding" in head.partition(b"?>")[0]
    marked = body[:2] in (b"\xff\xfe", b"\xfe\xff") or body[:3] == b"\xef\xbb\xbf"
    if named or marked or not charset:
        return None
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return None


class _Builder:
    """Puts together what the parser meets."""

    def __init__(self, parser: Any) -> None:
        self._tree = TreeBuilder()
        self._depth = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._tree.data
        parser.EntityDeclHandler = self._declared
        # Without a document type, a name that is not declared would be an error of its own.
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = lambda *_: 1
        parser.SkippedEntityHandler = self._skipped

    def close(self) -> Element:
        return self._tree.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Malformed(f"no feed: more than {DEEPEST} elements inside each other")
        named = {_qualified(key): value for key, value in attributes.items()}
        self._tree.start(_qualified(name), named)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_qualified(name))

    def _declared(self, *_: Any) -> None:
        raise Malformed("no feed: it declares entities")

    def _skipped(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            self._tree.data(html5.get(f"{name};", ""))


def _qualified(name: str) -> str:
    """As ElementTree writes names in a namespace."""
    return f"{{{name}" if PARTS in name else name
