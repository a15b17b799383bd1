"""Rows that carry the taxonomy of the project, and what judges say of them."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from local.evaluate.judges import Judge
from local.evaluate.resample import between, resampled
from local.evaluate.rows import Row, read
from local.evaluate.score import Score, score
from local.evaluate.section import Cell

_AS_WRITTEN = {"request": "question"}
"""The rows know no `request`."""


class Gold(NamedTuple):
    """All rows, and the two parts of them."""

    all: list[Row]
    train: list[Row]
    dev: list[Row]


def gold(data: Path) -> Gold:
    """The labelled mentions."""
    rows = read(data / "research-only" / "mentions_gold.shared.jsonl")
    parts = ([row for row in rows if row["split"] == split] for split in ("train", "dev"))
    return Gold(rows, *parts)


class Judged:
    """What one judge says of one label of some rows, beside what they are."""

    COLUMNS = ("rows", "accuracy", "95 %", "macro-F1", "95 %", "macro-recall")

    def __init__(self, name: str, judge: Judge, rows: Sequence[Row]) -> None:
        self.true: list[str] = [row[name] for row in rows]
        self.said = [as_written(one) for one in judge([row["text"] for row in rows])]

    @cached_property
    def score(self) -> Score:
        return score(self.true, self.said)

    @cached_property
    def resampled(self) -> list[Score]:
        return resampled(self.true, self.said)

    @property
    def pairs(self) -> Counter[tuple[str, str]]:
        return Counter(zip(self.true, self.said, strict=True))

    def cells(self) -> tuple[Cell, ...]:
        """The figures that stand under COLUMNS."""
        rows, accuracy, macro_f1, macro_recall = self.score
        doubt = self.resampled
        return (
            rows,
            accuracy,
            between([one.accuracy for one in doubt]),
            macro_f1,
            between([one.macro_f1 for one in doubt]),
            macro_recall,
        )

    def gain(self, before: "Judged") -> tuple[float, str]:
        """By how much the macro-F1 is above another judge's on the same rows, and its interval."""
        apart = [
            a.macro_f1 - b.macro_f1 for a, b in zip(self.resampled, before.resampled, strict=True)
        ]
        return self.score.macro_f1 - before.score.macro_f1, between(apart)


def as_written(label: str) -> str:
    """One of our labels in the words of the rows."""
    return _AS_WRITTEN.get(label, label)
