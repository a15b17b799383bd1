"""What nobody understood is tried again, and counts once whatever happens in between."""

import json
from typing import Any

import pytest

from earshot import channels
from earshot.domain.accounts import Accounts
from earshot.domain.records import Quarantined
from earshot.errors import Unavailable
from earshot.usecases.replay import Replayer
from local.memory.inputs import MemorySecrets
from tests import builders
from tests.builders import MONDAY_NINE
from tests.desk import Desk
from tests.invariants import check_all
from tests.trip import Killed, Trip, Tripwire
from tests.webhooks import element

ELEMENT = element(created_at="2026-03-02T09:00:00Z")


def replayer(desk: Desk, trip: Trip | None = None) -> Replayer:
    return Replayer(
        store=Tripwire(desk.store, trip or Trip()),
        queue=Tripwire(desk.mentions, trip or Trip()),
        clock=desk.clock,
        accounts=desk.accounts,
        reading=lambda account: channels.reading(account, MemorySecrets()),
    )


def set_aside(desk: Desk, raw: object = ELEMENT, **over: Any) -> Quarantined:
    """An element that was refused at the door and counted there."""
    text = raw if isinstance(raw, str) else json.dumps(raw)
    item = builders.quarantined(raw=text, **over)
    desk.store.quarantine([item])
    desk.store.count_received("generic", "acmehelp", at=MONDAY_NINE, number=1)
    return item


def test_an_element_that_can_be_read_now_is_handed_on_as_the_delivery_it_was() -> None:
    desk = Desk()
    item = set_aside(desk)
    desk.clock.advance(hours=3)
    done = replayer(desk).replay(item)
    assert (done.mention.id if done.mention else None, done.problem) == ("m1", None)
    (body,) = desk.mentions.take()
    told = json.loads(body)
    assert (told["source"], told["receipt"]) == ("replay", "r1")
    assert told["received_at"] == "2026-03-02T09:00:00Z"
    assert list(replayer(desk).waiting("generic", "acmehelp")) == []


def test_p1_a_replayed_element_leaves_the_quarantine_in_the_counts() -> None:
    """P1: the hour in which it came balances before and after."""
    desk = Desk()
    item = set_aside(desk)
    desk.rest()
    (hour,) = desk.hours().values()
    assert (hour.received, hour.quarantined, hour.stored) == (1, 1, 0)
    desk.clock.advance(hours=3)
    replayer(desk).replay(item)
    desk.rest()
    (hour,) = desk.hours().values()
    assert (hour.received, hour.quarantined, hour.stored) == (1, 0, 1)
    check_all(desk)


def test_an_element_that_still_is_no_mention_stays_and_says_why() -> None:
    desk = Desk()
    item = set_aside(desk, {**ELEMENT, "created_at": "yesterday"})
    done = replayer(desk).replay(item)
    assert done.mention is None
    assert str(done.problem).startswith("created_at: ")
    assert len(desk.mentions) == 0
    assert list(replayer(desk).waiting("generic", "acmehelp")) == [item]


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_crash_between_queue_and_stamp_is_absorbed(side: Any) -> None:
    """The receipt stays the same, so the second time is our own retry and no duplicate."""
    desk = Desk()
    item = set_aside(desk)
    with pytest.raises(Killed):
        replayer(desk, Trip(2, side)).replay(item)
    desk.rest()
    for waits in list(replayer(desk).waiting("generic", "acmehelp")):
        replayer(desk).replay(waits)
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened"]
    assert desk.record().duplicate_count == 0
    assert list(replayer(desk).waiting("generic", "acmehelp")) == []


def test_nothing_is_stamped_that_is_not_on_the_queue() -> None:
    desk = Desk()
    item = set_aside(desk)

    class Full(Tripwire):
        def send(self, bodies: object) -> None:
            raise Unavailable("SQS did not answer")

    failing = Replayer(
        store=desk.store,
        queue=Full(desk.mentions, Trip()),
        clock=desk.clock,
        accounts=desk.accounts,
        reading=lambda account: channels.reading(account, MemorySecrets()),
    )
    with pytest.raises(Unavailable):
        failing.replay(item)
    assert list(replayer(desk).waiting("generic", "acmehelp")) == [item]


def test_what_was_set_aside_because_its_account_was_gone_comes_back_with_it() -> None:
    desk = Desk()
    connected = desk.accounts
    desk.accounts = Accounts(accounts=(builders.account(account="another"),))
    desk.post()
    desk.rest()
    (item,) = replayer(desk).waiting("generic", "acmehelp")
    assert "is connected" in str(replayer(desk).replay(item).problem)
    desk.accounts = connected
    assert replayer(desk).replay(item).mention == builders.mention()
    desk.rest()
    check_all(desk)
    assert desk.kinds() == ["case_opened"]


def test_an_element_that_was_replayed_is_not_replayed_again() -> None:
    desk = Desk()
    item = set_aside(desk).model_copy(update={"replayed_at": MONDAY_NINE})
    assert replayer(desk).replay(item).problem == "was replayed at 2026-03-02T09:00:00+00:00"
    assert len(desk.mentions) == 0


def test_everything_that_waits_is_found_page_after_page() -> None:
    desk = Desk()
    items = [builders.quarantined(receipt=f"r{n:03d}") for n in range(230)]
    desk.store.quarantine(items)
    desk.store.mark_replayed(items[7], at=MONDAY_NINE)
    found = [item.receipt for item in replayer(desk).waiting("generic", "acmehelp")]
    assert len(found) == 229
    assert found[0] == "r229"
    assert "r007" not in found


def test_text_that_is_no_mention_of_ours_is_no_crash() -> None:
    desk = Desk()
    item = set_aside(desk, "not JSON", stage="route")
    assert replayer(desk).replay(item).problem == "the raw text is no mention"
