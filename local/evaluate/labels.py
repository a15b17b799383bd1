"""Relevance, topic, intent and sentiment of the rows that carry the taxonomy of the project."""

from pathlib import Path

from local.evaluate import judges
from local.evaluate.rows import read
from local.evaluate.score import found, score
from local.evaluate.section import Section, Table

HEADS = ("relevance", "topic", "intent", "sentiment")
_AS_WRITTEN = {"request": "question"}


def section(data: Path) -> Section:
    """All four heads, and how `actionable` fares."""
    gold = read(data / "research-only" / "mentions_gold.shared.jsonl", "dev")
    texts = [row["text"] for row in gold]
    rows = []
    for head in HEADS:
        true = [row[head] for row in gold]
        predicted = [_AS_WRITTEN.get(name, name) for name in judges.head(head)(texts)]
        got = score(true, predicted)
        acts = found(true, predicted, "actionable") if head == "relevance" else None
        rows.append(
            (
                head,
                got.rows,
                got.accuracy,
                got.macro_f1,
                got.macro_recall,
                acts.precision if acts else "—",
                acts.recall if acts else "—",
            )
        )
    return Section(
        title="Labels of the taxonomy",
        about="Real posts with labels of our own. They know no `request`: it counts as `question`.",
        tables=(
            Table(
                columns=(
                    "head",
                    "rows",
                    "accuracy",
                    "macro-F1",
                    "macro-recall",
                    "precision of actionable",
                    "recall of actionable",
                ),
                rows=tuple(rows),
            ),
        ),
    )
