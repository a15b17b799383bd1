"""Write units: the formula on literal items."""

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
