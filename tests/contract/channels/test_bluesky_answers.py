"""Answering on Bluesky over real HTTP: one record, in its thread, with what makes words work."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from earshot.errors import Ambiguous, Rejected, Unavailable
from local.platforms.bluesky import DID
from local.platforms.bluesky_posts import POST
from local.platforms.serving import Fault
from tests.lexicons import Lexicon
from tests.rigs.bluesky import CASEY, BlueskyRig

GATE = "app.bsky.feed.threadgate"


@pytest.fixture
def rig() -> Iterator[BlueskyRig]:
    with BlueskyRig() as made:
        yield made


def written(rig: BlueskyRig) -> list[dict[str, Any]]:
    """Bodies of all writes to our repository, each as the schemas say."""
    found = []
    for request in rig.server.requests:
        method = request.path.removeprefix("/xrpc/")
        if request.method == "POST" and "server" not in method:
            body = json.loads(request.body)
            assert Lexicon().body(method, "input", body) == []
            found.append(body)
    return found


def record(rig: BlueskyRig, text: str, **over: Any) -> dict[str, Any]:
    """The record that a reply with these words becomes."""
    rig.channel().send(rig.posting(rig.say(1), text=text, **over))
    found: dict[str, Any] = rig.server.published[-1][1]
    assert written(rig)
    return found


def marked(found: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """What each facet covers, and what it is."""
    data = found["text"].encode()
    return [
        (
            data[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(),
            {k: v for k, v in facet["features"][0].items() if k != "$type"},
        )
        for facet in found.get("facets", [])
    ]


def test_a_reply_to_a_post_has_it_as_parent_and_root(rig: BlueskyRig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said, language="de"))
    ((uri, found),) = rig.server.published
    assert found["reply"]["parent"] == found["reply"]["root"] == rig.server.posts.reference(said.id)
    assert found["langs"] == ["de"]
    assert "facets" not in found
    assert sent.platform_id == uri
    assert sent.permalink == f"https://bsky.app/profile/{DID}/post/{uri.rpartition('/')[2]}"
    (body,) = written(rig)
    assert body["repo"] == DID


def test_a_reply_in_a_thread_keeps_the_threads_root(rig: BlueskyRig) -> None:
    first = rig.say(1)
    second = rig.say(2, answers=first.id)
    rig.channel().send(rig.posting(second))
    ((_, found),) = rig.server.published
    assert found["reply"]["root"] == rig.server.posts.reference(first.id)
    assert found["reply"]["parent"] == rig.server.posts.reference(second.id)


def test_s53_a_further_part_has_our_post_as_parent_and_the_customers_thread_as_root(
    rig: BlueskyRig,
) -> None:
    """The app that shows posts need not have heard of ours yet."""
    said = rig.say(1)
    first = rig.channel().send(rig.posting(said, text="One (1/2)", part=1, parts=2))
    part = {"id": "r1-2", "part": 2, "parts": 2, "answers": said.id, "text": "Two (2/2)"}
    asked = len(rig.server.requests)
    rig.channel().send(rig.posting(said, in_reply_to=first.platform_id, **part))
    found = rig.server.published[-1][1]["reply"]
    assert (found["root"]["uri"], found["parent"]["uri"]) == (said.id, first.platform_id)
    assert not any("getPosts" in request.path for request in rig.server.requests[asked:])


def test_f65_the_same_reply_again_is_no_new_commit(rig: BlueskyRig) -> None:
    posting = rig.posting(rig.say(1))
    rig.channel().send(posting)
    rig.channel().send(posting._replace(now=rig.now.replace(year=2031)))
    assert rig.server.repo.commits == 1
    first, second = written(rig)
    assert first == second


def test_two_replies_of_one_instant_are_two_posts(rig: BlueskyRig) -> None:
    said = rig.say(1)
    for number in range(5):
        rig.channel().send(rig.posting(said, id=f"r{number}", text=f"Answer {number}"))
    assert len(rig.posts) == 5


def test_links_are_shown_short_and_lead_to_the_whole_address(rig: BlueskyRig) -> None:
    long = "https://help.example.com/articles/how-to-reset?id=1&lang=de"
    found = record(rig, f"😡 See {long}, (https://example.com/a_(b)) or HTTP://example.org/.")
    assert found["text"] == (
        "😡 See help.example.com/articles/how-…, (example.com/a_(b)) or example.org."
    )
    assert marked(found) == [
        ("help.example.com/articles/how-…", {"uri": long}),
        ("example.com/a_(b)", {"uri": "https://example.com/a_(b)"}),
        ("example.org", {"uri": "http://example.org/"}),
    ]


def test_f69_a_link_counts_as_it_is_shown(rig: BlueskyRig) -> None:
    long = "https://example.com/" + "a" * 400
    found = record(rig, "x" * 200 + " " + long)
    assert marked(found) == [("example.com/aaaaaaaaaaaaa…", {"uri": long})]


def test_names_that_exist_are_told_and_others_stay_words(rig: BlueskyRig) -> None:
    found = record(rig, "héllo @casey.example, ask @nobody.example or me@brand.example @casey")
    assert marked(found) == [("@casey.example", {"did": CASEY["id"]})]


def test_tags_work_and_numbers_are_none(rig: BlueskyRig) -> None:
    found = record(rig, "#help! ticket #123 (#größe) a#b https://example.com/#part")
    assert marked(found) == [
        ("#help", {"tag": "help"}),
        ("#größe", {"tag": "größe"}),
        ("example.com/#part", {"uri": "https://example.com/#part"}),
    ]


@pytest.mark.parametrize("fault", ["500", "cut", "html"])
def test_a_name_that_cannot_be_looked_up_now_means_not_sent(
    rig: BlueskyRig, short_waits: None, fault: Fault
) -> None:
    posting = rig.posting(rig.say(1), text="ask @casey.example")
    rig.server.faults.plan(fault, path="resolveHandle")
    with pytest.raises(Unavailable):
        rig.channel().send(posting)
    assert rig.posts == []


@pytest.mark.parametrize("visibility", ["unlisted", "followers"])
def test_there_is_nothing_between_public_and_private(rig: BlueskyRig, visibility: str) -> None:
    posting = rig.posting(rig.say(1), visibility=visibility)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(posting)
    assert refused.value.kind == "not_allowed_by_policy"
    assert rig.posts == []


def test_an_author_who_blocks_us_is_not_answered(rig: BlueskyRig) -> None:
    said = rig.say(1)
    rig.block()
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "blocked"  # no post of theirs is shown, but it is there


def test_d51_a_post_of_an_author_who_blocks_us_is_not_taken_back(rig: BlueskyRig) -> None:
    """D51: it is shown to us no more, and its author's repository still has it."""
    held = [rig.say(1), rig.say(2)]
    rig.block()
    rig.delete(2)
    (gone,) = rig.channel().reread(held).changed
    assert (gone.id, gone.event) == (held[1].id, "delete")


