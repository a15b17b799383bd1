"""Hearing on Bluesky over real HTTP: walks, edits, searches, followers."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from earshot.channels.bluesky import followers
from earshot.domain.mention import Mention
from earshot.errors import Rejected
from local.platforms.bluesky import DID, PROXY, FakeBluesky
from local.platforms.bluesky_sessions import Refused
from tests.contract.channels.suite.test_polling import walked
from tests.lexicons import Lexicon
from tests.rigs.bluesky import BlueskyRig


@pytest.fixture
def rig() -> Iterator[BlueskyRig]:
    with BlueskyRig() as made:
        yield made


def heard(rig: BlueskyRig, cursor: str | None = None) -> tuple[list[Mention], str | None]:
    mentions, after, _ = walked(rig, cursor)
    return mentions, after


def paths(server: FakeBluesky) -> list[str]:
    return [request.path.removeprefix("/xrpc/") for request in server.requests]


def listing(rig: BlueskyRig, **over: object) -> None:
    rig.account = rig.account.model_copy(update=over)


def test_every_question_and_every_answer_is_as_the_schemas_say(rig: BlueskyRig) -> None:
    listing(rig, searches=("late",))
    rig.server.people.add({"id": DID, "handle": "brand.example", "display_name": "Brand"})
    for number in (1, 2):
        rig.say(number, text=f"my order {number} is late")
    rig.say(3, private=True)
    rig.server.chat.accepts_strangers = False
    rig.server.play({**CASEY_WRITES, "visibility": "private"})
    heard(rig)
    lexicon = Lexicon()
    for request in rig.server.requests:
        method = request.path.removeprefix("/xrpc/")
        assert lexicon.parameters(method, request.params) == [] or request.method == "POST"
        answer = json.loads(rig.server.answer(request).body)
        assert lexicon.body(method, "output", answer) == []
    asked = set(paths(rig.server))
    assert {"app.bsky.feed.searchPosts", "chat.bsky.convo.getLog"} <= asked
    assert {"app.bsky.actor.getProfiles", "chat.bsky.convo.getMessages"} <= asked


CASEY_WRITES = {
    "id": "robin-1",
    "author": {"id": "robin", "handle": "robin.example", "followers": 11},
    "text": "@brand.example are you there?",
    "created_at": "2026-09-01T09:00:00Z",
}


def test_the_followers_of_all_authors_of_a_page_are_asked_for_by_twenty_five(
    rig: BlueskyRig,
) -> None:
    for number in range(30):
        author = {"id": f"author-{number}", "handle": f"a{number}.example", "followers": number}
        rig.server.play({**CASEY_WRITES, "id": f"p{number}", "author": author})
    mentions, _ = heard(rig)
    assert sorted(str(m.author.followers) for m in mentions) == sorted(map(str, range(30)))
    assert paths(rig.server).count("app.bsky.actor.getProfiles") == 2


@pytest.mark.parametrize("hurt", ["few calls left", "refused"])
def test_without_followers_a_mention_is_heard_all_the_same(
    rig: BlueskyRig, hurt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.say(1)
    if hurt == "refused":
        rig.server.faults.plan("500", path="getProfiles")
    else:
        monkeypatch.setattr(rig.server, "limit", followers.CALLS_KEPT)
    ((mention,), _) = heard(rig)
    assert mention.author.followers is None
    assert mention.author.handle == "casey.example"


def test_a_rewritten_post_is_an_edit_with_the_time_it_was_seen_anew(rig: BlueskyRig) -> None:
    rig.say(1)
    ((before,), cursor) = heard(rig)
    rig.edit(1, "it came")
    ((after,), cursor) = heard(rig, cursor)
    assert (after.event, after.text, after.created_at) == ("edit", "it came", before.created_at)
    assert after.edited_at is not None
    assert after.edited_at > before.created_at
    assert heard(rig, cursor)[0] == []


def test_what_was_written_before_the_account_listens_ends_the_first_walk(rig: BlueskyRig) -> None:
    for number in range(1, 251):
        rig.say(number)
    listing(rig, listen_since=rig.now - timedelta(minutes=30))
    for uri in rig.server.posts.seen_at:
        rig.server.posts.seen_at[uri] -= timedelta(hours=1)
    rig.say(251)
    mentions, _ = heard(rig)
    assert [mention.id for mention in mentions] == [rig._id(251)]
    assert paths(rig.server).count("app.bsky.notification.listNotifications") == 1


def test_a_post_that_a_search_finds_is_heard_once(rig: BlueskyRig) -> None:
    listing(rig, searches=("purple walrus", "#acme"))
    said = rig.say(1, text="the purple walrus hums #acme")
    rig.server.reasons.clear()
    mentions, cursor = heard(rig)
    assert {mention.id for mention in mentions} == {said.id}
    assert heard(rig, cursor)[0] == []
    since = [r.param("since") for r in rig.server.requests if r.path.endswith("searchPosts")]
    assert since[0] is None
    assert since[-1] is not None


def test_one_search_that_fails_holds_up_nothing_else(rig: BlueskyRig) -> None:
    listing(rig, searches=("walrus",))
    rig.say(1)
    rig.server.faults.plan("500", path="searchPosts")
    mentions, _, pages = walked(rig)
    assert len(mentions) == 1
    assert [bool(page.trouble) for page in pages] == [False, True, False, False]


def test_an_answer_in_a_thread_knows_parent_and_root(rig: BlueskyRig) -> None:
    first = rig.say(1)
    sent = rig.channel().send(rig.posting(first))
    second = rig.say(2, answers=sent.platform_id)
    third = rig.say(3, answers=second.id)
    mentions, _ = heard(rig)
    told = {m.id: (m.in_reply_to, m.root) for m in mentions}
    assert told[second.id] == (sent.platform_id, first.id)
    assert told[third.id] == (second.id, first.id)
    assert told[first.id] == (None, None)


def test_private_messages_are_not_asked_for_unless_the_account_says_so(rig: BlueskyRig) -> None:
    listing(rig, options={})
    rig.say(1, private=True)
    assert heard(rig)[0] == []
    assert not any(path.startswith("chat.") for path in paths(rig.server))


def test_a_private_message_is_heard_once_through_the_proxy(rig: BlueskyRig) -> None:
    said = rig.say(1, private=True, text="my number is 4711")
    ((mention,), cursor) = heard(rig)
    assert (mention.id, mention.visibility, mention.root) == (
        said.id,
        "private",
        said.id.partition("/")[0],
    )
    assert mention.author.followers == 7
    assert heard(rig, cursor)[0] == []
    chats = [r for r in rig.server.requests if "/chat." in r.path]
    assert {r.headers["atproto-proxy"] for r in chats} == {PROXY}


def test_a_strangers_request_to_talk_is_heard_before_it_is_accepted(rig: BlueskyRig) -> None:
    rig.server.chat.accepts_strangers = False
    said = [rig.say(number, private=True, text=f"part {number}") for number in (1, 2)]
    mentions, cursor = heard(rig)
    assert [mention.id for mention in mentions] == [one.id for one in said]
    assert heard(rig, cursor)[0] == []
    late = rig.say(3, private=True, text="part 3")
    assert late.id in [mention.id for mention in heard(rig, cursor)[0]]


def test_a_request_to_talk_that_waits_is_not_read_again_and_again(rig: BlueskyRig) -> None:
    rig.server.chat.accepts_strangers = False
    rig.say(1, private=True, at=rig.now - timedelta(days=2))
    rig.account = rig.account.model_copy(update={"listen_since": rig.now - timedelta(days=1)})
    assert heard(rig)[0] == []
    assert not any(path.endswith("getMessages") for path in paths(rig.server))


def test_a_request_that_cannot_be_read_holds_up_no_other(
    rig: BlueskyRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.server.chat.accepts_strangers = False
    said = rig.say(1, private=True, text="hello")

    def refuse(*_: object) -> None:
        raise Refused(400, "InvalidConvo", "Convo not found")

    monkeypatch.setattr(rig.server.chat, "messages", refuse)
    ((mention,), _) = heard(rig)
    assert (mention.id, mention.text) == (said.id, "hello")


def test_a_message_that_was_deleted_is_a_deletion(rig: BlueskyRig) -> None:
    said = rig.say(1, private=True)
    _, cursor = heard(rig)
    convo, _, message = said.id.partition("/")
    rig.server.chat.delete(convo, message)
    ((gone,), _) = heard(rig, cursor)
    assert (gone.key, gone.event, gone.text) == (said.key, "delete", None)


def test_an_app_password_without_messages_troubles_messages_alone(rig: BlueskyRig) -> None:
    rig.server.sessions.with_messages = False
    rig.say(1)
    mentions, _, pages = walked(rig)
    assert len(mentions) == 1
    troubles = [page.trouble for page in pages]
    assert [t.kind if isinstance(t, Rejected) else None for t in troubles] == [
        None,
        "forbidden",
        "forbidden",
    ]
    assert rig.server.sessions.logins == 1


def test_f21_a_window_that_is_used_up_ends_the_run(
    rig: BlueskyRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rig.server, "limit", 2)
    rig.say(1)
    page = rig.channel().fetch(None)
    assert len(page.mentions) == 1
    assert page.not_before is not None
    assert timedelta(0) < page.not_before - rig.now <= timedelta(minutes=6)
