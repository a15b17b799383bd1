"""The language of posts, by words and script alone: the platform's own word is not looked at."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from earshot.backends.fasttext import FastText, languages
from earshot.domain.classify import classify
from earshot.usecases.hearing import hearing
from local.evaluate.judges import Judge, always, head, playbook
from local.evaluate.rows import Row, mention, read
from local.evaluate.score import score
from local.evaluate.section import Section, Table

SHORT = 40
"""Characters of a short post."""
ROMANISED = "hi"
"""Hindi of these posts is written with Latin letters, and much of it is half English."""


def section(data: Path) -> Section:
    """Seven languages of real posts, whole and short, and 24 of written ones."""
    real = read(data / "research-only" / "sentiment_multilingual_xlmt.shared.jsonl", "dev")
    written = read(data / "open" / "lid_written.shared.jsonl")
    seven = [row for row in real if row["lang"] != ROMANISED]
    short = [row for row in seven if len(row["text"]) <= SHORT]
    groups = {
        "real posts, seven languages": seven,
        f"the same, up to {SHORT} characters": short,
        "real posts, with romanised Hindi": real,
        "written for this, 24 languages": written,
    }
    judges: dict[str, Judge] = {"always `en`": always("en"), "built in": head("language")}
    if (found := languages()) is not None:
        judges["built in, with fastText"] = _with(found)
    return Section(
        title="Language",
        about="Three judges for each group of posts. `built in` is script and function words "
        "alone, as it is deployed unless the playbook says otherwise. `with fastText` asks the "
        "small model lid.176 besides: it takes the place of weights taught in domain, since it was "
        "taught on text of the same languages, though not on these sets, and none of ours are "
        "taught for language. The part shown was not looked at row by row. The seven are those of "
        "the largest set of real posts that names their language: ar, de, en, es, fr, it, pt.",
        tables=(_accuracies(judges, groups), _by_language(judges["built in"], seven, short)),
    )


def _with(found: FastText) -> Judge:
    read = hearing(classify, found)
    return lambda texts: [read(mention(text), playbook()).language.value for text in texts]


def _accuracies(judges: dict[str, Judge], groups: dict[str, list[Row]]) -> Table:
    rows = tuple(
        (name, group, *score([r["lang"] for r in of], judge([r["text"] for r in of])))
        for group, of in groups.items()
        for name, judge in judges.items()
    )
    columns = ("judge", "posts", "rows", "accuracy", "macro-F1", "macro-recall")
    return Table(columns=columns, rows=rows)


def _by_language(judge: Judge, whole: Sequence[Row], short: Sequence[Row]) -> Table:
    counted = [_recalls(judge, rows) for rows in (whole, short)]
    rows = tuple(
        (language, *(cell for each in counted for cell in each.get(language, (0, None))))
        for language in sorted(counted[0])
    )
    columns = ("language", "rows", "recall", "short rows", "recall of short rows")
    return Table(title="built in, by language", columns=columns, rows=rows)


def _recalls(judge: Judge, rows: Sequence[Row]) -> dict[str, tuple[int, float]]:
    """How many posts each language has, and which share of them was found."""
    said: dict[str, list[bool]] = defaultdict(list)
    for row, found in zip(rows, judge([r["text"] for r in rows]), strict=True):
        said[row["lang"]].append(found == row["lang"])
    return {name: (len(hits), 100 * sum(hits) / len(hits)) for name, hits in said.items()}
