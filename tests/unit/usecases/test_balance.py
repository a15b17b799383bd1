"""The equation is looked at for an hour that has settled, and only a loss is news."""

from datetime import timedelta

from earshot.domain.records import Counts
from earshot.usecases.balance import Imbalance, imbalances
from local.memory.store import MemoryStore
from tests import builders

NOON = builders.MONDAY_NINE + timedelta(hours=3)
WHERE = ("generic", "acmehelp")


def counted(received: int, outcomes: Counts) -> MemoryStore:
    """A store in which this was counted between ten and eleven."""
    store = MemoryStore()
    ten = builders.MONDAY_NINE + timedelta(hours=1)
    store.count_received(*WHERE, at=ten, number=received)
    store.count_outcomes(*WHERE, hour="2026-03-02T10", outcomes=outcomes, batch="b1")
    return store


def test_nothing_is_said_of_an_hour_in_which_all_is_accounted_for() -> None:
    store = counted(4, Counts(stored=1, duplicate=1, filtered=1, quarantined=1))
    assert imbalances([builders.account()], store=store, now=NOON) == []


def test_a_mention_that_nothing_came_of_is_missing_s01() -> None:
    store = counted(4, Counts(stored=3))
    found = imbalances([builders.account()], store=store, now=NOON)
    assert found == [Imbalance("generic", "acmehelp", "2026-03-02T10", 1)]


def test_an_hour_that_may_still_be_in_a_queue_is_left_alone() -> None:
    store = counted(4, Counts(stored=3))
    assert imbalances([builders.account()], store=store, now=NOON - timedelta(hours=1)) == []


def test_more_outcomes_than_receipts_are_no_loss() -> None:
    assert imbalances([builders.account()], store=counted(2, Counts(stored=4)), now=NOON) == []
