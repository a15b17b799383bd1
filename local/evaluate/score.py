"""Agreement of predicted with true labels, in per cent."""

from collections import Counter
from collections.abc import Mapping, Sequence
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
    return of_pairs(Counter(zip(true, predicted, strict=True)))


def of_pairs(pairs: Mapping[tuple[str, str], int]) -> Score:
    """The same of how often each pair of a true and a predicted label occurs."""
    each = by_class(pairs).values()
    rows = sum(pairs.values())
    right = sum(often for (true, said), often in pairs.items() if true == said)
    return Score(
        rows,
        100 * right / rows,
        sum(one.f1 for one in each) / len(each),
        sum(one.recall for one in each) / len(each),
    )


def by_class(pairs: Mapping[tuple[str, str], int]) -> dict[str, Found]:
    """Precision and recall of each label that is the true one of some row."""
    both, called, so = Counter[str](), Counter[str](), Counter[str]()
    for (true, said), often in pairs.items():
        so[true] += often
        called[said] += often
        both[true] += often if true == said else 0
    return {
        name: Found(_share(both[name], called[name]), _share(both[name], so[name])) for name in so
    }


def found(true: Sequence[str], predicted: Sequence[str], name: str) -> Found:
    """Precision and recall of one class; 0 where nothing was called so or nothing is so."""
    pairs = Counter(zip(true, predicted, strict=True))
    return by_class(pairs).get(name, Found(0.0, 0.0))


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
