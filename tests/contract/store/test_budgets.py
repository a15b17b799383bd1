"""What paid services may cost in a month, in every store."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from earshot.ports import Store
from local.memory import MemoryStore

BEDROCK = "bedrock:amazon.nova-micro-v1:0"


def test_a_month_begins_with_nothing_spent(store: Store) -> None:
    assert store.spent(BEDROCK, "2026-11") == 0


def test_f97_what_goes_over_the_limit_is_refused_and_not_counted(store: Store) -> None:
    """F97: a flood of junk costs a known sum at most."""
    assert store.reserve(BEDROCK, "2026-11", amount=70, limit=100)
    assert not store.reserve(BEDROCK, "2026-11", amount=31, limit=100)
    assert store.reserve(BEDROCK, "2026-11", amount=30, limit=100)
    assert store.spent(BEDROCK, "2026-11") == 100
    assert not store.reserve(BEDROCK, "2026-12", amount=101, limit=100)


def test_services_and_months_have_counters_of_their_own(store: Store) -> None:
    store.reserve(BEDROCK, "2026-11", amount=5, limit=100)
    store.reserve("comprehend", "2026-11", amount=7, limit=100)
    store.reserve(BEDROCK, "2026-12", amount=11, limit=100)
    months = ("2026-11", "2026-12")
    assert [store.spent(BEDROCK, month) for month in months] == [5, 11]
    assert [store.spent("comprehend", month) for month in months] == [7, 0]


def test_what_was_not_spent_is_given_back(store: Store) -> None:
    store.reserve("comprehend", "2026-11", amount=60, limit=100)
    store.give_back("comprehend", "2026-11", amount=25)
    assert store.spent("comprehend", "2026-11") == 35
    assert store.reserve("comprehend", "2026-11", amount=65, limit=100)


def test_a_limit_that_was_raised_holds_from_then_on(store: Store) -> None:
    store.reserve("comprehend", "2026-11", amount=100, limit=100)
    assert not store.reserve("comprehend", "2026-11", amount=1, limit=100)
    assert store.reserve("comprehend", "2026-11", amount=1, limit=200)


def test_many_at_once_never_spend_more_than_there_is() -> None:
    """In memory alone: the imitated DynamoDB looks and writes in two steps when threads race."""
    store = MemoryStore()
    with ThreadPoolExecutor(8) as pool:
        taken = list(
            pool.map(
                lambda _: store.reserve("comprehend", "2026-11", amount=10, limit=105), range(30)
            )
        )
    assert taken.count(True) == 10
    assert store.spent("comprehend", "2026-11") == 100


def test_a_budget_is_one_small_item_that_expires_after_thirteen_months(dynamodb: Any) -> None:
    from earshot.store.dynamo import DynamoStore

    DynamoStore(dynamodb, "earshot").reserve(BEDROCK, "2026-11", amount=5, limit=100)
    (item,) = dynamodb.scan(TableName="earshot")["Items"]
    assert item == {
        "pk": {"S": "BUDGET#bedrock:amazon.nova-micro-v1:0"},
        "sk": {"S": "2026-11"},
        "spent": {"N": "5"},
        "expires_at": {"N": "1828051200"},
    }
