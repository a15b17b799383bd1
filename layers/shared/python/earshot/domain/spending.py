"""What an account has cost its platform's bill and quota, and how much it may."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from earshot.domain.frozen import Frozen

MICROS = 1_000_000


class Budget(Frozen):
    """The most that hearing and answering of an account may cost together; None: no end."""

    model_config = ConfigDict(extra="forbid")

    usd_per_month: Annotated[float, Field(gt=0)] | None = None
    units_per_day: Annotated[int, Field(gt=0)] | None = None


class Spending(Frozen):
    """US dollars (in millionths) of a UTC month, and the platform's units of a UTC day.

    `dearest_…` is the most that one step has ever cost: what the next one may cost again.
    """

    month: str = ""
    usd_micros: int = 0
    day: str = ""
    units: int = 0
    dearest_usd_micros: int = 0
    dearest_units: int = 0

    def plus(self, usd: float, units: int, now: datetime) -> "Spending":
        """After one more step; a new month and a new day begin at nothing."""
        micros, was = round(usd * MICROS), self.at(now)
        return Spending(
            month=was.month,
            usd_micros=was.usd_micros + micros,
            day=was.day,
            units=was.units + units,
            dearest_usd_micros=max(self.dearest_usd_micros, micros),
            dearest_units=max(self.dearest_units, units),
        )

    def at(self, now: datetime) -> "Spending":
        """The same as of the month and the day that it is now."""
        day = now.astimezone(UTC).date().isoformat()
        return self.model_copy(
            update={
                "month": day[:7],
                "usd_micros": self.usd_micros if self.month == day[:7] else 0,
                "day": day,
                "units": self.units if self.day == day else 0,
            }
        )

    def allows_more(self, budget: Budget | None, others: "Spending", now: datetime) -> bool:
        """Whether another step stays within the budget, with what `others` have spent of it."""
        if budget is None:
            return True
        mine, theirs = self.at(now), others.at(now)
        usd = mine.usd_micros + theirs.usd_micros
        units = mine.units + theirs.units
        most = None if budget.usd_per_month is None else round(budget.usd_per_month * MICROS)
        return _fits(usd, self.dearest_usd_micros, most) and _fits(
            units, self.dearest_units, budget.units_per_day
        )

    def usd_left(self, budget: Budget, others: "Spending", now: datetime) -> float | None:
        """What the month still has, in US dollars; None where there is no bound."""
        if budget.usd_per_month is None:
            return None
        spent = self.at(now).usd_micros + others.at(now).usd_micros
        return max(0.0, budget.usd_per_month - spent / MICROS)


def _fits(spent: int, step: int, most: int | None) -> bool:
    return most is None or spent + max(step, 1) <= most
