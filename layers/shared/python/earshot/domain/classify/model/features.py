"""A text as the numbers of its parts: one reading for all heads.

Parts are words, pairs of words, runs of four letters within a word, words under a negation, and
marks of style. A part's number is its CRC-32, so that no words need to be kept.
"""

import re
from functools import lru_cache
from itertools import compress
from typing import NamedTuple
from zlib import crc32

READ = 2_000
"""Code points of a text that are read: what has not been said by then changes no label."""

_TOKENS = re.compile(
    r"https?://\S+|@[\w.]+|#?\w[\w'’]*|[:;=8xX][-o']?[)(\]\[dDpP/\\|*]+|<3|!+|\?+|\.\.+"
    r"|[\u0900-\u097f]+|[\u2190-\u2bff\U0001f000-\U0001ffff]"
)
_NEGATIONS = frozenset(
    {"not", "no", "never", "nothing", "nobody", "none", "cannot", "cant", "dont", "doesnt"}
    | {"didnt", "isnt", "wasnt", "wont", "wouldnt", "without", "nor", "neither", "hardly"}
    | {"aint", "arent", "werent", "havent", "hasnt", "hadnt", "couldnt", "shouldnt"}
    | {"nicht", "kein", "keine", "nie", "pas", "jamais", "rien", "nunca", "não", "jamás"}
    | {"non", "mai", "niet", "geen"}
)
_REACH = 3
BEGINNING = "^"
"""Stands before the first word of a text."""
_RUN = 4
_LONGEST, _REMEMBERED = 30, 20_000
"""Letters of a token that is worth remembering, and how many are."""
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_LENGTHS = (4, 8, 16, 30, 60)
_SHOUTED = 3  # letters of a word in capitals that is no abbreviation of a unit


class Parts(NamedTuple):
    """Words in their common form, how far a negation reaches over each, and marks of style."""

    words: list[str]
    negated: list[bool]
    marks: list[str]


def parts(text: str, *, private: bool = False, reply: bool = False) -> Parts:
    """Split a text; links, handles and numbers keep their kind alone."""
    words, marks = _words(text[:READ])
    if private:
        marks.add("private")
    if reply:
        marks.add("reply")
    if words:
        marks.add("begins " + words[0] if words[0] in _SIGNS else "begins")
        marks.add("ends " + words[-1] if words[-1] in _SIGNS else "ends")
    length = sum(len(words) >= least for least in _LENGTHS)
    return Parts(words, _negated(words), [*sorted(marks), f"length {length}"])


_SIGNS = frozenset(("<at>", "<url>", "!", "!!", "?", "??", "..", "rt"))


def _words(text: str) -> tuple[list[str], set[str]]:
    words: list[str] = []
    marks: set[str] = set()
    for token in _TOKENS.findall(text):
        word, mark = _met(token) if len(token) <= _LONGEST else _common(token)
        words.append(word)
        if mark:
            marks.add(mark)
    return words, marks


@lru_cache(maxsize=_REMEMBERED)
def _met(token: str) -> tuple[str, str]:
    return _common(token)


def _common(token: str) -> tuple[str, str]:
    """A token's common form and the mark of style that it leaves."""
    first = token[0]
    if not first.isalpha():
        return _sign(token, first)
    mark = "shouted" if len(token) >= _SHOUTED and token.isupper() else ""
    word = token.lower().replace("’", "'")
    if _DRAWN_OUT.search(word):
        return _DRAWN_OUT.sub(r"\1\1", word), "drawn out"
    if word.startswith("http") and "://" in word:
        return "<url>", "link"
    return word, mark


def _sign(token: str, first: str) -> tuple[str, str]:
    if first == "@" and len(token) > 1:
        return "<at>", "handle"
    if first == "#":
        return token[1:].lower(), "hashtag"
    if first.isdigit():
        return "0" * min(len(token), 4) if token.isdigit() else token.lower(), "number"
    if first in "!?.":
        return first + first[: len(token) > 1], ("asks" if first == "?" else "")
    return token.lower(), "emoji" if ord(first) > 0x2190 else ""


def _negated(words: list[str]) -> list[bool]:
    if _NEGATIONS.isdisjoint(words) and "n't" not in " ".join(words):
        return [False] * len(words)
    left = 0
    found = []
    for word in words:
        stops = word[0] in "!?."
        found.append(left > 0 and not stops)
        if word in _NEGATIONS or word.endswith("n't"):
            left = _REACH
        else:
            left = 0 if stops else max(0, left - 1)
    return found


def coded(text: str) -> bytes:
    """What numbers are made of; half of a character that was cut in two is no error."""
    return text.encode("utf-8", "surrogatepass")


def of_word(word: str) -> int:
    """The number of a word itself."""
    return crc32(coded(word))


def of_letters(word: str) -> list[int]:
    """The numbers of the runs of letters in a word, with marks where it begins and ends."""
    if len(word) < _RUN - 1 or not (word.isalpha() or "'" in word):
        return []
    marked = f"_{word}_"
    return [of_word("…" + marked[i : i + _RUN]) for i in range(len(marked) - _RUN + 1)]


NEGATED = of_word("not ")
"""What the number of a word that a negation reaches is carried on from."""


def of_negated(word: str) -> int:
    """The number of a word that a negation reaches."""
    return crc32(coded(word), NEGATED)


def of_first(word: str) -> int:
    """What the number of a pair is carried on from, by its first word."""
    return of_word(word + "  ")


def of_pair(first: str, second: str) -> int:
    """The number of two words that follow each other."""
    return crc32(coded(second), of_first(first))


def of_mark(mark: str) -> int:
    """The number of a mark of style."""
    return of_word("mark  " + mark)


class Distinct(NamedTuple):
    """What counts once, however often it comes: words, pairs of words, words under a negation."""

    words: list[str]
    pairs: list[tuple[str, str]]
    negated: list[str]


def distinct(said: Parts) -> Distinct:
    """The parts of a text without repetitions, in the order in which they first come."""
    words = said.words
    return Distinct(
        [*dict.fromkeys(words)],
        [*dict.fromkeys(zip([BEGINNING, *words], words, strict=False))],
        [*dict.fromkeys(compress(words, said.negated))],
    )


def numbers(said: Parts) -> tuple[list[int], list[float]]:
    """All parts of a text but its marks, and how quickly each is learned.

    A word says more by itself than the letters that it shares with others.
    """
    words, pairs, negated = distinct(said)
    alone = [*map(of_word, words), *map(of_negated, negated)]
    together = [of_pair(*pair) for pair in pairs]
    letters = [number for word in words for number in of_letters(word)]
    pace = [1.0] * len(alone) + [_PAIR] * len(together) + [_LETTERS] * len(letters)
    return [*alone, *together, *letters], pace


_PAIR = 0.7
_LETTERS = 0.5
