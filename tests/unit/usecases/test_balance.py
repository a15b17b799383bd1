"""The equation is looked at for an hour that has settled, and only a loss is news."""

from datetime import timedelta

from earshot.domain.records import Counts
from earshot.usecases.balance import Balance, balances, settled
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


def missing(store: MemoryStore) -> list[int]:
    return [one.missing for one in settled([builders.account()], store=store, now=NOON)]


def test_nothing_is_missing_of_an_hour_in_which_all_is_accounted_for() -> None:
    assert missing(counted(4, Counts(stored=1, duplicate=1, filtered=1, quarantined=1))) == [0]


def test_a_mention_that_nothing_came_of_is_missing_s01() -> None:
    store = counted(4, Counts(stored=3))
    (found,) = settled([builders.account()], store=store, now=NOON)
    assert found == Balance("generic", "acmehelp", "2026-03-02T10", Counts(received=4, stored=3))
    assert found.missing == 1


def test_an_hour_that_may_still_be_in_a_queue_is_left_alone() -> None:
    store = counted(4, Counts(stored=3))
    early = NOON - timedelta(hours=1)
    assert settled([builders.account()], store=store, now=early) == []


def test_more_outcomes_than_receipts_are_no_loss() -> None:
    assert missing(counted(2, Counts(stored=4))) == [0]


def test_balances_are_told_account_by_account_and_hour_by_hour() -> None:
    store = counted(4, Counts(stored=4))
    store.count_received(*WHERE, at=NOON, number=1)
    store.count_received("generic", "second", at=builders.MONDAY_NINE, number=2)
    both = [builders.account(account="second"), builders.account()]
    found = list(balances(both, store=store, since=builders.MONDAY_NINE, until=NOON))
    assert [(one.account, one.hour, one.counts.received) for one in found] == [
        ("second", "2026-03-02T09", 2),
        ("acmehelp", "2026-03-02T10", 4),
        ("acmehelp", "2026-03-02T12", 1),
    ]
