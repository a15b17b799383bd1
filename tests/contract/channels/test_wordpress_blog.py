"""What only WordPress does, over HTTP: moderation, typographic quotes, refusals by code."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from earshot.channels.values import Fetched
from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Rejected, Throttled
from tests.rigs.wordpress import WordPressRig


@pytest.fixture
def rig() -> Iterator[WordPressRig]:
    with WordPressRig() as made:
        yield made


def walked(rig: WordPressRig, cursor: str | None = None) -> tuple[list[Mention], Fetched]:
    found: list[Mention] = []
    while True:
        page = rig.channel().fetch(cursor)
        found += page.mentions
        if page.done:
            return found, page
        cursor = page.cursor


def test_a_comment_that_waited_for_a_moderator_is_heard_when_it_appears(
    rig: WordPressRig,
) -> None:
    waiting = rig.say(1, at=rig.now - timedelta(hours=20))
    rig.server.comments[int(waiting.id)]["status"] = "hold"
    rig.say(2)
    _, page = walked(rig)
    rig.server.comments[int(waiting.id)]["status"] = "approved"
    found, page = walked(rig, page.cursor)
    assert [mention.id for mention in found] == [waiting.id]
    assert walked(rig, page.cursor)[0] == []


def test_what_cannot_be_read_is_told_of_once(rig: WordPressRig) -> None:
    for number in (1, 2):
        rig.say(number)
    rig.spoil(1)
    _, first = walked(rig)
    assert len(first.unreadable) == 1
    _, second = walked(rig, first.cursor)
    assert second.unreadable == ()


def test_more_comments_in_one_second_than_a_page_holds_are_all_heard(rig: WordPressRig) -> None:
    at = rig.now - timedelta(minutes=5)
    said = {rig.say(number, at=at).id for number in range(1, 252)}
    found, _ = walked(rig)
    assert {mention.id for mention in found} == said


def test_a_comment_that_is_dated_ahead_hides_none_that_is_written_until_then(
    rig: WordPressRig,
) -> None:
    rig.say(1, at=rig.now + timedelta(days=400))
    _, page = walked(rig)
    late = rig.say(2)
    assert [mention.id for mention in walked(rig, page.cursor)[0]] == [late.id]


def test_only_what_is_new_enough_is_asked_for_at_first(rig: WordPressRig) -> None:
    since = rig.now - timedelta(hours=1)
    rig.account = rig.account.model_copy(update={"listen_since": since})
    rig.say(1, at=rig.now - timedelta(days=400))
    late = rig.say(2)
    assert [mention.id for mention in walked(rig)[0]] == [late.id]


def test_a_comment_that_was_taken_for_spam_is_not_answered(rig: WordPressRig) -> None:
    said = rig.say(1)
    rig.server.comments[int(said.id)]["status"] = "spam"
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "target_gone"
    assert rig.posts == []


def test_the_text_is_no_html_whatever_it_looks_like(rig: WordPressRig) -> None:
    rig.channel().send(rig.posting(rig.say(1), text='<b>2 < 3</b> & "so"'))
    (post,) = rig.server.posts
    assert post["held"] == '&lt;b&gt;2 &lt; 3&lt;/b&gt; &amp; "so"'


@pytest.mark.parametrize(
    "text",
    [
        'It\'s "here"...',
        "a -- b",
        "<b>2 < 3</b> & more",
        "yes :) and Acme(tm) :-)",
        "my Wordpress",
        "one\n\ntwo\nthree",
    ],
)
def test_our_answer_is_found_however_the_theme_shows_it(rig: WordPressRig, text: str) -> None:
    posting = rig.posting(rig.say(1), text=text)
    sent = rig.channel().send(posting)
    assert rig.channel().find(posting).platform_id == sent.platform_id


def test_another_persons_comment_with_our_words_is_not_ours(rig: WordPressRig) -> None:
    said = rig.say(1)
    rig.say(2, text="Thanks for telling us", answers=said.id)
    assert rig.channel().find(rig.posting(said, text="Thanks for telling us")) is None


def test_the_same_answer_again_is_a_duplicate_and_stands_once(rig: WordPressRig) -> None:
    posting = rig.posting(rig.say(1))
    rig.channel().send(posting)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(posting)
    assert refused.value.kind == "duplicate"
    assert len(rig.posts) == 1


def test_too_many_answers_at_once_wait_a_moment(rig: WordPressRig) -> None:
    rig.server.floods = True
    with pytest.raises(Throttled) as refused:
        rig.channel().send(rig.posting(rig.say(1)))
    assert refused.value.after is not None
    wait = refused.value.after - datetime.now(UTC)
    assert timedelta(seconds=10) < wait <= timedelta(seconds=15)


def test_a_closed_discussion_takes_no_answer(rig: WordPressRig) -> None:
    rig.server.closed = True
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(rig.say(1)))
    assert refused.value.kind == "not_allowed_by_policy"


def test_a_comment_of_ours_can_be_taken_back_and_no_other(rig: WordPressRig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said))
    taking = rig.posting(said, act="delete", text="", in_reply_to=sent.platform_id)
    assert rig.channel().find(taking) is None
    rig.channel().send(taking)
    assert rig.posts == []
    assert rig.server.posts[0]["status"] == "trash"
    assert rig.channel().find(taking).platform_id == sent.platform_id
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, act="delete", text=""))
    assert refused.value.kind == "not_allowed_by_policy"


def test_private_answers_are_not_offered(rig: WordPressRig) -> None:
    with pytest.raises(Rejected) as refused:
        rig.channel().allow(rig.posting(rig.say(1), visibility="private"))
    assert refused.value.kind == "not_allowed_by_policy"


def test_below_more_answers_than_can_be_looked_through_nobody_knows(rig: WordPressRig) -> None:
    said = rig.say(1)
    for number in range(2, 103):
        rig.say(number, answers=said.id, at=rig.now)
    with pytest.raises(Ambiguous):
        rig.channel().find(rig.posting(said))
