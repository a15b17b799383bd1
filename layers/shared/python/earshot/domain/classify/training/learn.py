"""Multinomial logistic regression by AdaGrad: deterministic, in plain Python.

A row is a list of feature numbers and a list of their values. Each pass goes through the rows in an
order that is drawn from their numbers by CRC-32; the weights of the last passes are averaged.
"""

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from operator import mul
from typing import NamedTuple
from zlib import crc32

from earshot.domain.classify.model.chances import shares


class Row(NamedTuple):
    """One example: features with their values, the number of its outcome, what it weighs."""

    features: list[int]
    values: list[float]
    outcome: int
    weight: float = 1.0


class Settings(NamedTuple):
    """How it is learned; `shrink` pulls every weight towards its beginning after each pass."""

    passes: int = 8
    rate: float = 0.25
    shrink: float = 0.15
    averaged: int = 4


Weights = list[list[float]]
"""One list per outcome, one number per feature."""


def learn(
    rows: Sequence[Row],
    outcomes: int,
    size: int,
    settings: Settings,
    *,
    begin: Weights | None = None,
    free: int = 0,
    told: Callable[[int], None] = lambda number: None,
) -> Weights:
    """Weights that tell the outcomes of these rows apart.

    They start from `begin`; the last `free` features are not pulled back to it. `told` hears of
    each finished pass.
    """
    start = begin or [[0.0] * size for _ in range(outcomes)]
    weights = [list(one) for one in start]
    squares = [1e-3] * size
    total: Weights = [[0.0] * size for _ in range(outcomes)]
    bound = size - free
    averaged = min(settings.averaged, settings.passes)
    for number in range(settings.passes):
        for row in in_order(rows, number):
            _step(weights, squares, row, settings.rate)
        for one, origin in zip(weights, start, strict=True):
            keep = 1.0 - settings.shrink
            one[:bound] = [
                o + (w - o) * keep for w, o in zip(one[:bound], origin[:bound], strict=True)
            ]
        if number >= settings.passes - averaged:
            for kept, one in zip(total, weights, strict=True):
                kept[:] = [k + w / averaged for k, w in zip(kept, one, strict=True)]
        told(number + 1)
    return total


def in_order(rows: Sequence[Row], number: int) -> Iterator[Row]:
    """The rows in another order for each pass, the same whenever it is asked for."""
    order = sorted(range(len(rows)), key=lambda place: (crc32(b"%d %d" % (number, place)), place))
    return (rows[place] for place in order)


def scores(weights: Weights, row: Row) -> list[float]:
    """How much speaks for each outcome."""
    features, values = row.features, row.values
    return [sum(map(mul, map(one.__getitem__, features), values)) for one in weights]


def _step(weights: Weights, squares: list[float], row: Row, rate: float) -> None:
    steps = shares(scores(weights, row))
    steps[row.outcome] -= 1.0
    steps = [row.weight * one for one in steps]
    size = sum(one * one for one in steps)
    if size < 1e-6:
        return
    features, values = row.features, row.values
    pace = []
    for feature, value in zip(features, values, strict=True):
        squares[feature] += size * value * value
        pace.append(rate * value / sqrt(squares[feature]))
    for one, step in zip(weights, steps, strict=True):
        if abs(step) > 1e-3:
            for feature, by in zip(features, pace, strict=True):
                one[feature] -= step * by
