"""The entries of a feed in RSS 2.0, RSS 1.0 or Atom (RFC 4287), each as a plain object of texts."""

from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, tostring

from earshot.channels.html_text import to_text
from earshot.channels.shapes import instant, link
from earshot.errors import Malformed

ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
SYNDICATION = "{http://purl.org/rss/1.0/modules/syndication/}"
THREAD = "{http://purl.org/syndication/thread/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
MOST_MEDIA = 50
PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


class Contents(NamedTuple):
    """`every` is how often the feed says that it changes."""

    entries: list[dict[str, Any]]
    every: timedelta | None


def feed_of(root: Element, url: str) -> Contents:
    """The feed in a document, entries in its order; Malformed for another kind of document."""
    if root.tag == f"{ATOM}feed":
        language = root.get(f"{XML}lang")
        base = _address(url, root.get(f"{XML}base") or "") or url
        return Contents([_atom(one, base, language) for one in root.findall(f"{ATOM}entry")], None)
    if root.tag == "rss" and (channel := root.find("channel")) is not None:
        language = _text(channel, "language")
        items = [_rss(one, "", url, language) for one in channel.findall("item")]
        return Contents(items, _every(channel, ""))
    if root.tag == f"{RDF}RDF":
        channel = root.find(f"{RSS1}channel")
        items = [_rss(one, RSS1, url, None) for one in root.findall(f"{RSS1}item")]
        return Contents(items, _every(channel, RSS1) if channel is not None else None)
    raise Malformed("no feed: neither RSS nor Atom")


def _every(channel: Element, space: str) -> timedelta | None:
    """`ttl` in minutes, and `sy:updatePeriod` parted by `sy:updateFrequency`: the longer one."""
    minutes = _number(_text(channel, f"{space}ttl"))
    found = [timedelta(minutes=minutes)] if minutes else []
    period = PERIODS.get((_text(channel, f"{SYNDICATION}updatePeriod") or "").lower())
    if period:
        found.append(period / (_number(_text(channel, f"{SYNDICATION}updateFrequency")) or 1))
    return max(found, default=None)


def _number(value: str | None) -> int | None:
    """A small one in ASCII digits."""
    usable = value is not None and value.isascii() and value.isdigit() and len(value) < 7
    return int(value) if value and usable else None


def _rss(item: Element, space: str, url: str, language: str | None) -> dict[str, Any]:
    guid, address = _text(item, f"{space}guid"), _text(item, f"{space}link")
    if address is None and guid and _is_permalink(item):
        address = guid
    body = _text(item, f"{CONTENT}encoded") or _text(item, f"{space}description")
    named = _text(item, f"{DC}creator") or _without_mail(_text(item, f"{space}author"))
    answered = item.find(f"{THREAD}in-reply-to")
    return {
        "id": guid or item.get(f"{RDF}about"),
        "link": _address(url, address),
        "title": _plain(_text(item, f"{space}title")),
        "text": _plain(body),
        "published": _time(_text(item, f"{space}pubDate") or _text(item, f"{DC}date")),
        "updated": _time(_text(item, f"{ATOM}updated")),
        "author": named,
        "language": _text(item, f"{DC}language") or language,
        "in_reply_to": answered.get("ref") if answered is not None else None,
        "media": _media((one.get("url"), one.get("type")) for one in item.findall("enclosure")),
    }


def _is_permalink(item: Element) -> bool:
    guid = item.find("guid")
    return guid is not None and guid.get("isPermaLink", "true") != "false"


def _atom(entry: Element, base: str, language: str | None) -> dict[str, Any]:
    links = entry.findall(f"{ATOM}link")
    page = next((one for one in links if one.get("rel", "alternate") == "alternate"), None)
    author = entry.find(f"{ATOM}author")
    answered = entry.find(f"{THREAD}in-reply-to")
    inside = _address(base, entry.get(f"{XML}base") or "") or base
    enclosed = [one for one in links if one.get("rel") == "enclosure"]
    return {
        "id": _text(entry, f"{ATOM}id"),
        "link": _address(inside, page.get("href")) if page is not None else None,
        "title": _construct(entry.find(f"{ATOM}title")),
        "text": _body(entry),
        "published": _time(_text(entry, f"{ATOM}published")),
        "updated": _time(_text(entry, f"{ATOM}updated")),
        "author": _text(author, f"{ATOM}name"),
        "author_uri": link(_text(author, f"{ATOM}uri")),
        "language": entry.get(f"{XML}lang") or language,
        "in_reply_to": answered.get("ref") if answered is not None else None,
        "media": _media((one.get("href"), one.get("type")) for one in enclosed),
    }


def _address(base: str, given: str | None) -> str | None:
    """An address as the document means it; None where it is none for a browser."""
    if given is None:
        return None
    try:
        return link(urljoin(base, given.strip()))
    except ValueError:
        return None


def _body(entry: Element) -> str | None:
    full, short = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")
    return _construct(full) or _construct(short)


def _text(of: Element | None, name: str) -> str | None:
    found = (of.findtext(name) or "").strip() if of is not None else ""
    return found or None


def _plain(html: str | None) -> str | None:
    """RSS does not say what is HTML: all of it is read as if it were."""
    if html is None:
        return None
    return "\n".join(line.strip() for line in to_text(html).splitlines()) or None


def _construct(of: Element | None) -> str | None:
    """A text construct of Atom by its `type`."""
    if of is None:
        return None
    kind = of.get("type", "text")
    if kind == "xhtml":
        return _plain("".join(_html(child) for child in of))
    told = "".join(of.itertext()).strip()
    return _plain(told) if kind == "html" else told or None


def _html(of: Element) -> str:
    """An element of XHTML as HTML, its names without their namespace."""
    for one in of.iter():
        one.tag = str(one.tag).rpartition("}")[2]
        for name in [name for name in one.attrib if "}" in name]:
            del one.attrib[name]
    return tostring(of, encoding="unicode", method="html")


def _time(value: str | None) -> str | None:
    """RFC 3339 or RFC 822, as ISO 8601; None where it is neither."""
    if value is None:
        return None
    found = instant(value)
    if found is None:
        try:
            found = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


def _without_mail(author: str | None) -> str | None:
    """The name in `casey@example.com (Casey Q)`; an address alone names nobody."""
    if author is None or "@" not in author:
        return author
    name = author.partition("(")[2].partition(")")[0].strip()
    return name or None


def _media(found: Any) -> list[dict[str, str]]:
    media = []
    for url, kind in found:
        if address := link(url):
            media.append({"kind": (kind or "").partition("/")[0][:32] or "file", "url": address})
    return media[:MOST_MEDIA]
