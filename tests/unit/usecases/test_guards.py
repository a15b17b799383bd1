"""Loops and repetitions, from the mention to the platform."""

import pytest

from earshot.errors import Repeated
from earshot.store import keys
from earshot.usecases.answer import Words
from tests.desk import Desk
from tests.invariants import check_all


def test_d36_robots_that_answer_each_other_s_machine_come_to_an_end() -> None:
    """D36: each is another author, so that no author's cap holds them."""
    desk = Desk()
    desk.hear(id="m0", text="My parcel is lost")
    desk.rest()
    for number in range(1, 6):
        last = desk.platform.posted[-1]
        desk.hear(
            id=f"m{number}",
            text="My parcel is lost too",
            in_reply_to=f"post-{last.id}",
            author={"id": f"robot{number}"},
            created_at=desk.clock.now(),
        )
        desk.rest()
    assert [reply.hops for reply in desk.platform.posted] == [1, 2]
    assert len(desk.cases()) == 6
    check_all(desk)


def test_s55_a_person_is_told_that_they_repeat_themselves_and_may_mean_it() -> None:
    """S55."""
    desk = Desk()
    desk.hear()
    desk.answer("Your parcel will be there on Friday.")
    again = Words(text="Your parcel will be there on Friday!")
    with pytest.raises(Repeated) as warned:
        desk.answering.answer(desk.asked(), again)
    (first,) = desk.replies()
    assert warned.value.reply_id == first.id
    desk.answering.answer(desk.asked(), Words(text=again.text, repeat=True))
    desk.rest()
    assert len(desk.platform.posted) == 2


def test_d36_a_machine_never_says_what_they_have_just_been_told() -> None:
    """D36: a person was quicker."""
    desk = Desk()
    desk.hear(text="My parcel is lost")
    (planned,) = desk.replies()
    desk.store.rows.put(
        keys.reply_key(planned.case_id, "earlier"),
        planned.model_copy(update={"id": "earlier", "kind": "human", "state": "sent"}),
    )
    desk.relay()
    desk.deliver()
    refused = desk.store.reply(planned.case_id, planned.id)
    assert refused is not None
    assert (refused.state, refused.reason) == ("refused", "duplicate")
