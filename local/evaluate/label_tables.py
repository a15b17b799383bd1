"""The tables of the labels: judges beside each other, what sets them apart, each class."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from local.evaluate.gold import Judged
from local.evaluate.score import by_class, found
from local.evaluate.section import Cell, Table


class Line(NamedTuple):
    """What a judge says of one label of a part of the rows."""

    head: str
    judge: str
    part: str
    judged: Judged


def judges(lines: Sequence[Line]) -> Table:
    """Every judge; for relevance, if it is among them, how `actionable` fares."""
    wanted = _ACTIONABLE if any(line.head == "relevance" for line in lines) else ()
    return Table(
        columns=("head", "judge", "part", *Judged.COLUMNS, *wanted),
        rows=tuple(
            (*line[:3], *line.judged.cells(), *_actionable(line)[: len(wanted)]) for line in lines
        ),
    )


_ACTIONABLE = ("precision of actionable", "recall of actionable")


def _actionable(line: Line) -> tuple[Cell, ...]:
    if line.head != "relevance":
        return None, None
    return tuple(found(line.judged.true, line.judged.said, "actionable"))


def differences(lines: Sequence[Line], steps: Sequence[tuple[str, str]]) -> Table:
    """How far apart pairs of judges are on the same rows."""
    judged = {line[:3]: line.judged for line in lines}
    rows = tuple(
        (name, part, f"{judge} → {after}", *judged[name, after, part].gain(one))
        for (name, judge, part), one in judged.items()
        for before, after in steps
        if before == judge and (name, after, part) in judged
    )
    columns = ("head", "part", "from → to", "macro-F1 by", "95 %")
    return Table(title="What a difference is worth", columns=columns, rows=rows)


def classes(lines: Sequence[Line]) -> Table:
    """Precision, recall and F1 of each label among all rows, the most frequent first."""
    return Table(
        title="Each label, all rows",
        columns=("head", "label", "rows", "judge", "precision", "recall", "F1"),
        rows=tuple(row for line in lines if line.part == "all" for row in _classes(line)),
    )


def _classes(line: Line) -> Iterator[tuple[Cell, ...]]:
    told = by_class(line.judged.pairs)
    for label, often in Counter(line.judged.true).most_common():
        one = told[label]
        yield line.head, label, often, line.judge, *one, one.f1
