"""What Mastodon finds beside notifications, over real HTTP: tags, words, quotes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.mastodon import Mastodon, instance
from earshot.domain.mention import Mention
from local.platforms.mastodon import FakeMastodon

Say = Callable[..., str | None]
NOW = datetime.now(UTC)


@pytest.fixture
def searching(channel: Mastodon) -> Callable[..., Mastodon]:
    """The channel with searches."""

    def made(*searches: str, **over: Any) -> Mastodon:
        account = channel._account.model_copy(update={"searches": searches, **over})
        return Mastodon(account, channel._secrets)

    return made


@pytest.fixture
def found(server: FakeMastodon) -> Callable[..., str]:
    """Let somebody post without naming the brand."""

    def post(number: int, text: str, at: datetime = NOW, **over: Any) -> str:
        identifier = str(113_000_000_000_000_000 + number)
        author = {"id": "901", "handle": "robin@other.example"}
        told = {"id": identifier, "author": author, "text": text, "created_at": at.isoformat()}
        server.publish_elsewhere(told | over)
        return identifier

    return post


def walked(channel: Mastodon, cursor: str | None = None) -> tuple[list[Mention], str | None]:
    mentions: list[Mention] = []
    for _ in range(60):
        page = channel.fetch(cursor)
        cursor = page.cursor
        mentions += page.mentions
        if page.done:
            return mentions, cursor
    raise AssertionError("the walk has no end")


def test_a_tag_is_its_timeline_and_words_are_a_search(
    server: FakeMastodon, searching: Callable[..., Mastodon], found: Callable[..., str], say: Say
) -> None:
    channel = searching("#Größe", "purple walrus")
    say(1)
    wanted = [found(2, "so much #größe today"), found(3, "a walrus, purple as can be")]
    found(4, "neither")
    mentions, cursor = walked(channel)
    assert [mention.id for mention in mentions] == ["113000000000000001", *wanted]
    assert walked(channel, cursor)[0] == []
    asked = [(request.path, request.param("q")) for request in server.requests]
    assert ("/api/v1/timelines/tag/Gr%C3%B6%C3%9Fe", None) in asked
    assert ("/api/v2/search", "purple walrus") in asked


def test_a_tag_with_a_blank_is_a_search(
    server: FakeMastodon, searching: Callable[..., Mastodon]
) -> None:
    walked(searching("#acme router"))
    assert [r.param("q") for r in server.requests if r.path == "/api/v2/search"] == ["#acme router"]


def test_nothing_that_a_search_lists_is_left_out_or_told_twice(
    searching: Callable[..., Mastodon], found: Callable[..., str]
) -> None:
    channel = searching("walrus")
    wanted = [found(n, f"walrus {n}", NOW - timedelta(seconds=200 - n)) for n in range(1, 101)]
    mentions, cursor = walked(channel)
    assert sorted(mention.id for mention in mentions) == wanted
    late = found(101, "walrus 101")
    assert [mention.id for mention in walked(channel, cursor)[0]] == [late]


def test_a_post_of_another_server_that_arrives_late_is_heard(
    searching: Callable[..., Mastodon], found: Callable[..., str]
) -> None:
    channel = searching("#acme")
    found(100, "first #acme")
    _, cursor = walked(channel)
    late = found(50, "written before, arrived after #acme", NOW - timedelta(minutes=20))
    assert [mention.id for mention in walked(channel, cursor)[0]] == [late]


def test_a_first_search_ends_with_what_the_account_listens_since(
    server: FakeMastodon, searching: Callable[..., Mastodon], found: Callable[..., str]
) -> None:
    for number in range(1, 101):
        found(number, f"walrus {number}", NOW - timedelta(days=100 - number))
    mentions, _ = walked(searching("walrus", listen_since=NOW - timedelta(days=3, hours=1)))
    assert [mention.text for mention in mentions] == [f"walrus {n}" for n in (97, 98, 99, 100)]
    assert len([r for r in server.requests if r.path == "/api/v2/search"]) == 1


def test_a_cursor_from_before_there_were_searches_is_carried_on(
    server: FakeMastodon, channel: Mastodon, searching: Callable[..., Mastodon], say: Say
) -> None:
    say(1)
    _, plain = walked(channel)
    assert plain == server.notified[0]
    say(2)
    mentions, several = walked(searching("walrus"), plain)
    assert [mention.id for mention in mentions] == ["113000000000000002"]
    say(3)
    mentions, _ = walked(channel, several)
    assert [mention.id for mention in mentions] == ["113000000000000003"]


def test_one_search_that_fails_holds_up_nothing_else(
    server: FakeMastodon, searching: Callable[..., Mastodon], found: Callable[..., str], say: Say
) -> None:
    channel = searching("walrus", "#acme")
    say(1)
    found(2, "walrus")
    found(3, "#acme")
    server.faults.plan("500", path="/api/v2/search")
    mentions, cursor = walked(channel)
    assert [mention.id[-1] for mention in mentions] == ["1", "3"]
    assert [mention.id[-1] for mention in walked(channel, cursor)[0]] == ["2"]


def test_an_answer_that_a_search_finds_has_the_root_of_its_thread(
    searching: Callable[..., Mastodon], found: Callable[..., str]
) -> None:
    first = found(1, "a thread")
    second = found(2, "goes on", in_reply_to=first)
    third = found(3, "to a walrus", in_reply_to=second)
    ((mention,), _) = walked(searching("walrus"))
    assert (mention.id, mention.in_reply_to, mention.root) == (third, second, first)


@pytest.mark.parametrize(("version", "heard"), [(11, 1), (7, 1), (6, 0)])
def test_quotes_are_heard_where_the_server_tells_of_them(
    server: FakeMastodon, channel: Mastodon, say: Say, version: int, heard: int
) -> None:
    server.api_version = version
    say(1, text="look at this", quote={"state": "accepted", "quoted_status": {"id": "5"}})
    mentions, _ = walked(channel)
    assert len(mentions) == heard
    assert [mention.reshare_of for mention in mentions] == [None] * heard


def test_a_server_is_asked_once_what_it_can_do(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    walked(channel)
    say(1)
    channel.fetch(None)
    assert [r.path for r in server.requests].count("/api/v2/instance") == 1
    instance.forget(server.base_url)
    channel.fetch(None)
    assert [r.path for r in server.requests].count("/api/v2/instance") == 2


def test_one_post_found_that_cannot_be_read_does_not_lose_the_others(
    server: FakeMastodon, searching: Callable[..., Mastodon], found: Callable[..., str]
) -> None:
    for number in (1, 2, 3):
        found(number, f"walrus {number}")
    server.statuses.spoil("113000000000000002")
    channel = searching("walrus")
    pages = [channel.fetch(None)]
    pages.append(channel.fetch(pages[0].cursor))
    assert len(pages[1].mentions) == 2
    assert [one.field for one in pages[1].unreadable] == ["created_at"]
