"""Agreement of predicted with true labels, in per cent."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Score(NamedTuple):
    """Means over the classes that occur among the true labels; all in per cent."""

    rows: int
    accuracy: float
    macro_f1: float
    macro_recall: float


class Found(NamedTuple):
    """One class: how much of what was called so is so, how much of what is so was called so."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(true: Sequence[str], predicted: Sequence[str]) -> Score:
    """Agreement over all rows; the two lists have the same length, at least 1."""
    each = [found(true, predicted, name) for name in sorted(set(true))]
    right = sum(a == b for a, b in zip(true, predicted, strict=True))
    return Score(
        len(true),
        100 * right / len(true),
        sum(one.f1 for one in each) / len(each),
        sum(one.recall for one in each) / len(each),
    )


def found(true: Sequence[str], predicted: Sequence[str], name: str) -> Found:
    """Precision and recall of one class; 0 where nothing was called so or nothing is so."""
    both = sum(a == b == name for a, b in zip(true, predicted, strict=True))
    called, so = Counter(predicted)[name], Counter(true)[name]
    return Found(100 * both / called if called else 0.0, 100 * both / so if so else 0.0)
