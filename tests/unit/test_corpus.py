"""The labelled corpus has the form that its datasheet says, and something of every label."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from earshot.domain.classify.model.heads import HEAD

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
FILES = sorted(CORPUS.glob("*.jsonl"))
ONE_OF = {
    **{name: set(HEAD[name].outcomes) for name in ("relevance", "topic", "intent", "sentiment")},
    "context": {"post", "reply", "private", "addressed"},
    "strength": {0, 1, 2},
}
SOME_OF = {
    "risk": set(
        ["legal", "safety", "self_harm", "press", "security", "wrong_information", "profanity"]
    ),
    "flags": {"spam", "promotion", "reshare"},
    "style": {"sarcasm", "lookalike"},
}
LEAST = 15


def rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def wrong(row: dict[str, Any]) -> list[str]:
    """The fields of a row that hold what the datasheet does not know."""
    found = [name for name, allowed in ONE_OF.items() if row[name] not in allowed]
    found += [name for name, allowed in SOME_OF.items() if not set(row[name]) <= allowed]
    if row.keys() != {"id", "text", "language", *ONE_OF, *SOME_OF}:
        found.append("fields")
    if (row["sentiment"] == "neutral") != (row["strength"] == 0):
        found.append("strength")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_the_corpus_keeps_to_the_datasheet(file: Path) -> None:
    found = list(rows(file))
    assert {row["id"]: wrong(row) for row in found if wrong(row)} == {}
    assert {row["id"].rpartition("-")[0] for row in found} == {file.stem}
    assert f"`{file.stem}`" in (CORPUS / "README.md").read_text(encoding="utf-8")


def test_there_is_something_of_every_label_and_no_row_twice() -> None:
    all_rows = [row for file in FILES for row in rows(file)]
    ids = Counter(row["id"] for row in all_rows)
    assert [name for name, often in ids.items() if often > 1] == []
    assert len(all_rows) > 5000
    for name, allowed in ONE_OF.items():
        often = Counter(row[name] for row in all_rows)
        assert {one for one in allowed if often[one] < LEAST} == set(), name
    for name, allowed in SOME_OF.items():
        often = Counter(one for row in all_rows for one in row[name])
        assert {one for one in allowed if often[one] < LEAST} == set(), name
    assert len({row["language"] for row in all_rows}) >= 15
