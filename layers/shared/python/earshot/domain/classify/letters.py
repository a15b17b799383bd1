"""How much the letters of a word speak for each language, for languages with Latin letters.

A *tally* holds a number for every language in one integer, so that whole words are added up in one
step: `LANE` bits each, in the order of `LANGUAGES`. A word's tally is the sum of its trigrams' and,
if it is known, of a bonus for the languages that have it.
"""

from struct import Struct

from earshot.domain.classify import lexicon
from earshot.domain.classify.function_words import SMALL_WORDS
from earshot.domain.classify.trigrams import COUNTED, WIDTH, weighted

LANGUAGES = (*COUNTED, "hi")
LANE = 16
"""Enough for the most that sixty words can say: nothing runs over into the next lane."""
LONGEST = 24
"""Letters of a word that are looked at; more of them would only be somebody's long cry."""
BONUS, USUAL = 8, 8
KEPT = 20_000
_LANES = Struct(f"<{len(LANGUAGES)}H")
_PLACE = {language: LANE * place for place, language in enumerate(LANGUAGES)}


def tally(weights: dict[str, int]) -> int:
    """A number for each language, packed."""
    return sum(weight << _PLACE[language] for language, weight in weights.items())


def numbers(tallied: int) -> tuple[int, ...]:
    """The number of each of LANGUAGES."""
    return _LANES.unpack(tallied.to_bytes(_LANES.size, "little"))


class Words(dict[str, int]):
    """The tally of each word that was met, made when it is first met; forgets when it is full."""

    def __init__(self) -> None:
        super().__init__()
        self._languages = known_words()
        self._trigrams: dict[str, int] = {}
        for gram, language, weight in weighted():
            shown = gram.replace("_", " ")
            self._trigrams[shown] = self._trigrams.get(shown, 0) + (weight << _PLACE[language])

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        found = self[word] = self._tally(word)
        return found

    def _tally(self, word: str) -> int:
        """Nothing for names after `@`, numbers and leftovers of links."""
        if not word.replace("'", "").isalpha() or word in _LEFT_OVER:
            return 0
        known = self._languages.get(word) or self._languages.get(word.rpartition("'")[2], ())
        total = _bonus(known, word) if known else 0
        spelt = f" {word[:LONGEST]} "
        get = self._trigrams.get
        for start in range(len(spelt) - WIDTH + 1):
            if said := get(spelt[start : start + WIDTH]):
                total += said
        return total


_LEFT_OVER = frozenset({"http", "https", "www", "rt", "amp", "com"})


def known_words() -> dict[str, tuple[str, ...]]:
    """The languages that have each of the small words and of the words that carry feeling."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        words = dict.fromkeys(SMALL_WORDS[language].split())
        if language in lexicon.LANGUAGES:
            listed = ",".join(lexicon.cues(language).values()).split(",")
            words |= dict.fromkeys(map(str.strip, listed))
        for word in words:
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def _bonus(languages: tuple[str, ...], word: str) -> int:
    share = BONUS * (len(languages) + 1) // (2 * len(languages))
    return tally({language: share + _spelling(languages, word) for language in languages})


def _spelling(languages: tuple[str, ...], word: str) -> int:
    """What its trigrams would say for a word that only a language has of which none were counted.

    A word that a counted language has as well is left to the others around it.
    """
    return 0 if set(languages) & set(COUNTED) else USUAL * len(word[:LONGEST])
