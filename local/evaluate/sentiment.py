"""Sentiment of airline posts and of posts about anything, beside VADER."""

from collections.abc import Sequence
from pathlib import Path

from local.evaluate import judges
from local.evaluate.judges import Judge
from local.evaluate.rows import read
from local.evaluate.score import score
from local.evaluate.section import Section, Table

SOURCES = {"airline": "sentiment_airline", "any topic": "sentiment_tweeteval"}
_CUTS = tuple(step / 20 for step in range(-18, 19))


def section(data: Path) -> Section:
    """One table per source."""
    return Section(
        title="Sentiment",
        about="Posts to airlines and posts about anything, each with its own held-back part.",
        tables=tuple(_table(title, data, file) for title, file in SOURCES.items()),
    )


def _table(title: str, data: Path, file: str) -> Table:
    path = data / "research-only" / f"{file}.shared.jsonl"
    train, dev = read(path, "train"), read(path, "dev")
    true = [row["label"] for row in dev]
    texts = [row["text"] for row in dev]
    rows = []
    for name, judge in _judges([r["text"] for r in train], [r["label"] for r in train]).items():
        got = score(true, judge(texts))
        rows.append((name, got.rows, got.accuracy, got.macro_f1, got.macro_recall))
    return Table(
        title=title,
        columns=("judge", "rows", "accuracy", "macro-F1", "macro-recall"),
        rows=tuple(rows),
    )


def _judges(texts: Sequence[str], labels: Sequence[str]) -> dict[str, Judge]:
    return {
        "VADER": judges.vader(),
        "VADER, cuts chosen on the train part": tuned(texts, labels),
        "lexicon and rules": judges.head("sentiment"),
    }


def tuned(texts: Sequence[str], labels: Sequence[str]) -> Judge:
    """VADER with the two cuts that serve these rows best by macro-F1."""
    cuts = [(low, high) for low in _CUTS for high in _CUTS if low < high]
    best = max(cuts, key=lambda cut: score(labels, judges.vader(*cut)(texts)).macro_f1)
    return judges.vader(*best)
