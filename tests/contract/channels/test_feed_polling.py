"""What only feeds do, over HTTP: conditional requests, redirects, and how often to ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot import channels
from earshot.channels.values import Fetched
from earshot.errors import Rejected, Unavailable, Unknown
from local.platforms.feed import FakeFeed
from tests.rigs.feed import FeedRig


@pytest.fixture
def rig() -> Iterator[FeedRig]:
    with FeedRig() as made:
        yield made


def at(rig: FeedRig, path: str) -> None:
    changes = {"base_url": rig.server.base_url + path}
    rig.account = rig.account.model_copy(update=changes)


def wait_of(page: Fetched) -> timedelta:
    assert page.not_before is not None
    return page.not_before - datetime.now(UTC)


def about(wait: timedelta, minutes: float) -> bool:
    return timedelta(0) <= timedelta(minutes=minutes) - wait < timedelta(seconds=10)


@contextmanager
def another() -> Iterator[FakeFeed]:
    with FakeFeed() as made:
        made.known = None
        yield made


def test_a_feed_that_is_as_it_was_is_not_sent_again(rig: FeedRig) -> None:
    rig.say(1)
    first = rig.channel().fetch(None)
    second = rig.channel().fetch(first.cursor)
    asked = rig.server.requests[-1].headers
    assert asked["if-none-match"].startswith('"')
    assert asked["if-modified-since"].endswith("GMT")
    assert (second.mentions, second.done, second.cursor) == ((), True, first.cursor)


@pytest.mark.parametrize(
    ("head", "headers", "minutes"),
    [
        ("", {}, 15),
        ("<ttl>60</ttl>", {}, 60),
        ("<ttl>5</ttl>", {}, 5),
        ("", {"Cache-Control": "public, max-age=1800"}, 30),
        ("<ttl>60</ttl>", {"Cache-Control": "max-age=600"}, 60),
        ("", {"Cache-Control": "no-cache, max-age=0"}, 15),
        (
            '<updatePeriod xmlns="http://purl.org/rss/1.0/modules/syndication/">daily</updatePeriod>'
            '<updateFrequency xmlns="http://purl.org/rss/1.0/modules/syndication/">4'
            "</updateFrequency>",
            {},
            360,
        ),
        ("<ttl>99999</ttl>", {}, 1440),
        (f"<ttl>{'9' * 40}</ttl>", {}, 15),
        ("<ttl>soon</ttl>", {"Cache-Control": "max-age=often"}, 15),
    ],
)
def test_it_is_not_asked_for_more_often_than_it_says(
    rig: FeedRig, head: str, headers: dict[str, str], minutes: int
) -> None:
    rig.server.head, rig.server.headers = head, headers
    rig.say(1)
    first = rig.channel().fetch(None)
    assert about(wait_of(first), minutes)
    assert about(wait_of(rig.channel().fetch(first.cursor)), minutes)


@pytest.mark.parametrize("status", [301, 308])
def test_an_address_that_has_moved_for_good_is_remembered(rig: FeedRig, status: int) -> None:
    at(rig, "/old.xml")
    rig.server.elsewhere["/old.xml"] = (status, "/feed.xml")
    rig.say(1)
    first = rig.channel().fetch(None)
    assert len(first.mentions) == 1
    rig.say(2)
    second = rig.channel().fetch(first.cursor)
    assert len(second.mentions) == 1
    assert [request.path for request in rig.server.requests] == [
        "/old.xml",
        "/feed.xml",
        "/feed.xml",
    ]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_one_that_is_elsewhere_for_now_is_asked_again(rig: FeedRig, status: int) -> None:
    at(rig, "/old.xml")
    rig.server.elsewhere["/old.xml"] = (status, f"{rig.server.base_url}/feed.xml")
    rig.say(1)
    first = rig.channel().fetch(None)
    assert len(first.mentions) == 1
    rig.channel().fetch(first.cursor)
    assert [request.path for request in rig.server.requests].count("/old.xml") == 2


def test_what_moved_for_good_behind_a_detour_is_not_remembered(rig: FeedRig) -> None:
    at(rig, "/a.xml")
    rig.server.elsewhere |= {"/a.xml": (302, "/b.xml"), "/b.xml": (301, "/feed.xml")}
    first = rig.channel().fetch(None)
    rig.channel().fetch(first.cursor)
    assert rig.server.requests[3].path == "/a.xml"


@pytest.mark.parametrize(("redirects", "heard"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_more(rig: FeedRig, redirects: int, heard: bool) -> None:
    at(rig, "/0")
    rig.say(1)
    for number in range(redirects):
        last = number == redirects - 1
        rig.server.elsewhere[f"/{number}"] = (302, "/feed.xml" if last else f"/{number + 1}")
    if heard:
        assert len(rig.channel().fetch(None).mentions) == 1
    else:
        with pytest.raises(Unavailable):
            rig.channel().fetch(None)


@pytest.mark.parametrize(
    "address",
    [
        "https://10.0.0.1/feed.xml",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fd00::1]/feed.xml",
        "http://192.168.1.1/feed.xml",
        "ftp://127.0.0.1/feed.xml",
        "file:///etc/passwd",
        "https:///feed.xml",
    ],
)
def test_f24_it_is_not_sent_into_a_network(rig: FeedRig, address: str) -> None:
    at(rig, "/old.xml")
    rig.server.elsewhere["/old.xml"] = (301, address)
    with pytest.raises(Rejected) as refused:
        rig.channel().fetch(None)
    assert refused.value.kind == "invalid"


def test_the_password_goes_to_the_configured_host_alone(rig: FeedRig) -> None:
    with another() as other:
        other.write(1, "hello", rig.now)
        rig.server.elsewhere["/feed.xml"] = (302, f"{other.base_url}/feed.xml")
        assert len(rig.channel().fetch(None).mentions) == 1
        assert "authorization" in rig.server.requests[0].headers
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize("held", ["random letters", '{"username": "acme"}', "{}"])
def test_a_secret_that_is_no_password_is_not_sent(rig: FeedRig, held: str) -> None:
    rig.secrets.put("listen", held)
    rig.server.known = None
    rig.say(1)
    assert len(rig.channel().fetch(None).mentions) == 1
    assert "authorization" not in rig.server.requests[0].headers


def test_a_feed_that_is_gone_for_good_says_so(rig: FeedRig) -> None:
    rig.server.gone = True
    with pytest.raises(Rejected, match="gone for good") as refused:
        rig.channel().fetch(None)
    assert refused.value.kind == "forbidden"


def test_what_is_no_longer_in_the_feed_is_not_deleted_and_not_new_again(rig: FeedRig) -> None:
    rig.say(1)
    rig.say(2)
    cursor = rig.channel().fetch(None).cursor
    one = rig.server.entries.pop(1)
    page = rig.channel().fetch(cursor)
    assert page.mentions == ()
    rig.server.entries[1] = one
    assert rig.channel().fetch(page.cursor).mentions == ()


def test_another_address_for_the_same_feed_says_nothing_twice(rig: FeedRig) -> None:
    rig.say(1)
    cursor = rig.channel().fetch(None).cursor
    at(rig, "/atom.xml")
    page = rig.channel().fetch(cursor)
    assert page.mentions == ()
    assert "if-none-match" not in rig.server.requests[-1].headers


def test_an_entry_without_a_time_was_written_when_it_was_first_seen(rig: FeedRig) -> None:
    rig.say(1)
    body = rig.server.body()
    start, end = body.index(b"<pubDate>"), body.index(b"</pubDate>")
    rig.server.body = lambda: body[:start] + body[end + 10 :]  # type: ignore[method-assign]
    (heard,) = rig.channel().fetch(None).mentions
    assert abs(heard.created_at - datetime.now(UTC)) < timedelta(seconds=5)


def test_atom_tells_when_an_entry_was_changed(rig: FeedRig) -> None:
    rig.server.atom = True
    rig.say(1)
    first = rig.channel().fetch(None)
    assert first.mentions[0].author.display_name == "Casey Q"
    rig.server.entries[1] |= {"text": "it came", "updated": rig.now}
    (heard,) = rig.channel().fetch(first.cursor).mentions
    assert (heard.event, heard.text, heard.edited_at) == ("edit", "it came", rig.now)


@pytest.mark.parametrize("address", ["http://[bad", "http://[::1", "//[", "https://a:b/"])
def test_an_address_that_is_none_does_no_harm(rig: FeedRig, address: str) -> None:
    rig.say(1)
    rig.server.entries[1]["link"] = address
    (heard,) = rig.channel().fetch(None).mentions
    assert heard.permalink in (None, address)
    at(rig, "/old.xml")
    rig.server.elsewhere["/old.xml"] = (301, address)
    with pytest.raises((Unavailable, Rejected)):
        rig.channel().fetch(None)


def test_a_redirect_with_a_long_body_is_cut_off_as_any_answer_is(rig: FeedRig) -> None:
    rig.server.elsewhere["/feed.xml"] = (301, "/other.xml")
    rig.server.faults.plan("huge")
    with pytest.raises(Unavailable, match="answer over"):
        rig.channel().fetch(None)
    assert len(rig.server.requests) == 1


def test_a_change_in_the_year_one_is_set_aside(rig: FeedRig) -> None:
    rig.server.atom = True
    rig.say(1)
    cursor = rig.channel().fetch(None).cursor
    rig.server.entries[1] |= {"updated": datetime(1, 1, 1, tzinfo=UTC)}
    page = rig.channel().fetch(cursor)
    assert (page.mentions, page.unreadable[0].field) == ((), "edited_at")


def test_what_cannot_be_read_is_told_of_once(rig: FeedRig) -> None:
    rig.say(1)
    rig.spoil(1)
    first = rig.channel().fetch(None)
    assert len(first.unreadable) == 1
    rig.say(2)
    assert rig.channel().fetch(first.cursor).unreadable == ()


def test_more_entries_than_the_cursor_remembers_are_all_known_while_they_stand(
    rig: FeedRig,
) -> None:
    for number in range(700):
        rig.say(number)
    first = rig.channel().fetch(None)
    assert len(first.mentions) == 700
    rig.server.head = "<ttl>60</ttl>"
    assert rig.channel().fetch(first.cursor).mentions == ()


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "aaaa">', '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;']
)
def test_a_feed_that_declares_entities_is_not_read(rig: FeedRig, declared: str) -> None:
    document = f"<!DOCTYPE rss [{declared}]>" + rig.server.body().decode().partition("\n")[2]
    body: Any = document.encode()
    rig.server.body = lambda: body  # type: ignore[method-assign]
    with pytest.raises(Unavailable, match="declares entities"):
        rig.channel().fetch(None)


def test_nothing_can_be_answered(rig: FeedRig) -> None:
    with pytest.raises(Unknown):
        channels.answering(rig.account, rig.secrets)


def test_two_posts_under_one_id_are_two_and_are_heard_once(rig: FeedRig) -> None:
    for number in (1, 2):
        rig.say(number, text=f"parcel {number}")
        rig.server.entries[number]["id"] = "https://blog.example/"
    page = rig.channel().fetch(None)
    assert [(one.event, one.text) for one in page.mentions] == [
        ("create", "parcel 1"),
        ("create", "parcel 2"),
    ]
    assert len({one.id for one in page.mentions}) == 2
    rig.say(3)
    assert len(rig.channel().fetch(page.cursor).mentions) == 1


def test_two_versions_of_a_post_are_one_and_are_heard_once(rig: FeedRig) -> None:
    for number in (1, 2):
        rig.say(number, text=f"version {number}")
    rig.server.entries[2] |= {name: rig.server.entries[1][name] for name in ("id", "link")}
    page = rig.channel().fetch(None)
    assert [(one.event, one.text) for one in page.mentions] == [
        ("create", "version 1"),
        ("edit", "version 2"),
    ]
    assert len({one.id for one in page.mentions}) == 1
    rig.say(3)
    page = rig.channel().fetch(page.cursor)
    assert len(page.mentions) == 1
    del rig.server.entries[2]
    rig.edit(1, "version 3")
    (heard,) = rig.channel().fetch(page.cursor).mentions
    assert (heard.event, heard.text) == ("edit", "version 3")
