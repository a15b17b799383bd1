"""A person's request is found again in what it did, on either store."""

import pytest

from earshot.domain.accounts import Accounts
from earshot.errors import Held, Reused
from earshot.ports import Commit, Store
from earshot.usecases.answer import Answering, Words
from earshot.usecases.casework import Casework
from local.memory import FixedClock
from tests import builders

CLOCK = FixedClock(builders.MONDAY_NINE)


@pytest.fixture
def opened(store: Store) -> Store:
    case = builders.case(reply_to="m1")
    changes = case.model_dump(mode="json", exclude={"id", "version"}, exclude_none=True)
    event = builders.case_event(changes=changes, mention_id="m1")
    store.commit(Commit(case=case, expected=0, events=[event]))
    store.put_mention(builders.mention_record(case_id="c1"))
    return store


def test_f65_a_repeated_request_finds_itself_done(opened: Store) -> None:
    """F65, F66: the event is the record of the request, so nothing else is written for it."""
    desk = Casework(store=opened, clock=CLOCK, playbook=builders.playbook())

    first = desk.claim(builders.asked())
    desk.note(builders.asked(key="k2"), "Meanwhile")
    again = desk.claim(builders.asked())

    assert (again, first.case.version) == (first, 2)
    with pytest.raises(Reused):
        desk.note(builders.asked(what="w2"), "Something else")


def test_f65_a_repeated_reply_is_the_same_entry(opened: Store) -> None:
    """F65."""
    desk = Answering(
        store=opened,
        clock=CLOCK,
        accounts=Accounts(accounts=(builders.account(),)),
        playbook=builders.playbook(),
        answering=builders.speaking,
    )

    first = desk.answer(builders.asked(), Words(text="Hello"))
    again = desk.answer(builders.asked(), Words(text="Hello"))

    assert again == first == opened.reply("c1", first.id)


def test_f41_the_second_to_claim_learns_who_was_first(opened: Store) -> None:
    """F41."""
    desk = Casework(store=opened, clock=CLOCK, playbook=builders.playbook())
    desk.claim(builders.asked())

    with pytest.raises(Held) as held:
        desk.claim(builders.asked(caller=builders.caller(id="s2", agent="grace"), key="k2"))
    assert held.value.holder == "linus"
