"""What saying or doing something costs on a platform, and whether the account's budget bears it."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from earshot.domain.case import Reply
from earshot.domain.spending import MICROS, Budget, Spending

LINK = re.compile(r"https?://|\bwww\.|\b[\w-]+\.[a-z]{2,}\b", re.IGNORECASE)
WITH_LINK = "reply_with_link"
"""The name of the price of a public reply that holds a link, where that is another one."""


class Cost(NamedTuple):
    """US dollars, and units of the platform's own quota; what has no price is free."""

    usd: float = 0.0
    units: int = 0

    @classmethod
    def of(cls, reply: Reply, prices: Mapping[str, float], units: Mapping[str, int]) -> "Cost":
        """By the platform's lists."""
        name = named_price(reply, prices)
        return cls(prices.get(name, 0.0), units.get(name, 0))


def named_price(reply: Reply, prices: Mapping[str, float]) -> str:
    """Under which name a platform's price list has this reply.

    What only looks like a link, as a missing blank after a full stop, counts as one: some platforms
    make one of it.
    """
    if reply.act != "reply":
        return reply.act
    if reply.visibility == "private":
        return "private"
    return WITH_LINK if WITH_LINK in prices and LINK.search(reply.text) else "reply"


def affordable(cost: Cost, budget: Budget, spent: Iterable[Spending], now: datetime) -> bool:
    """Whether the month's dollars and the day's units bear it; what is free always fits."""
    gone = [one.at(now) for one in spent]
    usd = sum(one.usd_micros for one in gone) + round(cost.usd * MICROS)
    units = sum(one.units for one in gone) + cost.units
    most = None if budget.usd_per_month is None else round(budget.usd_per_month * MICROS)
    return (not cost.usd or most is None or usd <= most) and (
        not cost.units or budget.units_per_day is None or units <= budget.units_per_day
    )