def test_a_closed_thread_is_not_answered(rig: BlueskyRig) -> None:
    said = rig.say(1)
    rig.server.posts.closed.add(said.id)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "not_allowed_by_policy"


def test_a_rewritten_post_is_answered_as_it_stands_now(rig: BlueskyRig) -> None:
    said = rig.say(1)
    before = rig.server.posts.reference(said.id)
    rig.edit(1, "other words")
    rig.channel().send(rig.posting(said))
    parent = rig.server.published[-1][1]["reply"]["parent"]
    assert parent == rig.server.posts.reference(said.id) != before


def test_only_what_is_ours_is_deleted(rig: BlueskyRig) -> None:
    deleting = rig.posting(rig.say(1), act="delete", text="")
    with pytest.raises(Rejected) as refused:
        rig.channel().send(deleting)
    assert refused.value.kind == "not_allowed_by_policy"
    rig.account = rig.account.model_copy(update={"own_ids": ()})
    with pytest.raises(Rejected) as refused:
        rig.channel().send(deleting)
    assert refused.value.kind == "not_allowed_by_policy"
    assert written(rig) == []


def ours(rig: BlueskyRig) -> str:
    """A post of ours that begins a thread."""
    uri = f"at://{DID}/{POST}/3n2us3dm6pk2m"
    rig.server.posts.put(
        uri, {"$type": POST, "text": "News!", "createdAt": "2026-09-01T09:00:00.000Z"}
    )
    return uri


def test_replies_below_our_post_are_hidden_one_after_the_other(rig: BlueskyRig) -> None:
    root = ours(rig)
    hidden = []
    for number in (1, 2):
        said = rig.say(number, answers=root)
        parent = said.model_copy(update={"root": root})
        hiding = rig.posting(parent, act="hide", text="", id=f"h{number}")
        assert rig.channel().find(hiding) is None
        sent = rig.channel().send(hiding)
        assert rig.channel().find(hiding) is not None
        rig.channel().send(hiding)
        hidden.append(said.id)
    assert sent.platform_id == f"at://{DID}/{GATE}/3n2us3dm6pk2m"
    gate = rig.server.repo.records[sent.platform_id]
    assert gate["hiddenReplies"] == hidden
    assert gate["post"] == root
    assert len(written(rig)) == 2


def test_hiding_leaves_the_rest_of_the_gate_as_it_is(rig: BlueskyRig) -> None:
    root = ours(rig)
    said = rig.say(1, answers=root)
    gate = f"at://{DID}/{GATE}/3n2us3dm6pk2m"
    kept = {"$type": GATE, "post": root, "createdAt": "2026-09-01T09:00:00.000Z"}
    rules = [{"$type": f"{GATE}#followerRule"}]
    rig.server.repo.records[gate] = {**kept, "allow": rules}
    rig.channel().send(rig.posting(said, act="hide", text=""))
    assert rig.server.repo.records[gate] == {**kept, "allow": rules, "hiddenReplies": [said.id]}


