"""Posting and finding replies over real HTTP: what is certain, and what is not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.mastodon import Mastodon
from earshot.domain.case import Reply
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from local.platforms.mastodon import FakeMastodon
from local.platforms.serving import Fault
from tests import builders
from tests.builders import posting

Say = Callable[..., str | None]
PARENT = "113000000000000001"


def reply(**over: Any) -> Reply:
    fields: dict[str, Any] = {
        "channel": "mastodon",
        "in_reply_to": PARENT,
        "text": "Sorry! Is the light on?",
        "created_at": datetime.now(UTC),
    }
    return builders.reply(**(fields | over))


def test_a_reply_names_its_addressee_answers_the_post_and_carries_its_id_as_key(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(language="de")
    sent = channel.send(posting(reply(language="de")))
    (post,) = server.posts
    assert post["text"] == "@casey@other.example Sorry! Is the light on?"
    assert post["in_reply_to_id"] == PARENT
    assert (post["visibility"], post["language"]) == ("public", "de")
    assert post["idempotency_key"] == "p1"
    assert sent.platform_id == post["id"]
    assert sent.permalink == f"{server.base_url}/posts/{post['id']}"
    assert abs(sent.at - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize("language", [None, "und", "not a language"])
def test_a_language_that_is_not_known_is_left_out(
    server: FakeMastodon, channel: Mastodon, say: Say, language: str | None
) -> None:
    say()
    channel.send(posting(reply(language=language)))
    assert server.posts[0]["language"] is None


@pytest.mark.parametrize(
    ("parents", "wanted", "posted"),
    [
        ("private", "public", "direct"),
        ("followers", "public", "private"),
        ("unlisted", "public", "unlisted"),
        ("public", "private", "direct"),
    ],
)
def test_a_reply_goes_to_no_more_people_than_its_parent(
    server: FakeMastodon, channel: Mastodon, say: Say, parents: str, wanted: str, posted: str
) -> None:
    say(visibility=parents)
    channel.send(posting(reply(visibility=wanted)))
    assert server.posts[0]["visibility"] == posted


def test_f65_the_same_reply_sent_again_is_the_same_post(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    assert channel.send(posting(reply())).platform_id == channel.send(posting(reply())).platform_id
    assert len(server.posts) == 1


def test_f70_a_parent_that_is_gone_is_not_answered(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    say(event="delete")
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply()))
    assert refused.value.kind == "target_gone"
    assert server.posts == []


def test_f69_a_text_over_the_servers_limit_is_refused_before_it_is_sent(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    server.max_characters = 60
    name = "@casey "
    fits = "x" * (60 - len(name))
    channel.send(posting(reply(text=fits)))
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply(text=fits + "x")))
    assert refused.value.kind == "too_long"
    assert len(server.posts) == 1


def test_a_server_that_does_not_tell_its_limit_has_the_usual_one(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    server.faults.plan("500", path="/api/v2/instance")
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply(text="x" * 500)))
    assert refused.value.kind == "too_long"


@pytest.mark.parametrize(
    ("status", "kind"), [(401, "reauth"), (403, "forbidden"), (422, "invalid")]
)
def test_f63_a_refusal_names_its_class(
    server: FakeMastodon,
    channel: Mastodon,
    say: Say,
    status: int,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say()
    monkeypatch.setattr(server, "refuse_posts_with", status)
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply()))
    assert refused.value.kind == kind


def test_an_id_of_another_platform_is_never_put_into_an_address(
    server: FakeMastodon, channel: Mastodon
) -> None:
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply(in_reply_to="../accounts/1")))
    assert refused.value.kind == "invalid"
    assert server.requests == []


@pytest.mark.parametrize("fault", ["500", "503", "html", "truncated", "cut", "slow"])
def test_f63_what_fails_before_the_post_certainly_was_not_sent(
    server: FakeMastodon, channel: Mastodon, say: Say, short_waits: None, fault: Fault
) -> None:
    say()
    server.faults.plan(fault, method="GET", path="/statuses/")
    with pytest.raises(Unavailable):
        channel.send(posting(reply()))
    assert server.posts == []


def test_f63_a_refused_connection_certainly_was_not_sent(
    server: FakeMastodon, channel: Mastodon
) -> None:
    server.stop()
    with pytest.raises(Unavailable):
        channel.send(posting(reply()))


def test_f64_asked_too_often_the_reply_waits(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    server.faults.plan("too_fast", method="POST")
    with pytest.raises(Throttled) as refused:
        channel.send(posting(reply()))
    assert refused.value.after is not None
    assert server.posts == []


@pytest.mark.parametrize("fault", ["cut", "slow", "truncated"])
def test_f62_a_post_whose_answer_is_lost_is_ambiguous_and_can_be_found(
    server: FakeMastodon, channel: Mastodon, say: Say, short_waits: None, fault: Fault
) -> None:
    say()
    server.faults.plan(fault, method="POST")
    with pytest.raises(Ambiguous):
        channel.send(posting(reply()))
    (post,) = server.posts
    found = channel.find(posting(reply()))
    assert found is not None
    assert found.platform_id == post["id"]


@pytest.mark.parametrize("fault", ["500", "503", "html"])
def test_f62_an_answer_that_says_nothing_is_ambiguous_and_the_post_is_not_found(
    server: FakeMastodon, channel: Mastodon, say: Say, fault: Fault
) -> None:
    say()
    server.faults.plan(fault, method="POST")
    with pytest.raises(Ambiguous):
        channel.send(posting(reply()))
    assert server.posts == []
    assert channel.find(posting(reply())) is None


def test_a_post_is_never_repeated_within_a_call(
    server: FakeMastodon, channel: Mastodon, say: Say, short_waits: None
) -> None:
    say()
    faults: tuple[Fault, ...] = ("cut", "slow", "500")
    for fault in faults:
        server.faults.plan(fault, method="POST")
        with pytest.raises(Ambiguous):
            channel.send(posting(reply()))
    assert len([r for r in server.requests if r.method == "POST"]) == 3


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"text": "Something else"}, "other words"),
        ({"in_reply_to": "113000000000000002"}, "another parent"),
    ],
)
def test_only_the_same_words_to_the_same_post_are_found(
    server: FakeMastodon, channel: Mastodon, say: Say, other: dict[str, str], why: str
) -> None:
    say(1)
    say(2)
    channel.send(posting(reply()))
    assert channel.find(posting(reply(**other))) is None, why


def test_what_we_said_before_this_reply_was_meant_is_not_this_reply(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    channel.send(posting(reply()))
    later = datetime.now(UTC) + timedelta(minutes=10)
    assert channel.find(posting(reply(created_at=later))) is None


def test_the_same_words_by_somebody_else_are_not_ours(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say(1)
    now = datetime.now(UTC).isoformat()
    say(2, in_reply_to=PARENT, text="Sorry! Is the light on?", created_at=now)
    assert channel.find(posting(reply())) is None


def test_a_reply_with_links_paragraphs_and_markup_is_found_again(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    text = "See https://example.com/a?b=1&c=2\n\n<3 & thanks,\nGrace"
    channel.send(posting(reply(text=text)))
    assert channel.find(posting(reply(text=text))) is not None


def test_without_own_ids_the_token_tells_who_we_are(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    channel.send(posting(reply()))
    nameless = Mastodon(channel._account.model_copy(update={"own_ids": ()}), channel._secrets)
    assert nameless.find(posting(reply())) is not None


def test_a_thread_that_cannot_be_seen_proves_nothing(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    with pytest.raises(Ambiguous):
        channel.find(posting(reply()))
    say()
    server.faults.plan("500", path="/context")
    with pytest.raises(Unavailable):
        channel.find(posting(reply()))
