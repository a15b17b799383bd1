"""Relevance, topic, intent and sentiment of the rows that carry the taxonomy of the project."""

from collections.abc import Sequence
from pathlib import Path

from earshot.domain.classify.model.heads import HEAD
from local.evaluate import plots
from local.evaluate.gold import Gold, Judged, as_written, gold
from local.evaluate.judges import head, reader, taught
from local.evaluate.label_tables import Line, classes, differences, judges
from local.evaluate.rows import Row
from local.evaluate.section import Plot, Section, Table

HEADS = ("relevance", "topic", "intent", "sentiment")
RULES, SHIPPED, TAUGHT_ON = "lexicon and rules", "shipped weights", "shipped, taught on in domain"
STEPS = ((RULES, SHIPPED), (SHIPPED, TAUGHT_ON))

_ABOUT = (
    "Real posts with labels of our own, none of which taught the shipped weights. They know"
    " no `request`: it counts as `question`. The part `dev` is small, so the figures of all"
    " rows stand beside it; the third judge goes on from the shipped weights with the"
    " {train} rows of the part `train`. Settings were chosen with the figures of"
    " all rows in view, so rows that are held back elsewhere say more.\n\n"
    "A column `95 %` tells between which values the figure before it lies in 95 of 100"
    " samples of as many rows, drawn from these a thousand times. A difference is drawn on"
    " the same rows for both judges; one whose bounds lie on both sides of 0 may be chance."
    " The calibration error is the mean distance between confidence and share of right"
    " labels."
)


def section(data: Path) -> Section:
    """All four heads, each of their labels, and how far figures and confidences can be believed."""
    rows = gold(data)
    told = _lines(rows)
    return Section(
        title="Labels of the taxonomy",
        about=_ABOUT.format(train=len(rows.train)),
        tables=(judges(told), differences(told, STEPS), classes(told), _calibration(rows.all)),
        plots=(
            *(_confusions(line) for line in told if line[1:3] == (SHIPPED, "all")),
            plots.calibration(
                "calibration", "Calibration of the shipped weights", _confidences(rows.all)
            ),
        ),
    )


def _lines(rows: Gold) -> list[Line]:
    by_rules, by_weights = reader(model="cues"), reader()
    on = taught(rows.train, {name: name for name in HEADS}, base=True)
    compared = (
        (RULES, "dev", by_rules, rows.dev),
        (SHIPPED, "dev", by_weights, rows.dev),
        (TAUGHT_ON, "dev", on, rows.dev),
        (RULES, "all", by_rules, rows.all),
        (SHIPPED, "all", by_weights, rows.all),
    )
    return [
        Line(name, judge, part, Judged(name, head(name, reads), which))
        for name in HEADS
        for judge, part, reads, which in compared
    ]


def _confusions(line: Line) -> Plot:
    return plots.confusions(
        f"{line.head}-confusions",
        f"{line.head}: {line.judge}",
        line.judged.true,
        line.judged.said,
        [one for one in HEAD[line.head].outcomes if as_written(one) == one],
    )


def _confidences(rows: Sequence[Row]) -> dict[str, list[tuple[float, bool]]]:
    told: dict[str, list[tuple[float, bool]]] = {name: [] for name in HEADS}
    for row in rows:
        understood = reader()(row["text"])
        for name in HEADS:
            value, confidence, _ = getattr(understood, name)
            told[name].append((confidence, as_written(value) == row[name]))
    return told


def _calibration(rows: Sequence[Row]) -> Table:
    return Table(
        title="Calibration of the shipped weights",
        columns=("head", "rows", "mean confidence", "accuracy", "calibration error"),
        rows=tuple(
            (
                name,
                len(told),
                100 * sum(confidence for confidence, _ in told) / len(told),
                100 * sum(right for _, right in told) / len(told),
                plots.calibration_error(told),
            )
            for name, told in _confidences(rows).items()
        ),
    )
