"""What every connector that answers holds to, over real HTTP: posted once, or known not to be."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

import pytest

from earshot.errors import Ambiguous, EarshotError, Rejected, Throttled, Unavailable
from local.platforms.serving import Fault
from tests.rigs.rig import Rig

replies = pytest.mark.certifies("replies")
BEFORE: tuple[Fault, ...] = ("500", "503", "html", "redirect")
AFTER: tuple[Fault, ...] = ("cut", "slow", "truncated")


@replies
def test_a_reply_stands_once_below_its_post(rig: Rig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said))
    (post,) = rig.posts
    assert post.text == "Sorry! Is the light on? 😡"
    assert post.id == sent.platform_id
    assert sent.permalink is None or sent.permalink.startswith("http")


@replies
def test_f65_sent_again_it_is_the_same_post_where_the_platform_promises_that(rig: Rig) -> None:
    posting = rig.posting(rig.say(1))
    first = rig.channel().send(posting)
    if rig.capabilities().idempotent == "none":
        assert rig.channel().find(posting).platform_id == first.platform_id
        return
    assert rig.channel().send(posting).platform_id == first.platform_id
    assert len(rig.posts) == 1


@replies
@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
def test_f61_after_any_failure_what_is_said_about_the_post_is_true(
    rig: Rig, short_waits: None, fault: Fault
) -> None:
    """F61, F62, F63: nobody claims that it was sent, or that it was not, without knowing."""
    posting = rig.posting(rig.say(1))
    if fault == "html" and rig.any_2xx_is_yes:
        pytest.skip("whatever it answers with a 2xx, it has taken it")
    rig.server.faults.plan(fault, path=rig.sends_to, method="POST")
    told: EarshotError | None = None
    try:
        rig.channel().send(posting)
    except EarshotError as error:
        told = error
    held = len(rig.posts)
    assert held <= 1
    if isinstance(told, Throttled | Unavailable | Rejected):
        assert held == 0, "said not to be sent, and is there"
    elif told is None:
        assert held == 1, "said to be sent, and is not there"
    else:
        assert isinstance(told, Ambiguous)


@pytest.mark.certifies("replies", "reads_back")
@pytest.mark.parametrize("fault", [*BEFORE, *AFTER])
def test_an_ambiguous_post_is_found_if_and_only_if_it_is_there(
    rig: Rig, impatience: Callable[[], AbstractContextManager[None]], fault: Fault
) -> None:
    posting = rig.posting(rig.say(1))
    rig.server.faults.plan(fault, path=rig.sends_to, method="POST")
    with pytest.raises((Ambiguous, Rejected)), impatience():
        rig.channel().send(posting)
    found = rig.channel().find(posting)
    assert (found.platform_id if found else None) == (rig.posts[0].id if rig.posts else None)


@pytest.mark.certifies("replies", "reads_back")
def test_another_reply_with_other_words_is_not_taken_for_it(rig: Rig) -> None:
    said = rig.say(1)
    rig.channel().send(rig.posting(said, text="We are looking into it."))
    assert rig.channel().find(rig.posting(said, text="Another thing.", id="r999")) is None


@pytest.mark.certifies("replies", "reads_back")
def test_the_same_words_below_another_post_are_not_taken_for_it(rig: Rig) -> None:
    """A template goes to several people within minutes."""
    said, other = rig.say(1), rig.say(2)
    rig.channel().send(rig.posting(other))
    with suppress(Ambiguous):
        assert rig.channel().find(rig.posting(said, id="r999")) is None


@replies
def test_f69_a_text_at_the_limit_goes_out_and_one_more_is_refused_with_the_count(rig: Rig) -> None:
    said = rig.say(1)
    longest = rig.longest(private=False)
    rig.channel().send(rig.posting(said, text=longest))
    with pytest.raises(Rejected, match=r"\d+ .*at most \d+") as refused:
        rig.channel().send(rig.posting(said, text=longest + "x", id="r999"))
    assert refused.value.kind == "too_long"
    assert len(rig.posts) == 1


@pytest.mark.certifies("threads", "reads_back")
def test_s53_the_parts_of_a_thread_stand_below_one_another_and_are_told_apart(rig: Rig) -> None:
    rig.let_thread()
    said = rig.say(1)
    texts = ("We are looking into it. (1/3)", "Is the light on? (2/3)", "Sorry! 😡 (3/3)")
    postings = []
    below = said.id
    for number, text in enumerate(texts, 1):
        more = {"in_reply_to": below, "answers": said.id, "id": f"r0123456789abcdef-{number}"}
        more |= {"part": number, "parts": 3}
        first = {"part": 1, "parts": 3}
        postings.append(rig.posting(said, text=text, **(first if number == 1 else more)))
        below = str(rig.channel().send(postings[-1]).platform_id)
    assert [post.text for post in rig.posts] == list(texts)
    assert [post.parent for post in rig.posts] == [said.id, *(p.id for p in rig.posts[:2])]
    found = [rig.channel().find(posting).platform_id for posting in postings]
    assert found == [post.id for post in rig.posts]
    missing = rig.posting(said, text="Never sent. (3/3)", **more)
    missing = missing._replace(reply=missing.reply.model_copy(update={"id": "r9-3"}))
    assert rig.channel().find(missing) is None


@pytest.mark.certifies("threads")
def test_s53_a_part_whose_post_before_is_gone_is_not_posted(rig: Rig) -> None:
    rig.let_thread()
    said = rig.say(1)
    first = rig.channel().send(rig.posting(said, text="One (1/2)", part=1, parts=2))
    below = {"in_reply_to": first.platform_id}
    gone = rig.posting(said, text="", id="r1", act="delete", **below)
    rig.channel().send(gone)
    part = {"id": "r0123456789abcdef-2", "answers": said.id, "part": 2, "parts": 2}
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said, text="Two (2/2)", **below, **part))
    assert refused.value.kind == "target_gone"
    assert rig.posts == []


@replies
def test_f70_a_post_that_is_gone_is_not_answered(rig: Rig) -> None:
    said = rig.say(1)
    rig.remove_parent(1)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == "target_gone"
    assert rig.posts == []


@replies
def test_f64_asked_too_often_it_certainly_was_not_sent(rig: Rig) -> None:
    said = rig.say(1)
    rig.server.faults.plan("too_fast", path=rig.sends_to, method="POST")
    with pytest.raises(Throttled) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.after is not None
    assert rig.posts == []


@replies
@pytest.mark.parametrize("hurt", ["revoke", "forbid"])
def test_a_token_that_may_not_answer_says_so(rig: Rig, hurt: str) -> None:
    said = rig.say(1)
    getattr(rig, hurt)()
    with pytest.raises(Rejected) as refused:
        rig.channel().send(rig.posting(said))
    assert refused.value.kind == {"revoke": "reauth", "forbid": "forbidden"}[hurt]
    assert rig.posts == []


@replies
def test_f63_a_platform_that_is_not_there_certainly_got_nothing(rig: Rig) -> None:
    posting = rig.posting(rig.say(1))
    rig.server.stop()
    with pytest.raises(Unavailable):
        rig.channel().send(posting)


@replies
@pytest.mark.parametrize("identifier", ["../../etc", "1?x=y", "a b", "9" * 400])
def test_an_id_that_is_none_never_becomes_part_of_an_address(rig: Rig, identifier: str) -> None:
    said = rig.say(1).model_copy(update={"id": identifier})
    with suppress(Rejected, Unavailable, Ambiguous):
        rig.channel().send(rig.posting(said))
    asked = [request.path + str(request.params) for request in rig.server.requests]
    assert not any(identifier in one for one in asked)


@pytest.mark.certifies("private")
def test_a_private_answer_goes_to_a_private_mention_in_private(rig: Rig) -> None:
    said = rig.say(1, private=True)
    assert said.visibility == "private"
    sent = rig.channel().send(rig.posting(said))
    (post,) = rig.posts
    assert post.id == sent.platform_id
