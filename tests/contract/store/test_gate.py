"""What the sends of an account wait for."""

from datetime import timedelta

import pytest

from earshot.domain.pace import Gate, Pace
from earshot.errors import Conflict
from earshot.ports import Store
from tests.builders import MONDAY_NINE

PACE = Pace(sends=1, within=60)


def test_an_account_that_never_sent_waits_for_nothing(store: Store) -> None:
    gate = store.gate("generic", "acmehelp")
    assert gate == Gate(channel="generic", account="acmehelp")
    assert gate.opens(MONDAY_NINE) == MONDAY_NINE


def test_a_turn_is_taken_by_one_alone(store: Store) -> None:
    _, mine = store.gate("generic", "acmehelp").take(PACE, MONDAY_NINE)
    _, theirs = store.gate("generic", "acmehelp").take(PACE, MONDAY_NINE + timedelta(seconds=1))
    store.put_gate(mine)
    store.put_gate(mine)  # our answer was lost
    with pytest.raises(Conflict):
        store.put_gate(theirs)
    assert store.gate("generic", "acmehelp") == mine
    assert store.gate("generic", "another").revision == 0


def test_a_pause_stays_beside_the_turns_and_the_account(store: Store) -> None:
    until = MONDAY_NINE + timedelta(minutes=5)
    _, taken = store.gate("generic", "acmehelp").take(PACE, MONDAY_NINE)
    store.put_gate(taken)
    closed = taken.closed(until)
    assert closed is not None
    store.put_gate(closed)
    found = store.gate("generic", "acmehelp")
    assert (found.opens(MONDAY_NINE), found.full_at) == (until, taken.full_at)
    assert store.account("generic", "acmehelp").cursor is None
    assert store.counts("generic", "acmehelp", since="2000", until="2999") == {}
