"""Relevance, topic, intent and sentiment of the rows that carry the taxonomy of the project."""

from collections.abc import Sequence
from pathlib import Path

from earshot.domain.classify.model.heads import HEAD
from local.evaluate import plots
from local.evaluate.judges import Reader, head, reader, taught
from local.evaluate.rows import Row, read
from local.evaluate.score import found, score
from local.evaluate.section import Cell, Section, Table

HEADS = ("relevance", "topic", "intent", "sentiment")
COLUMNS = (
    "head",
    "judge",
    "part",
    "rows",
    "accuracy",
    "macro-F1",
    "macro-recall",
    "precision of actionable",
    "recall of actionable",
)
_AS_WRITTEN = {"request": "question"}


def section(data: Path) -> Section:
    """All four heads, how `actionable` fares, and how far confidences can be believed."""
    gold = read(data / "research-only" / "mentions_gold.shared.jsonl")
    dev = [row for row in gold if row["split"] == "dev"]
    train = [row for row in gold if row["split"] == "train"]
    judges: list[tuple[str, str, Reader, Sequence[Row]]] = [
        ("lexicon and rules", "dev", reader(model="cues"), dev),
        ("shipped weights", "dev", reader(), dev),
        (
            "shipped, taught on in domain",
            "dev",
            taught(train, {h: h for h in HEADS}, base=True),
            dev,
        ),
        ("lexicon and rules", "all", reader(model="cues"), gold),
        ("shipped weights", "all", reader(), gold),
    ]
    rows = [
        (name, judge, part, *figures(name, reads, which))
        for name in HEADS
        for judge, part, reads, which in judges
    ]
    return Section(
        title="Labels of the taxonomy",
        about=(
            "Real posts with labels of our own, none of which taught the shipped weights. They know"
            " no `request`: it counts as `question`. The part `dev` is small, so the figures of"
            " all rows stand beside it; the third judge goes on from the shipped weights with the"
            " 218 rows of the part `train`. Settings were chosen with the figures of all rows in"
            " view, so rows that are held back elsewhere say more. The calibration error is the"
            " mean distance between confidence and share of right labels."
        ),
        tables=(Table(columns=COLUMNS, rows=tuple(rows)), _calibration(gold)),
        plots=(
            *(
                plots.confusions(
                    f"{name}-confusions",
                    f"{name}: shipped weights",
                    [row[name] for row in gold],
                    predicted(name, reader(), gold),
                    [one for one in HEAD[name].outcomes if one != "request"],
                )
                for name in HEADS
            ),
            plots.calibration(
                "calibration", "Calibration of the shipped weights", _confidences(gold)
            ),
        ),
    )


def predicted(name: str, reads: Reader, rows: Sequence[Row]) -> list[str]:
    """A head's labels in the words of the gold rows."""
    return [_AS_WRITTEN.get(one, one) for one in head(name, reads)([row["text"] for row in rows])]


def figures(name: str, reads: Reader, rows: Sequence[Row]) -> tuple[Cell, ...]:
    """Number, accuracy, means over classes; for relevance, how `actionable` fares."""
    true, said = [row[name] for row in rows], predicted(name, reads, rows)
    acts = found(true, said, "actionable") if name == "relevance" else (None, None)
    return (*score(true, said), *acts)


def _confidences(rows: Sequence[Row]) -> dict[str, list[tuple[float, bool]]]:
    told: dict[str, list[tuple[float, bool]]] = {name: [] for name in HEADS}
    for row in rows:
        understood = reader()(row["text"])
        for name in HEADS:
            value, confidence, _ = getattr(understood, name)
            told[name].append((confidence, _AS_WRITTEN.get(value, value) == row[name]))
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
