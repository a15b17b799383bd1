"""Posting and finding replies over real HTTP: what is certain, and what is not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.mastodon import Mastodon, finding
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


def test_s53_a_further_part_answers_our_own_post_and_still_names_the_customer(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    customers = builders.mention(
        id=PARENT, channel="mastodon", author={"id": "900", "handle": "casey@other.example"}
    )
    first = channel.send(posting(reply(part=1, parts=2, text="One (1/2)"), parent=customers))
    part = {"id": "p1-2", "part": 2, "parts": 2, "answers": PARENT, "text": "Two (2/2)"}
    below = reply(**part, in_reply_to=first.platform_id)
    channel.send(posting(below, parent=customers))
    assert [post["text"] for post in server.posts] == [
        "@casey@other.example One (1/2)",
        "@casey@other.example Two (2/2)",
    ]
    assert [post["in_reply_to_id"] for post in server.posts] == [PARENT, first.platform_id]


def test_s53_a_part_is_measured_with_whom_it_names_and_by_default_before_the_server_told(
    server: FakeMastodon, channel: Mastodon
) -> None:
    customers = builders.mention(id=PARENT, author={"id": "900", "handle": "casey@other.example"})
    (limit,) = channel.part_limits(posting(reply(), parent=customers))
    assert (limit.most, limit.count("Hello")) == (500, len("@casey Hello"))


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


def test_a_thread_that_cannot_be_seen_is_made_up_for_by_our_own_posts(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    assert channel.find(posting(reply())) is None
    say()
    sent = channel.send(posting(reply()))
    say(event="delete")
    found = channel.find(posting(reply()))
    assert found is not None
    assert found.platform_id == sent.platform_id


def test_a_private_thread_that_cannot_be_seen_proves_nothing(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    with pytest.raises(Ambiguous):
        channel.find(posting(reply(visibility="private")))


@pytest.mark.parametrize("path", ["/context", "/accounts/1/statuses"])
def test_what_cannot_be_read_now_proves_nothing(
    server: FakeMastodon, channel: Mastodon, say: Say, path: str
) -> None:
    say()
    server.faults.plan("500", path=path)
    with pytest.raises(Unavailable):
        channel.find(posting(reply()))


def test_a_reply_that_its_thread_does_not_show_yet_is_found_among_our_own_posts(
    server: FakeMastodon, channel: Mastodon, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say()
    sent = channel.send(posting(reply()))
    monkeypatch.setattr(server.statuses, "context", lambda _: {"ancestors": [], "descendants": []})
    found = channel.find(posting(reply()))
    assert found is not None
    assert found.platform_id == sent.platform_id


def test_our_own_posts_are_read_back_to_when_the_reply_was_meant_and_no_further(
    server: FakeMastodon, channel: Mastodon, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_PAGES", 2)
    monkeypatch.setattr(finding, "PAGE", 3)
    say()
    for number in range(6):
        channel.send(posting(reply(id=f"p{number}", text=f"Number {number}")))
    later = datetime.now(UTC) + timedelta(minutes=10)
    server.requests.clear()
    assert channel.find(posting(reply(created_at=later))) is None
    assert len([r for r in server.requests if r.path.endswith("/accounts/1/statuses")]) == 1
    with pytest.raises(Ambiguous):
        channel.find(posting(reply(text="Never said")))


def test_f69_limits_that_became_lower_are_asked_for_anew(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    channel.send(posting(reply()))
    server.max_characters = 60
    with pytest.raises(Rejected, match="107 characters; at most 60") as refused:
        channel.send(posting(reply(id="p2", text="x" * 100)))
    assert refused.value.kind == "too_long"
    assert len(server.posts) == 1


def test_f69_a_length_is_told_when_the_reply_is_planned_where_the_server_was_asked(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    long = posting(reply(text="x" * 501))
    channel.allow(long)
    say()
    channel.send(posting(reply()))
    server.requests.clear()
    with pytest.raises(Rejected) as refused:
        channel.allow(long)
    assert refused.value.kind == "too_long"
    assert server.requests == []


def test_only_our_own_posts_are_deleted(server: FakeMastodon, channel: Mastodon, say: Say) -> None:
    say()
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply(act="delete", text="")))
    assert refused.value.kind == "not_allowed_by_policy"
    assert "DELETE" not in {request.method for request in server.requests}


def test_a_post_of_ours_that_is_gone_already_is_deleted(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    sent = channel.send(posting(reply()))
    deleting = posting(reply(act="delete", text="", in_reply_to=sent.platform_id))
    assert channel.send(deleting) is not None
    assert channel.send(deleting).platform_id == sent.platform_id
    assert server.posts == []


def test_a_like_of_a_post_that_cannot_be_seen_is_not_known(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    with pytest.raises(Ambiguous):
        channel.find(posting(reply(act="like", text="")))


@pytest.mark.parametrize("act", ["hide"])
def test_what_the_platform_cannot_do_is_refused_before_any_call(
    server: FakeMastodon, channel: Mastodon, act: str
) -> None:
    with pytest.raises(Rejected) as refused:
        channel.send(posting(reply(act=act, text="")))
    assert refused.value.kind == "not_allowed_by_policy"
    assert server.requests == []


def test_a_post_that_was_edited_meanwhile_is_answered_as_it_stands(
    server: FakeMastodon, channel: Mastodon, say: Say
) -> None:
    say()
    say(
        event="edit",
        edited_at="2026-03-02T09:00:00Z",
        author={"id": "900", "handle": "robin@other.example"},
    )
    channel.send(posting(reply()))
    assert server.posts[0]["text"].startswith("@robin@other.example ")