def test_a_gate_that_somebody_else_changed_meanwhile_is_read_again_later(
    rig: BlueskyRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = ours(rig)
    hiding = rig.posting(rig.say(1, answers=root), act="hide", text="")
    other = {"$type": GATE, "post": root, "createdAt": "2026-09-01T09:00:00.000Z"}
    read = rig.server.repo.get

    def changed(*asked: str) -> dict[str, Any]:
        try:
            return read(*asked)
        finally:
            rig.server.repo.records[f"at://{DID}/{GATE}/3n2us3dm6pk2m"] = other

    monkeypatch.setattr(rig.server.repo, "get", changed)
    with pytest.raises(Unavailable):
        rig.channel().send(hiding)


@pytest.mark.parametrize("known", [True, False])
def test_a_reply_below_a_post_of_others_cannot_be_hidden(rig: BlueskyRig, known: bool) -> None:
    first = rig.say(1)
    second = rig.say(2, answers=first.id)
    parent = second.model_copy(update={"root": first.id}) if known else second
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(parent, act="hide", text=""))
    assert refused.value.kind == "not_allowed_by_policy"


def test_a_public_post_is_answered_in_private_to_its_author(rig: BlueskyRig) -> None:
    posting = rig.posting(rig.say(1), visibility="private", text="See https://example.com/x")
    assert rig.channel().find(posting) is None
    sent = rig.channel().send(posting)
    assert rig.server.published == []
    ((identifier, text),) = rig.server.messages
    assert (identifier, text) == (sent.platform_id, "See example.com/x")
    (body,) = written(rig)
    assert marked(body["message"]) == [("example.com/x", {"uri": "https://example.com/x"})]
    found = rig.channel().find(posting)
    assert found is not None
    assert found.platform_id == sent.platform_id


def test_who_takes_no_messages_gets_none(rig: BlueskyRig) -> None:
    said = rig.say(1)
    rig.server.chat.takes_messages = False
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, visibility="private"))
    assert refused.value.kind == "blocked"
    assert rig.posts == []


def test_a_request_to_talk_is_taken_up_by_the_answer(rig: BlueskyRig) -> None:
    rig.server.chat.accepts_strangers = False
    said = rig.say(1, private=True)
    rig.channel().send(rig.posting(said))
    assert rig.server.chat.convos[said.id.partition("/")[0]]["accepted"]
    assert len(rig.server.messages) == 1


@pytest.mark.parametrize("act", ["like", "hide", "delete"])
def test_a_private_message_can_only_be_answered(rig: BlueskyRig, act: str) -> None:
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(rig.say(1, private=True), act=act, text=""))
    assert refused.value.kind == "not_allowed_by_policy"


def test_f69_a_private_message_may_be_longer(rig: BlueskyRig) -> None:
    said = rig.say(1, private=True)
    rig.channel().send(rig.posting(said, text="é" * 1000))
    with pytest.raises(Rejected, match="1001 characters; at most 1000"):
        rig.channel().send(rig.posting(said, text="é" * 1001, id="r2"))


@pytest.mark.parametrize("fault", ["500", "html", "cut", "slow", "truncated"])
def test_f62_a_message_whose_outcome_is_not_known_is_found_if_it_is_there(
    rig: BlueskyRig, short_waits: None, fault: Fault
) -> None:
    posting = rig.posting(rig.say(1, private=True))
    rig.server.faults.plan(fault, path="sendMessage")
    with pytest.raises(Ambiguous):
        rig.channel().send(posting)
    found = rig.channel().find(posting)
    assert [found.platform_id if found else None] == [one for one, _ in rig.server.messages] or (
        found is None and rig.server.messages == []
    )


def test_where_a_message_of_ours_was_deleted_nobody_can_tell(rig: BlueskyRig) -> None:
    posting = rig.posting(rig.say(1, private=True))
    sent = rig.channel().send(posting)
    convo, _, message = str(sent.platform_id).partition("/")
    rig.server.chat.delete(convo, message)
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)


def test_what_we_wrote_before_this_reply_was_meant_is_not_this_reply(rig: BlueskyRig) -> None:
    said = rig.say(1, private=True)
    rig.channel().send(rig.posting(said))
    later = rig.now.replace(year=rig.now.year + 1)
    assert rig.channel().find(rig.posting(said, created_at=later, id="r2")) is None


def test_a_record_about_another_post_is_not_this_reply(rig: BlueskyRig) -> None:
    posting = rig.posting(rig.say(1))
    sent = rig.channel().send(posting)
    rig.server.repo.records[str(sent.platform_id)]["reply"]["parent"]["uri"] = ours(rig)
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)


@pytest.mark.parametrize("language", ["und", "not a language", "x"])
def test_a_language_that_is_none_is_left_out(rig: BlueskyRig, language: str) -> None:
    rig.channel().send(rig.posting(rig.say(1), language=language))
    assert "langs" not in rig.server.published[-1][1]


def test_a_repository_that_cannot_be_read_proves_nothing(rig: BlueskyRig) -> None:
    posting = rig.posting(rig.say(1))
    rig.forbid()
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)
