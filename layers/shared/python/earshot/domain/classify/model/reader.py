"""Reads texts with given weights: each part is looked up once and counts for every outcome.

A row is kept as one long integer with a lane of 32 bits per outcome, so that adding two rows is
one addition, whatever the number of outcomes.
"""

import struct
from math import sqrt
from typing import NamedTuple

from earshot.domain.classify.model import features
from earshot.domain.classify.model.evidence import evidence
from earshot.domain.classify.model.heads import FIRST, HEADS, WIDTH
from earshot.domain.classify.model.weights import VALENCE_STEP, Weights, row_size

_LANE = 4
_ROW = row_size()
_OFFSET = int.from_bytes(b"\x80\0\0\0" * WIDTH, "little")
_MIDDLE = int.from_bytes(b"\0\0\0\x80" * WIDTH, "little")
_HALF = 1 << 31
_UNPACK = struct.Struct(f"<{WIDTH}I").unpack
_REMEMBERED = 50_000
_LONGEST = 30
TURNED = -0.74
"""VADER's factor for what a negation reaches (Hutto and Gilbert 2014)."""


class _Word(NamedTuple):
    """All that a word brings by itself: its rows added up, how many parts, its feeling."""

    row: int
    parts: int
    valence: float


class Reader:
    """Holds the weights in the form in which they are looked up; words met are remembered."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._place = dict(zip(weights.numbers, range(len(weights.numbers)), strict=True))
        self._words: dict[str, _Word] = {}
        self._scales = [weights.scales[head.name] for head in HEADS for _ in head.outcomes]

    def read(self, said: features.Parts, scores: list[float], feeling: float) -> list[float]:
        """How much speaks for each outcome of each head, side by side."""
        together, count, valence = self._together(said)
        marks = 0
        for mark in said.marks:
            marks += self._row(features.of_mark(mark))
        by = 1 / sqrt(count) if count else 0.0
        told = evidence(scores, feeling, valence)
        return [
            scale * (lane * by + mark) + sum(map(float.__mul__, weighed, told))
            for scale, lane, mark, weighed in zip(
                self._scales, _lanes(together), _lanes(marks), self._weights.evidence, strict=True
            )
        ]

    def _together(self, said: features.Parts) -> tuple[int, int, float]:
        words, pairs, negated = features.distinct(said)
        known = self._words
        row, count = 0, len(pairs) + len(negated)
        for word in words:
            one = known.get(word) or self._learn(word)
            row += one.row
            count += one.parts
        for first, second in pairs:
            row += self._row(features.of_pair(first, second))
        for word in negated:
            row += self._row(features.of_negated(word))
        return row, count, self._valence(said)

    def _valence(self, said: features.Parts) -> float:
        """What the words feel like, added up; a negation turns those that it reaches."""
        valence = 0.0
        for word, negated in zip(said.words, said.negated, strict=True):
            felt = (self._words.get(word) or self._learn(word)).valence
            valence += felt * TURNED if negated else felt
        return valence

    def _learn(self, word: str) -> _Word:
        numbers = [features.of_word(word), *features.of_letters(word)]
        place = self._place.get(numbers[0])
        feeling = self._weights.rows[place * _ROW] - 128 if place is not None else 0
        one = _Word(sum(map(self._row, numbers)), len(numbers), feeling * VALENCE_STEP)
        if len(self._words) < _REMEMBERED and len(word) <= _LONGEST:
            self._words[word] = one
        return one

    def _row(self, number: int) -> int:
        place = self._place.get(number)
        if place is None:
            return 0
        spread = bytearray(_LANE * WIDTH)
        spread[::_LANE] = self._weights.rows[place * _ROW + 1 : (place + 1) * _ROW]
        return int.from_bytes(spread, "little") - _OFFSET


def _lanes(row: int) -> list[int]:
    """The sums in the lanes of a row, which may be negative."""
    return [lane - _HALF for lane in _UNPACK((row + _MIDDLE).to_bytes(_LANE * WIDTH, "little"))]


def of_head(name: str, told: list[float]) -> list[float]:
    """The part of a reading that is one head's."""
    first = FIRST[name]
    return told[first : first + next(len(h.outcomes) for h in HEADS if h.name == name)]
