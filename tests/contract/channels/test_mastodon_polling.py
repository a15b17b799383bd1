"""Polling over real HTTP, against a server that behaves as documented, and badly."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels import http
from earshot.channels.mastodon import Mastodon, instance
from earshot.channels.values import Fetched
from earshot.errors import EarshotError, Rejected, Throttled, Unavailable
from local.memory import MemorySecrets
from local.platforms.mastodon import FakeMastodon
from local.platforms.serving import Fault

Say = Callable[..., str | None]


@pytest.fixture(autouse=True)
def a_server_that_was_asked_what_it_allows(server: FakeMastodon) -> None:
    with http.Http(server.base_url) as asking:
        instance.limits(asking, server.base_url)
    server.requests.clear()
    server._window = (server._window[0], 0)


def everything(channel: Mastodon) -> list[Fetched]:
    """All pages from the beginning, without the empty last one."""
    pages = [channel.fetch(None)]
    while not pages[-1].done:
        pages.append(channel.fetch(pages[-1].cursor))
    return pages[:-1]


def test_nothing_new_is_an_empty_page_with_the_cursor_as_it_was(channel: Mastodon) -> None:
    assert channel.fetch("34000009") == Fetched((), (), "34000009", True)


def test_pages_come_oldest_first_and_leave_nothing_out(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    for number in range(200):
        say(number)
    pages = everything(channel)
    assert [len(page.mentions) for page in pages] == [80, 80, 40]
    texts = [mention.text for page in pages for mention in page.mentions]
    assert texts == [f"@acmehelp mention {number}" for number in range(200)]


def test_what_is_asked_for(server: FakeMastodon, channel: Mastodon) -> None:
    channel.fetch("34")
    (request,) = server.requests
    assert (request.method, request.path) == ("GET", "/api/v1/notifications")
    assert sorted(request.params) == [
        ("include_filtered", "true"),
        ("limit", "80"),
        ("min_id", "34"),
        ("types[]", "mention"),
        ("types[]", "quote"),
    ]
    assert request.headers["authorization"] == "Bearer fake-token"


def test_a_mention_has_its_author_with_server_its_reach_and_its_address(
    channel: Mastodon, say: Say
) -> None:
    say(
        author={"id": "901", "handle": "robin", "display_name": "Robin", "followers": 12},
        text="@acmehelp <b>no</b> & yes\n\nbye 😡",
        engagement={"likes": 3, "reposts": 2, "replies": 1},
        visibility="unlisted",
        language="en",
    )
    ((mention,),) = [page.mentions for page in everything(channel)]
    assert mention.author.model_dump() == {
        "id": "901",
        "handle": "robin@127.0.0.1",
        "display_name": "Robin",
        "followers": 12,
        "bot": None,
    }
    assert mention.text == "@acmehelp <b>no</b> & yes\n\nbye 😡"
    assert mention.engagement.model_dump() == {"likes": 3, "reposts": 2, "replies": 1}
    assert (mention.visibility, mention.language) == ("unlisted", "en")
    assert mention.created_at == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_an_edit_that_notifies_is_a_newer_revision_of_the_same_mention(
    channel: Mastodon, say: Say
) -> None:
    say()
    first = channel.fetch(None)
    say(event="edit", text="@acmehelp better", edited_at="2026-03-02T08:30:00Z")
    second = channel.fetch(first.cursor)
    (before,), (after,) = first.mentions, second.mentions
    assert before.key == after.key
    assert (after.event, after.text) == ("edit", "@acmehelp better")
    assert before.revision != after.revision


def test_a_deleted_post_is_no_longer_listed(channel: Mastodon, say: Say) -> None:
    say(1)
    say(2)
    say(1, event="delete")
    ((mention,),) = [page.mentions for page in everything(channel)]
    assert mention.text == "@acmehelp mention 2"


def test_an_answer_to_our_answer_has_the_root_of_its_thread(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(1)
    say(2, in_reply_to="113000000000000001")
    say(3, in_reply_to="113000000000000002")
    mentions = [mention for page in everything(channel) for mention in page.mentions]
    assert [mention.thread for mention in mentions] == ["113000000000000001"] * 3


def test_private_mentions_are_one_conversation_and_cost_no_call_for_a_root(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(1, visibility="private")
    say(2, visibility="private", in_reply_to="113000000000000001")
    mentions = channel.fetch(None).mentions
    assert [mention.visibility for mention in mentions] == ["private", "private"]
    assert {mention.thread for mention in mentions} == {"private"}
    assert len(server.requests) == 1


def test_a_root_that_cannot_be_found_out_holds_nothing_up(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(1)
    say(2, in_reply_to="113000000000000001")
    server.faults.plan("500", path="/context")
    assert [mention.thread for mention in channel.fetch(None).mentions] == [
        "113000000000000001",
        "113000000000000001",
    ]


def test_roots_are_asked_for_once_a_thread_and_not_when_few_calls_are_left(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    for number in range(1, 6):
        say(number, in_reply_to=None if number == 1 else "113000000000000001")
    channel.fetch(None)
    assert len(server.requests) == 2
    server.limit = 102
    channel.fetch(None)
    assert len(server.requests) == 3


def test_an_id_that_is_no_id_is_never_put_into_an_address(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(1)
    say("/../../x?y=", in_reply_to="113000000000000001")
    mentions = channel.fetch(None).mentions
    assert len(mentions) == 2
    assert [request.path for request in server.requests] == ["/api/v1/notifications"]


def test_one_notification_that_is_none_does_not_lose_the_others(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(1)
    say(2, created_at="lately")
    say(3)
    page = channel.fetch(None)
    assert [mention.text for mention in page.mentions] == [
        "@acmehelp mention 1",
        "@acmehelp mention 3",
    ]
    assert [element.field for element in page.unreadable] == ["created_at"]


def test_f17_a_page_that_is_not_after_the_cursor_gives_the_cursor_back(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    for number in range(3):
        say(number)
    server.first_page_forever = True
    first = channel.fetch(None)
    newest = server.notified[-1]
    assert first.cursor == newest
    assert channel.fetch(first.cursor).cursor == newest
    assert channel.fetch("9" * 20).cursor == "9" * 20


def test_f24_addresses_in_a_link_header_are_never_followed(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    with FakeMastodon() as elsewhere:
        server._links = lambda _: {"Link": f'<{elsewhere.base_url}/x?min_id=1>; rel="prev"'}  # type: ignore[method-assign]  # a hostile server
        everything(channel)
        assert elsewhere.requests == []


def test_f24_a_redirect_is_not_followed(server: FakeMastodon, channel: Mastodon) -> None:
    server.faults.plan("redirect")
    with pytest.raises(Unavailable):
        channel.fetch(None)
    assert len(server.requests) == 1


def test_f21_asked_too_often_we_wait_until_the_reset_that_the_server_names(
    server: FakeMastodon, channel: Mastodon
) -> None:
    server.faults.plan("too_fast")
    with pytest.raises(Throttled) as refused:
        channel.fetch(None)
    assert refused.value.after is not None
    assert timedelta(minutes=4) < refused.value.after - datetime.now(UTC) <= timedelta(minutes=5)


def test_f21_the_last_call_of_a_window_says_when_the_next_may_be(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    server.limit = 1
    page = channel.fetch(None)
    assert len(page.mentions) == 1
    assert page.not_before is not None
    with pytest.raises(Throttled):
        channel.fetch(page.cursor)


def test_f22_a_refused_token_is_reauth(server: FakeMastodon, channel: Mastodon) -> None:
    server.tokens = {"another"}
    with pytest.raises(Rejected) as refused:
        channel.fetch(None)
    assert refused.value.kind == "reauth"
    assert len(server.requests) == 1


def test_f93_a_token_renewed_a_moment_ago_is_read_anew_once(
    server: FakeMastodon, channel: Mastodon, secrets: MemorySecrets, say: Say
) -> None:
    say()
    server.tokens = {"renewed"}
    secrets.refresh = lambda _: ("renewed", "fake-token")  # type: ignore[method-assign]  # renewed meanwhile
    assert len(channel.fetch(None).mentions) == 1
    assert [r.headers["authorization"] for r in server.requests] == [
        "Bearer fake-token",
        "Bearer renewed",
    ]


@pytest.mark.parametrize("token", ["", "  ", "two words", "line\nbreak", "tökén"])
def test_f93_what_is_no_token_is_never_sent(
    server: FakeMastodon, channel: Mastodon, secrets: MemorySecrets, token: str
) -> None:
    secrets.put("token", token)
    with pytest.raises(Rejected) as refused:
        channel.fetch(None)
    assert refused.value.kind == "reauth"
    assert server.requests == []


@pytest.mark.parametrize(
    "fault", ["500", "503", "html", "truncated", "cut", "slow", "drip", "huge"]
)
def test_f23_f81_whatever_else_comes_back_is_unavailable(
    server: FakeMastodon, channel: Mastodon, say: Say, short_waits: None, fault: Fault
) -> None:
    say()
    server.faults.plan(fault)
    with pytest.raises(Unavailable):
        channel.fetch(None)
    assert len(channel.fetch(None).mentions) == 1


def test_a_server_that_is_not_there_is_unavailable(server: FakeMastodon, channel: Mastodon) -> None:
    server.stop()
    with pytest.raises(Unavailable):
        channel.fetch(None)


def test_no_error_repeats_what_somebody_wrote(
    server: FakeMastodon, channel: Mastodon, say: Say, short_waits: None
) -> None:
    say(text="@acmehelp my secret words")
    faults: tuple[Fault, ...] = ("500", "html", "truncated", "cut", "slow", "too_fast")
    for fault in faults:
        server.faults.plan(fault)
        with pytest.raises(EarshotError) as refused:
            channel.fetch(None)
        assert "secret" not in str(refused.value)
        assert "fake-token" not in str(refused.value)
