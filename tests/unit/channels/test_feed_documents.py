"""Feeds in all their forms become the entries that stand beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from earshot.channels.feed.document import tree_of
from earshot.channels.feed.entries import feed_of
from earshot.channels.feed.fetching import check
from earshot.errors import Malformed, Rejected, Unavailable

DOCUMENTS = Path(__file__).parents[2] / "samples" / "feed" / "documents"
URL = "https://blog.example/feed.xml"


def files(suffix: str) -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted(DOCUMENTS.glob(f"*{suffix}"))]


def titles(body: bytes, charset: str | None = None) -> list[str | None]:
    return [entry["title"] for entry in feed_of(tree_of(body, charset), URL).entries]


def rss(title: str) -> str:
    return f"<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"


def test_there_are_documents() -> None:
    assert len(files(".xml")) == len(files(".json")) == 4


@pytest.mark.parametrize("path", files(".xml"))
def test_f81_a_document_becomes_the_entries_beside_it(path: Path) -> None:
    feed = feed_of(tree_of(path.read_bytes()), URL)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert feed.entries == expected["entries"]
    assert (feed.every.total_seconds() if feed.every else None) == expected["every"]


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (rss("Größe “x”").encode(), None),
        (rss("Größe “x”").encode("cp1252"), "windows-1252"),
        (b"\xef\xbb\xbf" + rss("Größe “x”").encode(), "windows-1252"),
        (rss("Größe “x”").encode("utf-16"), "utf-8"),
        (f"<?xml version='1.0' encoding='cp1252'?>{rss('Größe “x”')}".encode("cp1252"), "utf-8"),
        (rss("Größe “x”").encode(), "no-such-charset"),
    ],
)
def test_letters_are_read_by_what_says_more_about_them(body: bytes, charset: str | None) -> None:
    assert titles(body, charset) == ["Größe “x”"]


def test_an_entry_with_a_time_that_no_calendar_has_loses_no_other() -> None:
    items = "".join(
        f"<item><title>{name}</title><pubDate>{at}</pubDate></item>"
        for name, at in (("a", f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"), ("b", "2026-03-02"))
    )
    found = feed_of(tree_of(f"<rss><channel>{items}</channel></rss>".encode()), URL).entries
    assert [(one["title"], one["published"]) for one in found] == [
        ("a", None),
        ("b", "2026-03-02T00:00:00+00:00"),
    ]


def test_names_of_html_are_known_without_a_declaration_and_others_are_left_out() -> None:
    assert titles(rss("a&nbsp;b &hellip;&unknown;").encode()) == ["a\xa0b …"]
    with_type = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + rss("a&eacute;")
    assert titles(with_type.encode()) == ["aé"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"<html></html>",
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        b"<rss version='2.0'></rss>",
        rss("x").encode()[:-20],
        b"<rss>" * 101,
        b"<!DOCTYPE r [<!ENTITY a 'aaaa'>]>" + rss("&a;").encode(),
        b"<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>" + rss("x").encode(),
    ],
)
def test_what_is_no_feed_is_malformed_and_nothing_worse(body: bytes) -> None:
    with pytest.raises(Malformed):
        titles(body)


def resolved(*addresses: str) -> Any:
    return lambda host, port: [(0, 0, 0, "", (address, port)) for address in addresses]


@pytest.mark.parametrize(
    "addresses",
    [
        ("10.1.2.3",),
        ("127.0.0.1",),
        ("169.254.170.2",),
        ("93.184.216.34", "192.168.0.1"),
        ("::1",),
        ("fe80::1%eth0",),
        ("100.64.0.1",),
    ],
)
def test_f24_a_name_that_leads_into_a_network_is_refused(addresses: tuple[str, ...]) -> None:
    with pytest.raises(Rejected):
        check(URL, inside=False, resolve=resolved(*addresses))


def test_a_name_that_leads_out_is_fine_and_one_that_leads_nowhere_is_tried_again() -> None:
    check(URL, inside=False, resolve=resolved("93.184.216.34", "2606:2800:220:1::1"))

    def unknown(host: str, port: int) -> Any:
        raise OSError("not found")

    with pytest.raises(Unavailable):
        check(URL, inside=False, resolve=unknown)


def test_this_very_machine_is_a_place_only_where_the_account_says_so() -> None:
    check("http://127.0.0.1:8000/feed", inside=True)
    with pytest.raises(Rejected):
        check("http://127.0.0.1:8000/feed", inside=False)
    with pytest.raises(Rejected):
        check("https://localhost/feed", inside=True, resolve=resolved("127.0.0.1"))
