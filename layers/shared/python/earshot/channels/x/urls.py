"""Where X sees an address in a text: it makes each a link of its own, which counts and costs more.

The rules are those of twitter-text, version 3: with `http://` in front any letters may stand in the
name of a host, without it only Latin ones, and its end is always a top-level domain that is known.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
NEVER = "\ufffe\ufeff\uffff"
LATIN = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b"
LATIN += "\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
CYRILLIC = "\u0400-\u04ff"
MARKS = r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$"
HOST_LETTER = rf"[^{MARKS}\s{NEVER}{TURNS}]"
TLD = r"(?:(?:\L<tlds>)(?=[^0-9a-zA-Z@+\-]|$)|xn--[\-0-9a-z]+)"
# Bounded and without a second way to match, so that no text takes long.
SUBDOMAIN = rf"(?:{HOST_LETTER}{{1,300}}+(?:[_\-]{{1,99}}+{HOST_LETTER}{{1,300}}+){{0,99}}+\.)"
DOMAIN = rf"(?:{HOST_LETTER}{{1,300}}+(?:-{{1,99}}+{HOST_LETTER}{{1,300}}+){{0,99}}+\.)"
PATH_LETTER = rf"[a-z{CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013\u2014_~@|&{LATIN}]"
BALANCED = rf"\((?:{PATH_LETTER}+|{PATH_LETTER}*\({PATH_LETTER}+\){PATH_LETTER}*)\)"
PATH_END = rf"(?:[+\-a-z{CYRILLIC}0-9=_#/{LATIN}]|{BALANCED})"
PATH = rf"(?:{PATH_LETTER}*(?:{BALANCED}{PATH_LETTER}*)*{PATH_END}|@{PATH_LETTER}+/)"
QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"
ADDRESS = (
    rf"(?P<before>[^A-Za-z0-9@\uff20$#\uff03{NEVER}]|^)"
    rf"(?P<url>(?P<scheme>https?://)?(?P<host>{SUBDOMAIN}{{0,9}}{DOMAIN}{TLD})"
    rf"(?::[0-9]+)?(?P<path>/{PATH}*+)?(?:{QUERY})?)"
)
LATIN_HOST = rf"(?:[\-a-z0-9{LATIN}]+\.)+{TLD}"
SHORT = r"^https?://t\.co/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?"
MOST_OF_A_LABEL, MOST_OF_A_SLUG, MOST_OF_ALL = 63, 40, 4096


class Address(NamedTuple):
    """One address, and the code points of the text that it takes up."""

    url: str
    start: int
    end: int


@cache
def _patterns() -> tuple[Any, Any, Any]:
    import regex

    names = Path(__file__).with_name("tlds.txt").read_text(encoding="utf-8").split()
    flags = regex.IGNORECASE | regex.V0
    return (
        regex.compile(ADDRESS, flags, tlds=names),
        regex.compile(LATIN_HOST, flags, tlds=names),
        regex.compile(SHORT, flags),
    )


def addresses(text: str) -> Iterator[Address]:
    """All that X makes a link, in order."""
    pattern, _, _ = _patterns()
    for found in pattern.finditer(text) if "." in text else ():
        yield from _full(found) if found["scheme"] else _bare(found)


def _full(found: Any) -> Iterator[Address]:
    """With a scheme: the whole of it, where X takes the host for one."""
    url, start = found["url"], found.start("url")
    if short := _patterns()[2].match(url):
        if len(short[1]) <= MOST_OF_A_SLUG:
            yield Address(short[0], start, start + short.end())
    elif _is_host(found["host"]) and len(url) <= MOST_OF_ALL:
        yield Address(url, start, found.end("url"))


def _bare(found: Any) -> Iterator[Address]:
    """Without one: each Latin host in it; a path belongs to the last."""
    if found["before"] in ("-", "_", ".", "/"):
        return
    offset = found.start("host")
    hosts = [one for one in _patterns()[1].finditer(found["host"]) if _is_host(one[0])]
    for host in hosts:
        end = offset + host.end()
        if host is hosts[-1] and found["path"]:
            end = found.end("url")
        yield Address(found.string[offset + host.start() : end], offset + host.start(), end)


def _is_host(host: str) -> bool:
    """Whether each label has a form, and a short one, in the domain name system."""
    return all(0 < len(_label(label)) <= MOST_OF_A_LABEL for label in host.split("."))


def _label(label: str) -> str:
    if label.isascii():
        return label
    if label.lower().startswith("xn--"):  # encoded and not: no name at all
        return ""
    return "xn--" + label.lower().encode("punycode").decode("ascii")
