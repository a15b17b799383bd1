"""Reads texts with given weights: each part is looked up once and counts for every outcome.

A row is kept as one long integer with a lane of 32 bits per outcome, so that adding two rows is
one addition, whatever the number of outcomes.
"""

import struct
from itertools import compress
from math import sqrt
from typing import NamedTuple
from zlib import crc32

from earshot.domain.classify.model import features
from earshot.domain.classify.model.evidence import evidence
from earshot.domain.classify.model.heads import HEADS, WIDTH
from earshot.domain.classify.model.weights import VALENCE_STEP, Weights, row_size

_LANE = 4
_ROW = row_size()
_OFFSET = int.from_bytes(b"\x80\0\0\0" * WIDTH, "little")
_MIDDLE = int.from_bytes(b"\0\0\0\x80" * WIDTH, "little")
_UNPACK = struct.Struct(f"<{WIDTH}i").unpack
_BEGINNING = features.of_first(features.BEGINNING)
_REMEMBERED = 50_000
_LONGEST = 30
TURNED = -0.74
"""VADER's factor for what a negation reaches (Hutto and Gilbert 2014)."""


class _Word(NamedTuple):
    """All that a word brings by itself: its rows added up, how many parts, its feeling.

    The number of a pair or of a negated word is carried on from what comes before `coded`.
    """

    row: int
    parts: int
    valence: float
    coded: bytes
    first: int


class Reader:
    """Holds the weights in the form in which they are looked up; words met are remembered."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._place = dict(zip(weights.numbers, range(len(weights.numbers)), strict=True))
        self._rows: dict[int, int] = {}
        self._words: dict[str, _Word] = {}
        self._marks: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._columns = [*zip(*weights.evidence, strict=True)]
        self._scales = [weights.scales[head.name] for head in HEADS for _ in head.outcomes]

    def read(self, said: features.Parts, scores: list[float], feeling: float) -> list[float]:
        """How much speaks for each outcome of each head, side by side."""
        together, count, valence = self._together(said)
        by = 1 / sqrt(count) if count else 0.0
        return [
            scale * (lane * by + mark) + told
            for scale, lane, mark, told in zip(
                self._scales,
                _lanes(together),
                self._marked(tuple(said.marks)),
                self._told(evidence(scores, feeling, valence)),
                strict=True,
            )
        ]

    def _together(self, said: features.Parts) -> tuple[int, int, float]:
        met = self._words.get
        words = [met(word) or self._learn(word) for word in said.words]
        once = dict(zip(said.words, words, strict=True))
        row = count = 0
        before = [_BEGINNING, *[word.first for word in words]]
        joined = set(map(crc32, [word.coded for word in words], before))
        if True in said.negated:
            reached = dict.fromkeys(compress(said.words, said.negated))
            joined.update(crc32(once[word].coded, features.NEGATED) for word in reached)
        for own, parts, *_ in once.values():
            row += own
            count += parts
        place, rows = self._place, self._rows
        for number in place.keys() & joined:
            row += rows.get(number) or self._row(number)
        return row, count + len(joined), _valence(words, said.negated)

    def _told(self, said: list[float]) -> list[float]:
        """What the evidence says for each outcome; most of it is silent most of the time."""
        told = [0.0] * WIDTH
        for weight, column in zip(said, self._columns, strict=True):
            if weight:
                told = [so_far + weight * each for so_far, each in zip(told, column, strict=True)]
        return told

    def _marked(self, marks: tuple[str, ...]) -> tuple[int, ...]:
        found = self._marks.get(marks)
        if found is None:
            found = _lanes(sum(self._row(features.of_mark(mark)) for mark in marks))
            if len(self._marks) < _REMEMBERED:
                self._marks[marks] = found
        return found

    def _learn(self, word: str) -> _Word:
        numbers = [features.of_word(word), *features.of_letters(word)]
        place = self._place.get(numbers[0])
        feeling = self._weights.rows[place * _ROW] - 128 if place is not None else 0
        one = _Word(
            sum(map(self._row, numbers)),
            len(numbers),
            feeling * VALENCE_STEP,
            features.coded(word),
            features.of_first(word),
        )
        if len(self._words) < _REMEMBERED and len(word) <= _LONGEST:
            self._words[word] = one
        return one

    def _row(self, number: int) -> int:
        found = self._rows.get(number)
        if found is None:
            place = self._place.get(number)
            if place is None:
                return 0
            spread = bytearray(_LANE * WIDTH)
            spread[::_LANE] = self._weights.rows[place * _ROW + 1 : (place + 1) * _ROW]
            found = self._rows[number] = int.from_bytes(spread, "little") - _OFFSET
        return found


def _valence(words: list[_Word], negated: list[bool]) -> float:
    """What the words feel like, added up; a negation turns those that it reaches."""
    valence = 0.0
    for (_, _, felt, _, _), turned in zip(words, negated, strict=True):
        if felt:
            valence += felt * TURNED if turned else felt
    return valence


def _lanes(row: int) -> tuple[int, ...]:
    """The sums in the lanes of a row, which may be negative."""
    return _UNPACK(((row + _MIDDLE) ^ _MIDDLE).to_bytes(_LANE * WIDTH, "little"))
