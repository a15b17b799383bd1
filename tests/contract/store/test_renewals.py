"""Whose turn it is to renew a secret, in every store."""

from datetime import timedelta

from earshot.domain.records import Turn
from earshot.ports import Store
from tests.builders import MONDAY_NINE

MINUTE = timedelta(minutes=1)
TOKEN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:listen"


def take(store: Store, holder: str, at: int = 0, secret: str = TOKEN) -> Turn:
    now = MONDAY_NINE + at * MINUTE
    return store.take_turn(secret, holder=holder, now=now, until=now + MINUTE)


def test_of_two_who_would_renew_a_secret_one_has_the_turn(store: Store) -> None:
    assert take(store, "one").holder == "one"
    standing = take(store, "two")
    assert (standing.holder, standing.until) == ("one", MONDAY_NINE + MINUTE)


def test_a_turn_that_ran_out_is_free(store: Store) -> None:
    take(store, "one")
    assert take(store, "two", at=1).holder == "two"


def test_another_secret_is_another_turn(store: Store) -> None:
    take(store, "one")
    assert take(store, "two", secret="other").holder == "two"


def test_who_ends_their_turn_says_what_they_replaced(store: Store) -> None:
    turn = take(store, "one")
    store.end_turn(turn.model_copy(update={"replaced": "version-1"}), now=MONDAY_NINE)
    taken = take(store, "two")
    assert (taken.holder, taken.replaced) == ("two", "version-1")


def test_who_replaced_nothing_leaves_what_is_known(store: Store) -> None:
    turn = take(store, "one")
    store.end_turn(turn.model_copy(update={"replaced": "version-1"}), now=MONDAY_NINE)
    store.end_turn(take(store, "two"), now=MONDAY_NINE)
    assert take(store, "three").replaced == "version-1"


def test_who_lost_the_turn_ends_it_for_nobody(store: Store) -> None:
    slow = take(store, "slow")
    take(store, "quick", at=1)
    store.end_turn(slow.model_copy(update={"replaced": "old"}), now=MONDAY_NINE + MINUTE)
    standing = take(store, "third", at=1)
    assert (standing.holder, standing.replaced) == ("quick", None)
