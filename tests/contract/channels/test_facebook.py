"""What is particular to a Facebook Page and Messenger, over real HTTP."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.facebook import Facebook
from earshot.channels.meta import connector
from earshot.channels.values import Element, Unreadable
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Ambiguous, Rejected, Unavailable
from local.platforms.meta import PAGE
from local.platforms.meta_things import Thing
from local.platforms.serving import as_json
from tests.rigs.facebook import FacebookRig
from tests.rigs.meta import CASEY

POST = FacebookRig.post


@pytest.fixture
def rig() -> Iterator[FacebookRig]:
    with FacebookRig() as made:
        yield made


def told(rig: FacebookRig, *entries: dict[str, Any]) -> list[Element]:
    return list(rig.channel().elements(rig._signed(list(entries), None).body))


def change(field: str, value: dict[str, Any], owner: str = PAGE["id"]) -> dict[str, Any]:
    return {"id": owner, "time": 1788253201, "changes": [{"field": field, "value": value}]}


def messaging(event: dict[str, Any], name: str = "messaging") -> dict[str, Any]:
    sent = {"sender": {"id": "7392"}, "recipient": PAGE, "timestamp": 1788253300523}
    return {"id": PAGE["id"], "time": 1788253300871, name: [sent | event]}


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        (change("feed", {"item": "reaction", "verb": "add"}), "feed.reaction.add"),
        (change("feed", {"item": "comment", "verb": "hide"}), "feed.comment.hide"),
        (change("feed", {"item": "Naughty words!", "verb": "add"}), "unnamed"),
        (change("ratings", {}), "ratings"),
        (messaging({"reaction": {"mid": "m", "emoji": "x"}}), "messaging.reaction"),
        (messaging({"read": {"watermark": 1788253300000}}), "messaging.read"),
        (messaging({"delivery": {"watermark": 1788253300000}}), "messaging.delivery"),
        (messaging({"message": {"mid": "m", "text": "hi"}}, "standby"), "standby"),
    ],
)
def test_f15_what_is_of_no_concern_is_named(
    rig: FacebookRig, entry: dict[str, Any], label: str
) -> None:
    (heard,) = told(rig, entry)
    assert isinstance(heard, Notice)
    assert (heard.kind, heard.label) == ("other", label)


def test_what_became_of_our_messages_is_told_one_by_one(rig: FacebookRig) -> None:
    heard = told(rig, messaging({"delivery": {"mids": ["m_1", "m_2"], "watermark": 1}}))
    assert [(n.kind, n.platform_id) for n in heard if isinstance(n, Notice)] == [
        ("delivered", "m_1"),
        ("delivered", "m_2"),
    ]


def test_d27_our_own_comments_are_mentions_by_us_and_our_own_posts_are_none(
    rig: FacebookRig,
) -> None:
    rig.channel().send(rig.posting(rig.say(1)))
    ours = rig.server.things.own[-1]
    (heard,) = told(rig, rig.entry(ours))
    assert isinstance(heard, Mention)
    assert heard.author.id == rig.account.own_ids[0]
    (passed,) = told(rig, rig.entry(rig.server.things.known[POST]))
    assert isinstance(passed, Notice)


def test_the_news_of_another_page_of_ours_are_its_own(rig: FacebookRig) -> None:
    rig.say(1)
    other = rig.account.model_copy(update={"account": "shop", "own_ids": ("205",)})
    channel = Facebook(rig.account, rig.secrets, (other,))
    value = rig.entry(rig._played(1))["changes"][0]["value"]
    bad = value | {"created_time": "lately"}
    body = rig._signed([change("feed", one, "205") for one in (value, bad)], None).body
    good, unreadable = channel.elements(body)
    assert isinstance(good, Mention)
    assert isinstance(unreadable, Unreadable)
    assert (good.account, unreadable.account) == ("shop", "shop")
    assert unreadable.field == "value.created_time"
    mended = unreadable.raw.replace('"lately"', "1788253199")
    assert Facebook(other, rig.secrets).read(mended).account == "shop"


def test_a_page_that_is_not_ours_is_set_aside(rig: FacebookRig) -> None:
    (heard,) = told(rig, change("feed", {}, "999"))
    assert isinstance(heard, Unreadable)
    assert (heard.field, heard.account) == ("entry.id", None)


def elsewhere(rig: FacebookRig) -> dict[str, Any]:
    said = Thing("55_66", "comment", "Look at @Acme", CASEY, rig.now, "55", "55")
    rig.server.things.add(said)
    value = {"item": "comment", "verb": "add", "post_id": "55", "comment_id": "55_66"}
    return change("mention", value | {"link": "http://169.254.169.254/"})


def test_who_names_the_page_elsewhere_is_looked_up_at_the_platform_itself(rig: FacebookRig) -> None:
    (heard,) = told(rig, elsewhere(rig))
    assert isinstance(heard, Mention)
    assert (heard.id, heard.text) == ("55_66", "Look at @Acme")
    assert (heard.root, heard.in_reply_to) == ("55", "55")
    (asked,) = rig.server.requests
    assert asked.path == "/v26.0/55_66"


def test_a_mention_that_cannot_be_seen_is_counted_and_one_not_looked_up_can_be_later(
    rig: FacebookRig,
) -> None:
    entry = elsewhere(rig)
    rig.server.faults.plan("503")
    (kept,) = told(rig, entry)
    assert isinstance(kept, Unreadable)
    assert rig.channel().read(kept.raw).text == "Look at @Acme"
    rig.server.things.known["55_66"].gone = True
    (heard,) = told(rig, entry)
    assert isinstance(heard, Notice)
    assert heard.label == "mention.invisible"


def test_looking_up_many_takes_no_longer_than_a_webhook_may(rig: FacebookRig) -> None:
    channel = rig.channel()
    channel._look_up_until = -1.0
    with pytest.raises(Exception, match="in time"):
        channel.looked_up(lambda graph: graph.get("/55_66"))
    assert rig.server.requests == []


def test_an_answer_to_an_answer_stands_below_the_first_comment(rig: FacebookRig) -> None:
    first = rig.say(1)
    second = rig.say(2, answers=first.id)
    posting = rig.posting(second)
    sent = rig.channel().send(posting)
    assert rig.posts[-1].parent == first.id
    found = rig.channel().find(posting)
    assert found is not None
    assert found.platform_id == sent.platform_id
    rig.delete(2)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(second, id="r9"))
    assert refused.value.kind == "target_gone"


def answered(rig: FacebookRig, text: str, at: datetime, *, by: dict[str, str]) -> None:
    said = rig.say(1)
    rig.server.things.add(Thing(f"1_{text}", "comment", text, by, at, POST, said.id))


def test_the_same_words_by_another_or_before_the_reply_was_meant_are_not_it(
    rig: FacebookRig,
) -> None:
    posting = rig.posting(rig.say(1), text="On its way")
    answered(rig, "On its way", rig.now - timedelta(hours=1), by=PAGE)
    assert rig.channel().find(posting) is None
    rig.server.things.known.pop("1_On its way")
    answered(rig, "On its way", rig.now, by=CASEY)
    assert rig.channel().find(posting) is None
    rig.server.things.known["1_On its way"].author = PAGE
    assert rig.channel().find(posting) is not None


def test_what_cannot_be_read_to_its_end_or_not_at_all_proves_nothing(rig: FacebookRig) -> None:
    posting = rig.posting(rig.say(1))
    for number in range(501):
        answered(rig, f"me too {number}", rig.now, by=CASEY)
    with pytest.raises(Ambiguous, match="more than 500"):
        rig.channel().find(posting)
    rig.delete(1)
    with pytest.raises(Ambiguous, match="cannot be read"):
        rig.channel().find(posting)


def test_a_post_that_goes_while_it_is_walked_ends_nothing(rig: FacebookRig) -> None:
    for number in range(1, 120):
        rig.say(number)
    page = rig.channel().fetch(None)
    rig.server.things.known[POST].gone = True
    other = Thing("104_8", "post", "Hi", CASEY, rig.now)
    rig.server.things.add(other)
    found, cursor = heard(rig, page.cursor)
    found += heard(rig, cursor)[0]
    assert [mention.id for mention in found] == ["104_8"]


def test_an_act_that_is_not_said_to_be_done_may_be(
    rig: FacebookRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rig.server, "answer", lambda _: as_json(200, {"success": False}))
    with pytest.raises(Ambiguous):
        rig.channel().send(rig.posting(rig.say(1), act="hide", text=""))


def test_a_comment_has_one_private_answer_within_seven_days(rig: FacebookRig) -> None:
    said = rig.say(1)
    posting = rig.posting(said, visibility="private")
    sent = rig.channel().send(posting)
    (answer,) = rig.server.things.own
    assert (answer.id, answer.echo) == (sent.platform_id, "c0123456789:r0123456789abcdef")
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, visibility="private", id="r9"))
    assert refused.value.kind == "not_allowed_by_policy"
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)
    late = posting._replace(now=rig.now + timedelta(days=7))
    with pytest.raises(Rejected) as refused:
        rig.channel().allow(late)
    assert refused.value.kind == "window_closed"


def test_a_visitors_post_is_answered_in_private_by_its_own_id(rig: FacebookRig) -> None:
    written = rig.written_at(1)
    rig.server.things.add(Thing("104_7", "post", "Closed?", CASEY, written))
    said = rig.say(1).model_copy(update={"id": "104_7", "in_reply_to": None, "root": None})
    rig.channel().send(rig.posting(said, visibility="private"))
    recipient = rig.server.requests[-1].json()["recipient"]
    assert recipient == {"post_id": "104_7"}
    rig.channel().send(rig.posting(said))
    assert rig.posts[-1].parent == "104_7"


@pytest.mark.parametrize(
    ("hours", "options", "kind", "tag"),
    [
        (24, {}, "human", None),
        (25, {}, "human", "closed"),
        (25, {"human_agent": True}, "human", "HUMAN_AGENT"),
        (25, {"human_agent": True}, "auto", "closed"),
        (7 * 24 + 1, {"human_agent": True}, "human", "closed"),
    ],
)
def test_a_conversation_is_open_for_a_day_or_a_week_for_a_person(
    rig: FacebookRig, hours: int, options: dict[str, Any], kind: str, tag: str | None
) -> None:
    rig.account = rig.account.model_copy(update={"options": options})
    said = rig.say(1, private=True, at=rig.now - timedelta(hours=hours))
    posting = rig.posting(said, kind=kind)
    if tag == "closed":
        with pytest.raises(Rejected) as refused:
            rig.channel().send(posting)
        assert refused.value.kind == "window_closed"
        assert rig.server.requests == []
        return
    rig.channel().send(posting)
    assert rig.server.requests[-1].json().get("tag") == tag


def test_later_words_of_the_customer_open_the_window_again(rig: FacebookRig) -> None:
    said = rig.say(1, private=True, at=rig.now - timedelta(days=3))
    posting = rig.posting(said)._replace(customer_at=rig.now - timedelta(hours=1))
    rig.channel().allow(posting)


def test_a_message_that_was_sent_cannot_be_read_back_and_its_echo_names_it(
    rig: FacebookRig,
) -> None:
    posting = rig.posting(rig.say(1, private=True))
    rig.server.faults.plan("cut", path="/messages")
    with pytest.raises(Ambiguous):
        rig.channel().send(posting)
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)
    (echo,) = told(rig, rig.entry(rig.server.things.own[-1]))
    assert isinstance(echo, Mention)
    assert echo.echo == f"{posting.reply.case_id}:{posting.reply.id}"
    assert echo.author.id == rig.account.own_ids[0]


def test_who_has_blocked_us_cannot_be_reached(rig: FacebookRig) -> None:
    said = rig.say(1, private=True)
    rig.block()
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "blocked"


def test_without_the_message_answered_there_is_nobody_to_write_to(rig: FacebookRig) -> None:
    posting = rig.posting(rig.say(1, private=True))._replace(parent=None)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(posting)
    assert refused.value.kind == "invalid"


@pytest.mark.parametrize(
    ("act", "field"), [("hide", "hidden"), ("delete", "gone"), ("like", "liked")]
)
def test_a_comment_is_hidden_deleted_or_liked_and_what_is_shown_of_that_is_found(
    rig: FacebookRig, act: str, field: str
) -> None:
    said = rig.say(1)
    posting = rig.posting(said, act=act, text="")
    assert rig.channel().find(posting) is None
    rig.channel().send(posting)
    assert getattr(rig.server.things.known[said.id], field) is True
    assert rig.channel().find(posting) is not None


def test_d23_comments_below_old_posts_are_found_by_polling(rig: FacebookRig) -> None:
    """D23. They do not lift their post, which may lie far down and be much older than the mark."""
    brand = {"id": rig.own_id, "name": "Acme"}
    for number in range(60):
        old = rig.now - timedelta(days=number + 1)
        rig.server.things.add(Thing(f"104_{number}", "post", "News", brand, old))
    cursor = heard(rig, None)[1]
    late = Thing("59_1", "comment", "Still?", CASEY, rig.now, "104_59", "104_59")
    rig.server.things.add(late)
    found, cursor = heard(rig, cursor)
    assert [mention.id for mention in found] == ["59_1"]
    assert found[0].root == "104_59"
    assert heard(rig, cursor)[0] == []


def heard(rig: FacebookRig, cursor: str | None) -> tuple[list[Mention], str | None]:
    found: list[Mention] = []
    for _ in range(20):
        page = rig.channel().fetch(cursor)
        found, cursor = [*found, *page.mentions], page.cursor
        if page.done:
            return found, cursor
    raise AssertionError("the walk has no end")


def test_what_was_written_before_listening_began_costs_no_calls(rig: FacebookRig) -> None:
    for number in range(1, 120):
        rig.say(number, at=rig.now - timedelta(days=9) + timedelta(seconds=number))
    late = rig.say(200, at=rig.now)
    began = rig.now - timedelta(days=1)
    rig.account = rig.account.model_copy(update={"listen_since": began})
    assert [mention.id for mention in heard(rig, None)[0]] == [late.id]
    assert len(rig.server.requests) <= 2


def test_a_poll_looks_at_as_many_posts_as_it_may(rig: FacebookRig) -> None:
    for number in range(60):
        written = rig.now - timedelta(days=number)
        rig.server.things.add(Thing(f"104_{number}", "post", "Hi", CASEY, written))
    rig.account = rig.account.model_copy(update={"options": {"poll_posts": 25}})
    assert len(heard(rig, None)[0]) == 25
    assert len(rig.server.requests) == 1


def test_f24_neither_a_page_address_nor_a_token_is_ever_part_of_a_call(rig: FacebookRig) -> None:
    for number in range(1, 120):
        rig.say(number)
    assert len(heard(rig, None)[0]) == 119
    for request in rig.server.requests:
        assert request.headers["authorization"] == "Bearer fake-token"
        assert request.param("access_token") is None


def test_f21_a_used_up_budget_ends_the_run_and_its_page_counts(rig: FacebookRig) -> None:
    rig.say(1)
    rig.server.used = 100
    page = rig.channel().fetch(None)
    assert len(page.mentions) == 1
    assert page.not_before is not None


def test_calls_are_proven_with_the_app_secret_where_the_secret_holds_it(rig: FacebookRig) -> None:
    rig.secrets.put("answer", json.dumps({"token": "fake-token", "app_secret": "s"}))
    rig.channel().send(rig.posting(rig.say(1)))
    sent = rig.server.requests[-1].body.decode()
    # HMAC-SHA256 with key `s` of `fake-token`, by another tool.
    proof = "59d64fc97623654dc10e1418a5bd4b425a04ab9dba369bdbf11f7a719c582c11"
    assert f"appsecret_proof={proof}" in sent
    assert "fake-token" not in sent


@pytest.mark.parametrize(
    "shown",
    [{}, {"data": {}}, {"data": [], "paging": {"next": "https://elsewhere.example/?after=1"}}],
)
def test_f17_what_is_no_whole_page_proves_no_absence_and_ends_no_walk(
    rig: FacebookRig, monkeypatch: pytest.MonkeyPatch, shown: dict[str, Any]
) -> None:
    posting = rig.posting(rig.say(1))
    cursor = heard(rig, None)[1]
    monkeypatch.setattr(rig.server, "answer", lambda _: as_json(200, shown))
    with pytest.raises(Unavailable):
        rig.channel().find(posting)
    with pytest.raises(Unavailable):
        rig.channel().fetch(cursor)


def test_a_slow_look_up_holds_up_no_webhook(
    rig: FacebookRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connector, "SECONDS_TO_LOOK_UP", 0.3)
    rig.server.faults.plan("slow")
    begun = time.monotonic()
    (kept,) = told(rig, elsewhere(rig))
    assert time.monotonic() - begun < 0.9
    assert isinstance(kept, Unreadable)
    assert rig.channel().read(kept.raw).text == "Look at @Acme"


@pytest.mark.parametrize("more", [{}, {"changes": []}, {"hop_context": [{"app_id": 1}]}])
def test_an_entry_without_news_is_counted(rig: FacebookRig, more: dict[str, Any]) -> None:
    (heard,) = told(rig, {"id": PAGE["id"], "time": 1788253201, **more})
    assert isinstance(heard, Notice)
    assert heard.kind == "other"


def test_f33_a_mention_elsewhere_that_is_changed_or_taken_away_is_followed(
    rig: FacebookRig,
) -> None:
    entry = elsewhere(rig)
    (before,) = told(rig, entry)
    rig.server.things.known["55_66"].text = "Look away from @Acme"
    entry["changes"][0]["value"]["verb"] = "edited"
    (edited,) = told(rig, entry)
    assert isinstance(before, Mention)
    assert isinstance(edited, Mention)
    assert (edited.key, edited.event, edited.text) == (before.key, "edit", "Look away from @Acme")
    assert edited.edited_at is not None
    rig.server.things.known["55_66"].gone = True
    entry["changes"][0]["value"]["verb"] = "remove"
    (gone,) = told(rig, entry)
    assert isinstance(gone, Mention)
    assert (gone.key, gone.event, gone.text) == (before.key, "delete", None)
    assert (gone.root, gone.in_reply_to) == ("55", "55")


def test_a_comment_without_a_time_has_that_of_its_delivery(rig: FacebookRig) -> None:
    rig.say(1)
    value = rig.entry(rig._played(1))["changes"][0]["value"]
    del value["created_time"]
    (said,) = told(rig, change("feed", value))
    assert isinstance(said, Mention)
    assert said.created_at == datetime.fromtimestamp(1788253201, UTC)
