"""What is particular to Instagram, over real HTTP."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.protocol import Renews
from earshot.channels.values import Element, Unreadable
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Ambiguous, Rejected
from local.platforms.meta import INSTAGRAM
from local.platforms.meta_things import Thing
from tests.rigs.instagram import InstagramRig
from tests.rigs.meta import CASEY

MEDIA = InstagramRig.post


@pytest.fixture
def rig() -> Iterator[InstagramRig]:
    with InstagramRig() as made:
        yield made


def told(rig: InstagramRig, field: str, value: dict[str, Any]) -> list[Element]:
    entry = {
        "id": INSTAGRAM["id"],
        "time": 1788253400,
        "changes": [{"field": field, "value": value}],
    }
    return list(rig.channel().elements(rig._signed([entry], None).body))


def test_an_answer_to_an_answer_begins_with_whom_it_is_for(rig: InstagramRig) -> None:
    first = rig.say(1)
    second = rig.say(2, answers=first.id)
    posting = rig.posting(second)
    sent = rig.channel().send(posting)
    made = rig.server.things.own[-1]
    assert (made.parent, made.text) == (first.id, "@casey.q Sorry! Is the light on? 😡")
    found = rig.channel().find(posting)
    assert found is not None
    assert found.platform_id == sent.platform_id
    named = rig.posting(second, text="Hi @Casey.Q!", id="r9")
    rig.channel().send(named)
    assert rig.server.things.own[-1].text == "Hi @Casey.Q!"


def test_f69_the_name_in_front_counts_towards_the_limit(rig: InstagramRig) -> None:
    second = rig.say(2, answers=rig.say(1).id)
    name = "@casey.q "
    rig.channel().allow(rig.posting(second, text="x" * (300 - len(name))))
    with pytest.raises(Rejected, match="301 characters; at most 300"):
        rig.channel().allow(rig.posting(second, text="x" * (301 - len(name))))


def test_f69_a_message_is_counted_in_bytes(rig: InstagramRig) -> None:
    said = rig.say(1, private=True)
    rig.channel().send(rig.posting(said, text="é" * 500))
    with pytest.raises(Rejected, match="1002 bytes; at most 1000"):
        rig.channel().send(rig.posting(said, text="é" * 501))


@pytest.mark.parametrize("in_a_comment", [True, False])
def test_a_mention_is_looked_up_and_answered_where_it_stands(
    rig: InstagramRig, in_a_comment: bool
) -> None:
    rig.server.things.add(Thing("180", "media", "With @acme", CASEY, rig.now))
    rig.server.things.add(Thing("179", "comment", "Ask @acme", CASEY, rig.now, "180", "180"))
    value = {"media_id": "180"} | ({"comment_id": "179"} if in_a_comment else {})
    (heard,) = told(rig, "mentions", value)
    assert isinstance(heard, Mention)
    assert heard.text == ("Ask @acme" if in_a_comment else "With @acme")
    assert heard.author.handle == "casey.q"
    assert heard.permalink == "https://www.instagram.com/p/180/"
    posting = rig.posting(heard)
    rig.channel().send(posting)
    request = rig.server.requests[-1]
    assert request.path == f"/v26.0/{INSTAGRAM['id']}/mentions"
    assert b"media_id=180" in request.body
    assert (b"comment_id=179" in request.body) is in_a_comment
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)


@pytest.mark.parametrize(
    "value", [{"media_id": "1){id},x(2"}, {"media_id": "1", "comment_id": "a b"}]
)
def test_what_is_no_id_is_never_asked_for(rig: InstagramRig, value: dict[str, Any]) -> None:
    (heard,) = told(rig, "mentions", value)
    assert isinstance(heard, Unreadable)
    assert rig.server.requests == []


def test_a_mention_that_cannot_be_seen_is_counted(rig: InstagramRig) -> None:
    (heard,) = told(rig, "mentions", {"media_id": "404"})
    assert isinstance(heard, Notice)
    assert heard.label == "mentions.invisible"


def test_what_was_read_is_told_by_the_message(rig: InstagramRig) -> None:
    event = {"sender": {"id": "8392"}, "timestamp": 1788253500523, "read": {"mid": "own"}}
    body = rig._signed([{"id": INSTAGRAM["id"], "time": 1, "messaging": [event]}], None).body
    (heard,) = rig.channel().elements(body)
    assert isinstance(heard, Notice)
    assert (heard.kind, heard.platform_id) == ("read", "own")


def test_answers_below_comments_are_polled_with_them(rig: InstagramRig) -> None:
    first = rig.say(1)
    second = rig.say(2, answers=first.id)
    page = rig.channel().fetch(None)
    assert [one.id for one in page.mentions] == [first.id, second.id]
    assert page.mentions[1].in_reply_to == first.id
    assert page.mentions[1].root == MEDIA


def test_a_comment_has_a_private_answer(rig: InstagramRig) -> None:
    said = rig.say(1)
    rig.channel().send(rig.posting(said, visibility="private"))
    body = rig.server.requests[-1].json()
    assert body["recipient"] == {"comment_id": said.id}
    assert body["message"]["metadata"] == "c0123456789:r0123456789abcdef"


@pytest.mark.parametrize(("act", "field"), [("hide", "hidden"), ("delete", "gone")])
def test_a_comment_is_hidden_or_deleted_and_that_is_found(
    rig: InstagramRig, act: str, field: str
) -> None:
    said = rig.say(1)
    posting = rig.posting(said, act=act, text="")
    assert rig.channel().find(posting) is None
    rig.channel().send(posting)
    assert getattr(rig.server.things.known[said.id], field) is True
    assert rig.channel().find(posting) is not None


def test_nothing_is_liked(rig: InstagramRig) -> None:
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(rig.say(1), act="like"))
    assert refused.value.kind == "not_allowed_by_policy"
    assert rig.server.requests == []


def with_own_login(rig: InstagramRig, **secret: str) -> None:
    rig.account = rig.account.model_copy(update={"options": {"login": "instagram"}})
    rig.secrets.put("answer", json.dumps({"token": "fake-token", **secret}))


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def test_with_instagrams_own_login_messages_are_the_accounts(rig: InstagramRig) -> None:
    with_own_login(rig)
    rig.channel().send(rig.posting(rig.say(1, private=True)))
    assert rig.server.requests[-1].path == f"/v26.0/{INSTAGRAM['id']}/messages"
    rig.account = rig.account.model_copy(update={"base_url": None})
    assert rig.channel().base == "https://graph.instagram.com"
    rig.account = rig.account.model_copy(update={"options": {"page_id": "104"}})
    assert rig.channel().base == "https://graph.facebook.com"


def test_without_the_page_no_message_can_be_sent(rig: InstagramRig) -> None:
    rig.account = rig.account.model_copy(update={"options": {}})
    with pytest.raises(Rejected, match="page_id"):
        rig.channel().send(rig.posting(rig.say(1, private=True)))
    assert rig.server.requests == []


@pytest.mark.parametrize(("days", "renewed"), [(19, True), (21, False), (-1, False)])
def test_a_token_is_renewed_in_its_last_third_and_stored_before_it_is_used(
    rig: InstagramRig, days: float, renewed: bool
) -> None:
    with_own_login(rig, expires_at=in_days(days), app_secret="kept")
    rig.channel().send(rig.posting(rig.say(1)))
    held = json.loads(rig.secrets.values("answer")[0])
    assert held["token"] == ("fake-token-again" if renewed else "fake-token")
    assert held["app_secret"] == "kept"
    assert rig.server.requests[-1].headers["authorization"] == f"Bearer {held['token']}"
    channel = rig.channel()
    assert isinstance(channel, Renews)
    ends = channel.expires(rig.secrets.values("answer")[0])
    assert ends is not None
    if renewed:
        assert ends - datetime.now(UTC) > timedelta(days=59)


def test_a_renewal_that_fails_holds_up_no_answer(rig: InstagramRig) -> None:
    with_own_login(rig, expires_at=in_days(3))
    rig.server.faults.plan("500", path="/refresh_access_token")
    rig.channel().send(rig.posting(rig.say(1)))
    assert len(rig.posts) == 1
    assert json.loads(rig.secrets.values("answer")[0])["token"] == "fake-token"


def test_a_token_of_the_other_login_has_no_end(rig: InstagramRig) -> None:
    rig.channel().send(rig.posting(rig.say(1)))
    assert rig.channel().expires(rig.secrets.values("answer")[0]) is None
    assert all("refresh" not in request.path for request in rig.server.requests)


def test_one_answer_that_cannot_be_read_loses_neither_its_comment_nor_the_other_answers(
    rig: InstagramRig,
) -> None:
    first = rig.say(1)
    bad = rig.say(2, answers=first.id)
    good = rig.say(3, answers=first.id)
    rig.spoil(2)
    page = rig.channel().fetch(None)
    assert [one.id for one in page.mentions] == [first.id, good.id]
    (kept,) = page.unreadable
    assert kept.field == "timestamp"
    mended = rig.channel().read(kept.raw.replace("lately", "2026-09-01T09:00:00+0000"))
    assert (mended.id, mended.in_reply_to, mended.root) == (bad.id, first.id, MEDIA)
    again = rig.channel().fetch(page.cursor)
    assert (again.mentions, again.unreadable) == ((), ())


def test_d27_an_answer_of_ours_is_known_as_ours_though_its_author_is_kept_back(
    rig: InstagramRig,
) -> None:
    """D27. The name alone is shown, which is that of the owner of the media."""
    first = rig.say(1)
    rig.channel().send(rig.posting(first))
    rig.server.things.own[-1].nameless = True
    rig.server.things.known[first.id].nameless = True
    heard = {one.author.id for one in rig.channel().fetch(None).mentions}
    assert heard == {"@casey.q", INSTAGRAM["id"]}


def test_the_same_words_by_nobody_knows_whom_prove_nothing(rig: InstagramRig) -> None:
    posting = rig.posting(rig.say(1))
    rig.channel().send(posting)
    rig.server.things.own[-1].nameless = True
    with pytest.raises(Ambiguous, match="whose they are"):
        rig.channel().find(posting)


def test_without_the_page_a_comment_can_be_answered(rig: InstagramRig) -> None:
    rig.account = rig.account.model_copy(update={"options": {}})
    rig.channel().send(rig.posting(rig.say(1)))
    assert len(rig.posts) == 1
