"""What only Discourse does, over HTTP: which posts are heard, private messages, likes, refusals."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from earshot.channels.discourse.posts import permalink
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from local.platforms import discourse
from local.platforms.serving import as_json
from tests.rigs.discourse import DiscourseRig
from tests.rigs.rig import Post


@pytest.fixture
def rig() -> Iterator[DiscourseRig]:
    with DiscourseRig() as made:
        yield made


def with_options(rig: DiscourseRig, **options: Any) -> None:
    rig.account = rig.account.model_copy(update={"options": options})


def heard(rig: DiscourseRig) -> list[str | None]:
    cursor, found = None, []
    while True:
        page = rig.channel().fetch(cursor)
        found += [mention.text for mention in page.mentions]
        if page.done:
            return found
        cursor = page.cursor


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["hello @AcmeHelp, please"]),
        ({"usernames": ["other"]}, ["ask @other."]),
        ({"categories": [9]}, ["my order is late", "hello @AcmeHelp, please", "ask @other."]),
        ({"categories": [8]}, ["hello @AcmeHelp, please"]),
    ],
)
def test_only_what_names_us_or_lies_in_a_chosen_category_is_heard(
    rig: DiscourseRig, options: dict[str, Any], expected: list[str]
) -> None:
    with_options(rig, **options)
    for number, text in enumerate(
        ("my order is late", "hello @AcmeHelp, please", "ask @other."), start=1
    ):
        rig.say(number, text=text)
    assert heard(rig) == expected


@pytest.mark.parametrize("text", ["mail me@acmehelp", "x@acmehelp.example", "@acmehelper", "hi"])
def test_an_address_and_a_longer_name_do_not_name_us(rig: DiscourseRig, text: str) -> None:
    with_options(rig)
    rig.say(1, text=text)
    assert heard(rig) == []
    (element,) = rig.channel().elements(rig.push([1]).body)
    assert isinstance(element, Notice)
    assert (element.kind, element.name) == ("other", "not_for_us")


def test_a_quote_of_us_is_heard(rig: DiscourseRig) -> None:
    with_options(rig)
    rig.say(1, text='[quote="acmehelp, post:2, topic:250"]Soon.[/quote]\n\nWhen?')
    assert len(heard(rig)) == 1


def test_private_messages_are_heard_whatever_they_name_unless_told_not_to(
    rig: DiscourseRig,
) -> None:
    with_options(rig)
    rig.say(1, text="a word in private", private=True)
    assert heard(rig) == ["a word in private"]
    with_options(rig, private_messages=False)
    assert heard(rig) == []


@pytest.mark.parametrize("kind", [2, 3, 4])
def test_notes_and_whispers_of_the_staff_are_no_mentions(rig: DiscourseRig, kind: int) -> None:
    said = rig.say(1)
    rig.server.forum.posts[int(said.id)]["post_type"] = kind
    assert heard(rig) == []
    (element,) = rig.channel().elements(rig.push([1]).body)
    assert isinstance(element, Notice)
    assert element.name == "not_a_post"


def test_a_ping_is_taken_and_is_no_mention(rig: DiscourseRig) -> None:
    (element,) = rig.channel().elements(b'{"ping":"OK"}')
    assert isinstance(element, Notice)
    assert (element.kind, element.name) == ("other", "ping")


def test_a_post_that_is_recovered_says_its_words_again(rig: DiscourseRig) -> None:
    said = rig.say(1)
    rig.delete(1)
    (gone,) = rig.channel().elements(rig.push([1]).body)
    rig.server.forum.posts[int(said.id)]["deleted_at"] = None
    (back,) = rig.channel().elements(rig.push([1]).body)
    assert isinstance(gone, Mention)
    assert isinstance(back, Mention)
    assert (gone.event, gone.text, back.text) == ("delete", None, said.text)


def test_a_post_that_its_author_takes_away_is_gone_though_it_names_nobody_any_more(
    rig: DiscourseRig,
) -> None:
    with_options(rig)
    said = rig.say(1)
    rig.server.forum.withdraw(int(said.id))
    (gone,) = rig.channel().elements(rig.push([1]).body)
    assert isinstance(gone, Mention)
    assert (gone.key, gone.event, gone.text) == (said.key, "delete", None)


def test_what_stands_behind_posts_that_we_may_not_see_is_heard(rig: DiscourseRig) -> None:
    rig.say(1)
    cursor = None
    for _ in range(4):
        cursor = rig.channel().fetch(cursor).cursor
    said = {rig.say(number).id for number in range(2, 40)}
    hidden = {int(rig.say(number).id) for number in range(40, 160)}
    said.add(rig.say(160).id)
    rig.server.hidden = hidden
    found: set[str] = set()
    for _ in range(20):
        page = rig.channel().fetch(cursor)
        found, cursor = found | {mention.id for mention in page.mentions}, page.cursor
    assert found == said


def test_posts_that_are_dated_back_do_not_end_a_walk(rig: DiscourseRig) -> None:
    """An administrator brings in old posts: ids tell what is new, not times."""
    rig.say(1)
    first = rig.channel().fetch(None)
    while not first.done:
        first = rig.channel().fetch(first.cursor)
    years_ago = datetime(2020, 1, 1, tzinfo=UTC)
    said = {rig.say(n).id for n in range(2, 32)}
    said |= {rig.say(n, at=years_ago).id for n in range(32, 112)}
    cursor, found = first.cursor, set()
    while True:
        page = rig.channel().fetch(cursor)
        found |= {mention.id for mention in page.mentions}
        if page.done:
            break
        cursor = page.cursor
    assert found == said


def test_of_a_page_that_reaches_further_back_than_the_overlap_nothing_is_heard_again(
    rig: DiscourseRig,
) -> None:
    for number in range(1, 61):
        rig.say(number)
    cursor = None
    for _ in range(4):
        page = rig.channel().fetch(cursor)
        cursor = page.cursor
    rig.edit(60, "@acmehelp the newest, with other words")
    rig.edit(1, "@acmehelp the oldest, with other words")
    page = rig.channel().fetch(cursor)
    assert [mention.text for mention in page.mentions] == ["@acmehelp the newest, with other words"]


def test_a_forum_below_a_folder_is_not_sent_there_twice() -> None:
    pushed = {"post_url": "/forum/t/late-orders/253/3"}
    listed = {"topic_slug": "late-orders", "topic_id": 253, "post_number": 3}
    for post in (pushed, listed):
        found = permalink(post, "https://acme.example/forum")
        assert found == "https://acme.example/forum/t/late-orders/253/3"


def test_a_first_poll_goes_back_to_where_listening_begins_and_no_further(
    rig: DiscourseRig,
) -> None:
    since = rig.now - timedelta(days=1)
    rig.account = rig.account.model_copy(update={"listen_since": since})
    for number in range(1, 201):
        rig.say(number, at=rig.now - timedelta(days=2))
    late = rig.say(201)
    assert late.text in heard(rig)
    asked = [request for request in rig.server.requests if request.path == "/posts.json"]
    assert len(asked) == 2


def test_an_answer_in_private_to_a_public_post_is_a_message_to_its_author(
    rig: DiscourseRig,
) -> None:
    said = rig.say(1)
    posting = rig.posting(said, visibility="private")
    sent = rig.channel().send(posting)
    (post,) = rig.server.posts
    topic = rig.server.forum.topics[post["topic_id"]]
    assert topic["archetype"] == "private_message"
    assert topic["details"]["allowed_users"] == [{"username": "casey"}]
    assert topic["title"] == "About your post in our forum"
    assert rig.channel().find(posting).platform_id == sent.platform_id
    assert rig.channel().find(rig.posting(said)) is None


def test_the_same_words_to_somebody_else_in_the_topic_are_not_taken_for_ours(
    rig: DiscourseRig,
) -> None:
    other, said = rig.say(1), rig.say(2)
    sent = rig.channel().send(rig.posting(other))
    assert rig.channel().find(rig.posting(said, id="r999")) is None
    assert rig.channel().find(rig.posting(other)).platform_id == sent.platform_id


def test_an_answer_in_private_is_none_in_a_topic_that_is_public_by_now(rig: DiscourseRig) -> None:
    said = rig.say(1, private=True)
    (topic,) = rig.server.forum.topics.values()
    topic["archetype"] = "regular"
    rig.channel().send(rig.posting(said, visibility="private"))
    (post,) = rig.server.posts
    assert rig.server.forum.is_private(post)


def test_a_message_behind_a_page_of_livelier_ones_is_not_proven_absent(rig: DiscourseRig) -> None:
    posting, forum = rig.posting(rig.say(1), visibility="private"), rig.server.forum
    rig.now -= timedelta(days=9)
    old = [forum.topic(private=True, by=rig.server.own_id)["id"] for _ in range(30)]
    for topic in old:
        forum.write(topic, rig.server.own_id, "An older message of ours to somebody.")
    rig.now += timedelta(days=9)
    assert rig.channel().find(posting) is None
    rig.channel().send(posting)
    for topic in old:
        forum.write(topic, forum.user("casey"), "thanks", at=rig.now + timedelta(minutes=1))
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)


@pytest.mark.parametrize("visibility", ["public", "private"])
def test_an_answer_without_the_list_asked_for_proves_nothing(
    rig: DiscourseRig, monkeypatch: pytest.MonkeyPatch, visibility: str
) -> None:
    posting = rig.posting(rig.say(1), visibility=visibility)
    other = as_json(200, {"errors": []})
    name = "sent" if visibility == "private" else "topic"
    whole = [(m, p, do) for m, p, do in discourse.ROUTES if do.__name__ != name]
    pattern = next(p for _, p, do in discourse.ROUTES if do.__name__ == name)
    monkeypatch.setattr(discourse, "ROUTES", (*whole, ("GET", pattern, lambda *_: other)))
    with pytest.raises(Unavailable):
        rig.channel().find(posting)


def test_an_answer_to_a_private_message_stays_in_it(rig: DiscourseRig) -> None:
    said = rig.say(1, private=True)
    rig.channel().send(rig.posting(said))
    assert rig.posts == [Post("7001", "Sorry! Is the light on? 😡", "7000")]


def test_whether_the_post_answered_is_private_is_asked_where_it_is_not_kept(
    rig: DiscourseRig,
) -> None:
    said = rig.say(1, private=True)
    rig.channel().send(rig.posting(said)._replace(parent=None))
    assert len(rig.server.forum.topics) == 1


def test_a_like_is_given_once_and_found_again(rig: DiscourseRig) -> None:
    posting = rig.posting(rig.say(1), act="like", text="")
    assert rig.channel().find(posting) is None
    assert rig.channel().send(posting).platform_id == posting.reply.in_reply_to
    assert rig.channel().find(posting).platform_id == posting.reply.in_reply_to


def test_a_post_of_ours_can_be_taken_back_and_no_other(rig: DiscourseRig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said))
    taking = rig.posting(said, act="delete", text="", in_reply_to=sent.platform_id)
    assert rig.channel().find(taking) is None
    rig.channel().send(taking)
    assert rig.server.forum.posts[int(str(sent.platform_id))]["deleted_at"]
    assert rig.channel().find(taking).platform_id == sent.platform_id
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, act="delete", text=""))
    assert refused.value.kind == "not_allowed_by_policy"


def test_hiding_is_not_offered(rig: DiscourseRig) -> None:
    with pytest.raises(Rejected) as refused:
        rig.channel().allow(rig.posting(rig.say(1), act="hide", text=""))
    assert refused.value.kind == "not_allowed_by_policy"


def test_the_same_words_again_are_told_to_be_a_duplicate(rig: DiscourseRig) -> None:
    rig.server.refuses_similar = True
    posting = rig.posting(rig.say(1))
    rig.channel().send(posting)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(posting)
    assert refused.value.kind == "duplicate"
    assert len(rig.posts) == 1


def test_words_that_stand_elsewhere_are_refused_and_no_duplicate(rig: DiscourseRig) -> None:
    rig.server.refuses_similar = True
    rig.channel().send(rig.posting(rig.say(1)))
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(rig.say(2, private=True)))
    assert refused.value.kind == "invalid"


def test_a_closed_topic_takes_no_answer(rig: DiscourseRig) -> None:
    posting = rig.posting(rig.say(1))
    for topic in rig.server.forum.topics.values():
        topic["closed"] = True
    with pytest.raises(Rejected) as refused:
        rig.channel().send(posting)
    assert refused.value.kind == "not_allowed_by_policy"


def test_a_text_that_is_too_short_is_refused_before_any_call(rig: DiscourseRig) -> None:
    said = rig.say(1)
    with pytest.raises(Rejected, match="19 characters; at least 20"):
        rig.channel().allow(rig.posting(said, text="x" * 19))
    rig.channel().allow(rig.posting(said, text="x" * 20))
    rig.channel().allow(rig.posting(said, text="x" * 10, visibility="private"))
    with_options(rig, shortest=30, longest=40)
    with pytest.raises(Rejected, match="29 characters; at least 30"):
        rig.channel().allow(rig.posting(said, text="x" * 29))
    with pytest.raises(Rejected, match="41 characters; at most 40"):
        rig.channel().allow(rig.posting(said, text="x" * 41))


def test_f21_the_pause_is_the_one_that_the_site_names(rig: DiscourseRig) -> None:
    rig.server.faults.plan("too_fast", path="/posts.json", method="POST")
    with pytest.raises(Throttled) as refused:
        rig.channel().send(rig.posting(rig.say(1)))
    assert refused.value.after is not None
    wait = refused.value.after - datetime.now(UTC)
    assert timedelta(seconds=30) < wait <= timedelta(seconds=38)


def test_in_a_topic_of_more_posts_than_can_be_looked_through_nobody_knows(
    rig: DiscourseRig,
) -> None:
    posting = rig.posting(rig.say(1))
    for number in range(2, 204):
        rig.say(number, at=rig.now)
    with pytest.raises(Ambiguous):
        rig.channel().find(posting)


def test_a_post_that_waits_for_a_moderator_is_sent_and_has_no_id_yet(rig: DiscourseRig) -> None:
    rig.server.moderates = True
    sent = rig.channel().send(rig.posting(rig.say(1)))
    assert (sent.platform_id, sent.permalink) == (None, None)


@pytest.mark.parametrize("held", ["random letters", '{"api_key":"k"}', '{"webhook_secret":""}'])
def test_without_a_secret_to_check_with_the_sender_is_asked_to_try_again(
    rig: DiscourseRig, held: str
) -> None:
    rig.say(1)
    rig.secrets.put("listen", held)
    push = rig.push([1], secret="any")
    with pytest.raises(Unavailable):
        rig.channel().verify(push.headers, push.body, now=rig.now)


def test_the_random_value_that_a_secret_is_made_with_does_not_hinder(rig: DiscourseRig) -> None:
    rig.say(1)
    rig.secrets.put("listen", rig.secrets.values("listen")[0], "random letters")
    push = rig.push([1])
    rig.channel().verify(push.headers, push.body, now=rig.now)


def test_f22_no_error_and_no_request_shows_the_key_but_in_its_header(rig: DiscourseRig) -> None:
    rig.say(1)
    rig.revoke()
    with pytest.raises(Rejected) as refused:
        rig.channel().fetch(None)
    assert refused.value.kind == "reauth"
    asked = json.dumps([(r.path, r.params) for r in rig.server.requests])
    assert "fake-key" not in asked + repr(refused.value)
