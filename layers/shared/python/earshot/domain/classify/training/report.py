"""How good weights are on held-back examples, class by class, and whether they are worse."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Any, NamedTuple

from earshot.domain.classify.model import Model
from earshot.domain.classify.model.features import parts
from earshot.domain.classify.model.heads import FIRST, HEADS, Head
from earshot.domain.classify.training.examples import Example, cues

TOLERANCE = 0.03
"""How far the recall or F1 of a class may fall; by its standard error where that is more."""


class Figures(NamedTuple):
    """One class of one head: its held-back examples, and how they fared (0 to 1)."""

    rows: int
    precision: float
    recall: float
    f1: float


Report = dict[str, dict[str, Figures]]


class Fall(NamedTuple):
    """A figure of a class that is worse than before."""

    head: str
    outcome: str
    figure: str
    before: float
    now: float

    def __str__(self) -> str:
        return f"{self.head} {self.outcome}: {self.figure} {self.before:.2f} → {self.now:.2f}"


def report(model: Model, held_back: Sequence[Example]) -> Report:
    """The figures of each class that occurs among the examples."""
    readings = [_reading(model, one) for one in held_back]
    return {head.name: _figures(head, held_back, readings) for head in HEADS}


def falls(before: Report, now: Report) -> list[Fall]:
    """Each class whose recall or F1 fell by more than is tolerated."""
    return [
        Fall(head, outcome, figure, getattr(was, figure), getattr(now[head][outcome], figure))
        for head, classes in before.items()
        for outcome, was in classes.items()
        for figure in ("recall", "f1")
        if getattr(was, figure) - getattr(now[head][outcome], figure) > _allowed(was, figure)
    ]


def _allowed(was: Figures, figure: str) -> float:
    share = getattr(was, figure)
    return max(TOLERANCE, sqrt(share * (1 - share) / was.rows))


def as_object(told: Report) -> dict[str, Any]:
    """For programs; three places after the point."""
    return {
        head: {
            outcome: {
                name: round(value, 3) if isinstance(value, float) else value
                for name, value in figures._asdict().items()
            }
            for outcome, figures in classes.items()
        }
        for head, classes in told.items()
    }


def _reading(model: Model, one: Example) -> list[float]:
    scores, feeling = cues(one.text)
    said = parts(one.text, private=one.context == "private", reply=one.context == "reply")
    return model.read(said, scores, feeling)


def _figures(
    head: Head, held_back: Sequence[Example], readings: Sequence[list[float]]
) -> dict[str, Figures]:
    first = FIRST[head.name]
    pairs: Counter[tuple[str, str]] = Counter()
    for one, reading in zip(held_back, readings, strict=True):
        if head.name in one.labels:
            told = reading[first : first + len(head.outcomes)]
            pairs[one.labels[head.name], head.outcomes[told.index(max(told))]] += 1
    return {
        outcome: _figure(pairs, outcome)
        for outcome in head.outcomes
        if any(true == outcome for true, _ in pairs)
    }


def _figure(pairs: Counter[tuple[str, str]], outcome: str) -> Figures:
    right = pairs[outcome, outcome]
    so = sum(times for (true, _), times in pairs.items() if true == outcome)
    called = sum(times for (_, said), times in pairs.items() if said == outcome)
    return Figures(so, right / called if called else 0.0, right / so, 2 * right / (so + called))
