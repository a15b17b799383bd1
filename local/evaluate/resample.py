"""What a figure of few rows is worth: bootstrap intervals, drawn alike on every run."""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from local.evaluate.score import Score, of_pairs

ROUNDS = 1000
_SEED = 2026
_PER_CENT = 95


def resampled(true: Sequence[str], predicted: Sequence[str]) -> list[Score]:
    """Scores of as many rows, drawn with replacement, a thousand times.

    Judges of the same rows are scored on the same draws, so that their scores can be compared one
    by one.
    """
    pairs = list(zip(true, predicted, strict=True))
    return [of_pairs(Counter(map(pairs.__getitem__, draw))) for draw in _draws(len(pairs))]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The bounds between which 95 of a hundred values lie."""
    ranked = sorted(values)
    outside = len(ranked) * (100 - _PER_CENT) // 200
    return ranked[outside], ranked[len(ranked) - 1 - outside]


def between(values: Sequence[float]) -> str:
    """The interval as it is shown."""
    low, high = interval(values)
    return f"{low:.1f} to {high:.1f}"


def _draws(rows: int) -> Iterator[list[int]]:
    dice = Random(_SEED)  # noqa: S311 - to be repeatable, not to be secret
    for _ in range(ROUNDS):
        yield dice.choices(range(rows), k=rows)
