"""Reading what weights are trained from: labelled texts, and what words feel like."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from earshot.domain.classify.model.features import of_word
from earshot.domain.classify.training.corrections import Lessons, learnable, sifted
from earshot.domain.classify.training.examples import Example, example

T = TypeVar("T")

CORPUS = Path(__file__).resolve().parent.parent / "training" / "corpus"


def corpus() -> list[Path]:
    """The labelled texts that come with the project."""
    return sorted(CORPUS.glob("*.jsonl"))


def examples_of(file: Path) -> list[Example]:
    """The labelled texts of a file. ValueError names file, line and field."""
    return [*_read(file, example)]


def corrections_of(file: Path) -> Lessons:
    """What people put right, as `earshot corrections` writes it; errors likewise."""
    return sifted(_read(file, learnable))


def _read(file: Path, make: Callable[[Mapping[str, Any]], T]) -> Iterator[T]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("want one JSON object a line")
                yield make(row)
            except ValueError as error:
                raise ValueError(f"{file}:{number}: {error}") from error


def feelings_in(file: Path) -> dict[int, float]:
    """What words feel like, by the words' numbers; entries of several words are passed over."""
    found = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        word, _, rest = line.partition("\t")
        try:
            value = float(rest.partition("\t")[0])
        except ValueError as error:
            raise ValueError(f"{file}:{number}: want word, tab, number from -4 to 4") from error
        if word and " " not in word:
            found[of_word(word.lower())] = max(-4.0, min(4.0, value))
    return found
