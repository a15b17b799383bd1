"""A link on X costs 13 times; the account's budget is asked before it is spent."""

from typing import Any

import pytest

from earshot.domain.pricing import Cost, affordable
from earshot.domain.spending import Budget, Spending
from tests import builders
from tests.builders import MONDAY_NINE

PRICES = {"reply": 0.015, "reply_with_link": 0.200, "private": 0.015, "delete": 0.010}
SPENT = Spending(month="2026-03", usd_micros=9_800_000, day="2026-03-02", units=9_950)


@pytest.mark.parametrize(
    ("reply", "usd"),
    [
        ({"text": "We look into it."}, 0.015),
        ({"text": "See https://example.com/p/1"}, 0.200),
        ({"text": "See example.com"}, 0.200),
        ({"text": "See www.example"}, 0.200),
        ({"text": "See https://example.com", "visibility": "private"}, 0.015),
        ({"text": "", "act": "delete"}, 0.010),
        ({"text": "", "act": "like"}, 0.0),
    ],
)
def test_d18_a_reply_has_the_price_of_what_it_is(reply: dict[str, Any], usd: float) -> None:
    """D18."""
    assert Cost.of(builders.reply(**reply), PRICES, {"reply": 50}).usd == usd


def test_where_links_cost_nothing_more_a_link_is_a_reply() -> None:
    linked = builders.reply(text="See example.com")
    assert Cost.of(linked, {"reply": 0.01}, {"reply": 50}) == Cost(0.01, 50)


@pytest.mark.parametrize(
    ("cost", "budget", "fits"),
    [
        (Cost(usd=0.2), {"usd_per_month": 10}, True),
        (Cost(usd=0.21), {"usd_per_month": 10}, False),
        (Cost(), {"usd_per_month": 0.01, "units_per_day": 1}, True),
        (Cost(usd=9), {}, True),
        (Cost(units=50), {"units_per_day": 10_000}, True),
        (Cost(units=51), {"units_per_day": 10_000}, False),
        (Cost(usd=9), {"units_per_day": 1}, True),
    ],
)
def test_d18_the_budget_bears_it_or_not(cost: Cost, budget: dict[str, Any], fits: bool) -> None:
    """D18: hearing and answering together."""
    spent = [SPENT, Spending()]
    assert affordable(cost, Budget.model_validate(budget), spent, MONDAY_NINE) is fits


def test_a_new_month_begins_at_nothing() -> None:
    last = SPENT.model_copy(update={"month": "2026-02"})
    assert affordable(Cost(usd=9.9), Budget(usd_per_month=10), [last], MONDAY_NINE)
