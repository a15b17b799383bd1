"""What every connector holds to that does more than answer, over real HTTP."""

from contextlib import suppress

import pytest

from earshot.domain.mention import Mention
from earshot.errors import Ambiguous, Rejected, Throttled, Unavailable
from tests.rigs.rig import Rig


@pytest.mark.certifies("likes", "reads_back")
def test_a_like_is_there_after_it_was_given_and_not_before(rig: Rig) -> None:
    liking = rig.posting(rig.say(1), act="like", text="")
    assert rig.channel().find(liking) is None
    rig.channel().send(liking)
    assert rig.channel().find(liking) is not None
    assert rig.posts == []


@pytest.mark.certifies("likes")
def test_f70_a_post_that_is_gone_is_not_liked(rig: Rig) -> None:
    liking = rig.posting(rig.say(1), act="like", text="")
    rig.remove_parent(1)
    with pytest.raises(Rejected) as refused:
        rig.channel().send(liking)
    assert refused.value.kind == "target_gone"


@pytest.mark.certifies("deletes", "replies", "reads_back")
def test_a_post_of_ours_is_deleted_and_stays_so(rig: Rig) -> None:
    said = rig.say(1)
    sent = rig.channel().send(rig.posting(said))
    deleting = rig.posting(said.model_copy(update={"id": sent.platform_id}), act="delete", text="")
    assert rig.channel().find(deleting) is None
    rig.channel().send(deleting)
    assert rig.posts == []
    assert rig.channel().find(deleting) is not None


@pytest.mark.certifies("searches")
def test_a_search_can_be_tried_before_it_is_enabled(rig: Rig) -> None:
    wanted = rig.post(1, "the purple walrus is late again")
    rig.post(2, "something else")
    page = rig.channel().sample("walrus")
    assert [mention.id for mention in page.mentions] == [wanted.id]
    assert "the purple walrus is late again" in str(page.mentions[0].text)
    assert page.cursor is None


@pytest.mark.certifies("searches")
def test_a_search_that_cannot_be_tried_now_says_so(rig: Rig) -> None:
    rig.say(1)
    rig.server.faults.plan("500", times=9)
    with pytest.raises(Unavailable):
        rig.channel().sample("late")
    rig.server.faults.clear()
    rig.server.faults.plan("too_fast", times=9)
    with pytest.raises(Throttled):
        rig.channel().sample("late")


@pytest.mark.certifies("hides")
def test_a_post_of_somebody_is_hidden_and_nothing_is_said(rig: Rig) -> None:
    said = rig.say_below_ours(1)
    before = rig.posts
    assert changes(rig, said, "hide") >= 1
    with suppress(Rejected):  # some say that it is done already
        changes(rig, said, "hide")
    assert rig.posts == before


@pytest.mark.certifies("hides")
def test_nobody_knows_of_a_hiding_that_the_platform_failed_at(rig: Rig) -> None:
    is_not_sure(rig, rig.say_below_ours(1), "hide")


@pytest.mark.certifies("likes")
def test_nobody_knows_of_a_like_that_the_platform_failed_at(rig: Rig) -> None:
    is_not_sure(rig, rig.say(1), "like")


@pytest.mark.certifies("likes")
def test_a_like_says_nothing_however_often_it_is_given(rig: Rig) -> None:
    said = rig.say(1)
    assert changes(rig, said, "like") >= 1
    with suppress(Rejected):
        changes(rig, said, "like")
    assert rig.posts == []


def changes(rig: Rig, said: Mention, act: str) -> int:
    """Do it; how many requests that change something it took."""
    before = len(rig.server.requests)
    rig.channel().send(rig.posting(said, text="", act=act))
    return sum(request.method != "GET" for request in rig.server.requests[before:])


def is_not_sure(rig: Rig, said: Mention, act: str) -> None:
    """A platform that fails at it is not taken for one that has done it, or has refused it."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        rig.server.faults.plan("500", method=method, times=9)
    with pytest.raises((Ambiguous, Unavailable)):
        rig.channel().send(rig.posting(said, text="", act=act))
