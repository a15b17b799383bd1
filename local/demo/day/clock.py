"""When people write: hourly curves of the day in UTC, and the course of the outage."""

import random
from datetime import UTC, datetime

Dice = random.Random
MIDNIGHT = datetime(2026, 3, 10, tzinfo=UTC).timestamp()
LAST = 24 * 3600 - 1
OUTAGE_FROM, OUTAGE_TO = 14 * 3600 + 5 * 60, 14 * 3600 + 50 * 60
EUROPE = (3, 2, 1, 1, 1, 3, 8, 16, 22, 24, 25, 26, 25, 23, 23, 24, 26, 28, 30, 29, 25, 18, 11, 6)
AMERICA = (22, 18, 13, 9, 6, 4, 2, 1, 1, 2, 4, 9, 16, 21, 24, 25, 26, 26, 25, 24, 24, 26, 27, 25)
ASIA = (18, 20, 21, 24, 22, 20, 20, 21, 23, 26, 28, 29, 30, 26, 20, 13, 8, 4, 2, 1, 2, 4, 8, 13)
CURVES = {"ja": (ASIA,), "ko": (ASIA,), "es": (EUROPE, AMERICA), "pt": (AMERICA, EUROPE)}
ENGLISH = (EUROPE, EUROPE, EUROPE, AMERICA, AMERICA)


def some_time(lang: str, dice: Dice) -> float:
    """Return a second of the day at which somebody of this language is awake."""
    curve = dice.choice(CURVES.get(lang, ENGLISH if lang == "en" else (EUROPE,)))
    hour = dice.choices(range(24), weights=curve)[0]
    return hour * 3600 + dice.random() * 3600


def outage_time(phase: str, dice: Dice) -> float:
    """Return a second within the outage: it is noticed at once, peaks and ebbs away."""
    if phase == "after":
        return OUTAGE_TO + dice.expovariate(1 / 500)
    return OUTAGE_FROM + 40 + dice.betavariate(1.6, 2.6) * (OUTAGE_TO - OUTAGE_FROM - 60)


def stamp(second: float) -> str:
    """Write a second of the day as an instant."""
    at = datetime.fromtimestamp(MIDNIGHT + int(second), UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
