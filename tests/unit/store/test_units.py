"""Write and read units: the formula on literal items."""

from typing import Any

import pytest

from earshot.store import items, units
from earshot.store.body import Item
from tests.builders import case


def item(size: int, **more: str) -> Item:
    found: Item = {name: {"S": value} for name, value in more.items()}
    return found | {"x": {"S": "x" * (size - items.size(found) - 1)}}


@pytest.mark.parametrize(("size", "cost"), [(0, 1), (1, 1), (1024, 1), (1025, 2), (4096, 4)])
def test_a_unit_is_a_started_kb(size: int, cost: int) -> None:
    assert units.units(size) == cost


def test_a_write_costs_the_larger_of_before_and_after() -> None:
    assert units.write_units(None, item(900)) == 1
    assert units.write_units(item(3000), item(900)) == 3
    assert units.write_units(item(900), item(2000)) == 2
    assert units.write_units(item(2000), None) == 2


def test_an_index_costs_what_changes_in_it() -> None:
    queued = items.case_item(case())
    moved = items.case_item(case(priority=90))
    other = items.case_item(case(mentions=2))
    held = items.case_item(case(agent="grace"))
    done = items.case_item(case(agent="grace", state="resolved"))
    assert units.write_units(None, queued) == 2
    assert units.write_units(queued, queued) == 1
    assert units.write_units(queued, moved) == 3
    assert units.write_units(queued, other) == 2
    assert units.write_units(queued, held) == 3
    assert units.write_units(held, done) == 2
    assert units.write_units(None, done) == 1


@pytest.mark.parametrize(
    ("operation", "request_", "answer", "cost"),
    [
        ("GetItem", {"ConsistentRead": True}, {}, 1),
        ("GetItem", {"ConsistentRead": True}, {"Item": item(4096)}, 1),
        ("GetItem", {"ConsistentRead": True}, {"Item": item(4097)}, 2),
        ("GetItem", {}, {"Item": item(4097)}, 1),
        ("Query", {}, {"Items": [item(900)] * 4}, 0.5),
        ("Query", {"ConsistentRead": True}, {"Items": [item(900)] * 5}, 2),
        (
            "BatchGetItem",
            {"RequestItems": {"t": {"ConsistentRead": True}}},
            {"Responses": {"t": [item(10), item(5000)]}},
            3,
        ),
        ("PutItem", {"Item": item(10)}, {}, 0),
    ],
)
def test_a_read_costs_by_four_kb_and_half_when_it_may_be_late(
    operation: str, request_: dict[str, Any], answer: dict[str, Any], cost: float
) -> None:
    assert units.read_units(operation, request_, answer) == cost
