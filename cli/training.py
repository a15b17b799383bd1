"""Reading what weights are trained from: labelled texts, and what words feel like."""

import json
from collections.abc import Iterator
from pathlib import Path

from earshot.domain.classify.model.features import of_word
from earshot.domain.classify.training.examples import Example, example


def examples_of(file: Path) -> Iterator[Example]:
    """The labelled texts of a file. ValueError names file, line and field."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield example(json.loads(line))
            except (ValueError, AttributeError) as error:
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
