"""What every connector holds to that does more than answer, over real HTTP."""

import pytest

from earshot.errors import Rejected
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
