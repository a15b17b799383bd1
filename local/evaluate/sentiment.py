"""Sentiment of airline posts and of posts about anything, beside VADER."""

from collections.abc import Sequence
from pathlib import Path

from local.evaluate import plots
from local.evaluate.judges import Judge, head, reader, taught, vader
from local.evaluate.rows import Row, read
from local.evaluate.score import score
from local.evaluate.section import Plot, Section, Table

SOURCES = {"airline": "sentiment_airline", "any topic": "sentiment_tweeteval"}
ORDER = ("negative", "neutral", "positive")
_CUTS = tuple(step / 20 for step in range(-18, 19))


def section(data: Path) -> Section:
    """One table and one plot of confusions per source."""
    tables, drawn = [], []
    for title, file in SOURCES.items():
        path = data / "research-only" / f"{file}.shared.jsonl"
        dev = read(path, "dev")
        tables.append(_table(title, read(path, "train"), dev))
        drawn.append(_confusions(title, dev))
    return Section(
        title="Sentiment",
        about=(
            "Posts to airlines and posts about anything, on the part of each set named `dev`. No"
            " row of these sets taught the shipped weights; the last row of each table shows what"
            " weights taught with the part called `train` reach."
        ),
        tables=tuple(tables),
        plots=tuple(drawn),
    )


def _table(title: str, train: Sequence[Row], dev: Sequence[Row]) -> Table:
    true, texts = [row["label"] for row in dev], [row["text"] for row in dev]
    rows = []
    for name, judge in _judges(train).items():
        got = score(true, judge(texts))
        rows.append((name, got.rows, got.accuracy, got.macro_f1, got.macro_recall))
    columns = ("judge", "rows", "accuracy", "macro-F1", "macro-recall")
    return Table(title=title, columns=columns, rows=tuple(rows))


def _judges(train: Sequence[Row]) -> dict[str, Judge]:
    return {
        "VADER": vader(),
        "VADER, cuts chosen on the train part": tuned(train),
        "lexicon and rules": head("sentiment", reader(model="cues")),
        "shipped weights": head("sentiment"),
        "weights taught in domain": head("sentiment", taught(train, {"sentiment": "label"})),
    }


def tuned(train: Sequence[Row]) -> Judge:
    """VADER with the two cuts that serve these rows best by macro-F1."""
    texts, labels = [row["text"] for row in train], [row["label"] for row in train]
    cuts = [(low, high) for low in _CUTS for high in _CUTS if low < high]
    return vader(*max(cuts, key=lambda cut: score(labels, vader(*cut)(texts)).macro_f1))


def _confusions(title: str, dev: Sequence[Row]) -> Plot:
    predicted = head("sentiment")([row["text"] for row in dev])
    return plots.confusions(
        f"sentiment-{title.replace(' ', '-')}",
        f"Sentiment, {title}: shipped weights",
        [row["label"] for row in dev],
        predicted,
        ORDER,
    )
