"""Loops and repetitions, from the mention to the platform."""

from dataclasses import replace

import pytest

from earshot.errors import Barred, Repeated
from earshot.store import keys
from earshot.usecases.answer import Words
from tests import builders
from tests.desk import CAPABILITIES, Desk
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


def dear(**budget: float) -> Desk:
    """A customer on a platform on which links are dear, with so much to spend."""
    desk = Desk(account=builders.account(budget=budget))
    prices = {"reply": 0.015, "reply_with_link": 0.2}
    desk.platform.capabilities = replace(CAPABILITIES, prices=prices)
    desk.hear()
    return desk


def test_d18_a_link_that_the_budget_does_not_bear_is_not_planned() -> None:
    """D18."""
    desk = dear(usd_per_month=0.1)
    with pytest.raises(Barred) as barred:
        desk.answer("See https://example.com/p/1")
    assert barred.value.reason == "over_budget"
    desk.answer("We look into it.")
    desk.rest()
    assert [reply.state for reply in desk.replies()] == ["sent"]
    check_all(desk)


def test_d18_a_budget_that_was_spent_meanwhile_is_asked_again_before_it_is_sent() -> None:
    """D18."""
    desk = dear(usd_per_month=1)
    desk.answer("See https://example.com/p/1")
    spent = desk.store.answering("generic", "acmehelp")
    cost = spent.spending.plus(0.9, 0, desk.clock.now())
    desk.store.put_answering(spent.model_copy(update={"revision": 1, "spending": cost}))
    desk.rest()
    (reply,) = desk.replies()
    assert (reply.state, reply.reason) == ("refused", "over_budget")
    assert desk.platform.posted == []
    check_all(desk)
