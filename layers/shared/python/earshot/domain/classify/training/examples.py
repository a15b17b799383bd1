"""Labelled texts, and the features that are learned from."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple
from zlib import crc32

from earshot.domain.classify.labels import strength
from earshot.domain.classify.language import language_of
from earshot.domain.classify.lexicon import spoken
from earshot.domain.classify.model import features
from earshot.domain.classify.model.evidence import evidence
from earshot.domain.classify.model.heads import HEADS
from earshot.domain.classify.model.reader import TURNED
from earshot.domain.classify.scan import scan
from earshot.domain.classify.tokens import plain, words
from earshot.domain.classify.vocabulary import Vocabulary

UNWANTED = ("spam", "promotion")


class Example(NamedTuple):
    """One labelled text; `labels` has a value for each head that somebody has judged."""

    id: str
    text: str
    labels: Mapping[str, str]
    context: str = "post"
    weight: float = 1.0


class Seen(NamedTuple):
    """The parts of a text by number with the pace of each, its marks, and the evidence."""

    parts: list[int]
    paces: list[float]
    marks: list[int]
    evidence: list[float]


def example(row: Mapping[str, Any]) -> Example:
    """A row of a file. ValueError names the field that is missing or has a value nobody knows."""
    for field in ("id", "text"):
        if not isinstance(row.get(field), str) or not row[field]:
            raise ValueError(f"{field}: a text is needed")
    labels = {head.name: row[head.name] for head in HEADS if row.get(head.name) is not None}
    if "flags" in row:
        labels["unwanted"] = next((flag for flag in UNWANTED if flag in row["flags"]), "none")
    for head in HEADS:
        if labels.get(head.name, head.outcomes[0]) not in head.outcomes:
            known = ", ".join(head.outcomes)
            raise ValueError(f"{head.name}: {labels[head.name]!r} is none of {known}")
    return Example(
        row["id"],
        row["text"],
        labels,
        str(row.get("context", "post")),
        float(row.get("weight", 1.0)),
    )


def seen(one: Example, feelings: Mapping[int, float], *, told: bool | None = None) -> Seen:
    """What the model would see of an example; `feelings` are those of words, by their numbers.

    Whether a post is private or a reply is told for every second example only: it is not always
    known, and the words alone have to do then.
    """
    tells = crc32(one.id.encode()) % 2 == 0 if told is None else told
    said = features.parts(
        one.text,
        private=tells and one.context == "private",
        reply=tells and one.context == "reply",
    )
    scores, feeling = cues(one.text)
    valence = sum(
        feelings.get(features.of_word(word), 0.0) * (TURNED if negated else 1.0)
        for word, negated in zip(said.words, said.negated, strict=True)
    )
    return Seen(
        *features.numbers(said),
        [features.of_mark(mark) for mark in said.marks],
        evidence(scores, feeling, valence),
    )


def cues(text: str) -> tuple[list[float], float]:
    """What the built-in cues say, by no playbook."""
    simple = plain(text)
    tokens = words(simple)
    vocabulary = _vocabulary(spoken(language_of(None, simple, tokens)))
    scores, valence = scan(vocabulary.read(simple, tokens), vocabulary)
    return scores, strength(valence)


@cache
def _vocabulary(language: str) -> Vocabulary:
    return Vocabulary(language)
