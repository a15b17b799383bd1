"""How much the letters of a word speak for each language, for languages with Latin letters.

A *tally* holds a number for every language in one integer, so that whole words are added up in one
step: `LANE` bits each, in the order of `LANGUAGES`. A word's tally is the sum of its trigrams' and,
if it is known, of a bonus for the languages that have it.
"""

from collections.abc import Mapping
from functools import cache
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
Languages = Mapping[str, tuple[str, ...]]
"""By word, those that list it."""

_LANES = Struct(f"<{len(LANGUAGES)}H")
_PLACE = {language: LANE * place for place, language in enumerate(LANGUAGES)}


def tally(weights: dict[str, int]) -> int:
    """A number for each language, packed."""
    return sum(weight << _PLACE[language] for language, weight in weights.items())


def numbers(tallied: int) -> tuple[int, ...]:
    """The number of each of LANGUAGES."""
    return _LANES.unpack(tallied.to_bytes(_LANES.size, "little"))


class Words(dict[str, int]):
    """The tally of each listed word that was met, made when it is first met; 0 for any other.

    What others say by their letters is in `letters`. It forgets when it is full.
    """

    def __init__(self) -> None:
        super().__init__()
        self._languages = known_words()
        self._said_by = _trigrams()
        self.letters = Letters(self._said_by, self._languages)

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT:
            super().clear()
        found = 0
        if word in self._languages or "'" in word:
            known = _listed(self._languages, word)
            found = _bonus(known, word) + _spelt(word, self._said_by) if known else 0
        self[word] = found
        return found

    def clear(self) -> None:
        """Forget all words that were met."""
        super().clear()
        self.letters.clear()


class Letters(dict[str, int]):
    """What the letters of each word that was met and is not listed speak for; 0 for listed ones."""

    def __init__(
        self, said_by: Mapping[str, int], languages: Mapping[str, tuple[str, ...]]
    ) -> None:
        super().__init__()
        self._said_by = said_by
        self._languages = languages

    def __missing__(self, word: str) -> int:
        if len(self) >= KEPT:
            self.clear()
        listed = word in self._languages or ("'" in word and _listed(self._languages, word))
        found = self[word] = 0 if listed or not _is_word(word) else _spelt(word, self._said_by)
        return found


def _trigrams() -> dict[str, int]:
    """What each trigram says. Many say the same, and share a number: so it is found nearer."""
    said_by: dict[str, int] = {}
    for gram, language, weight in weighted():
        shown = gram.replace("_", " ")
        said_by[shown] = said_by.get(shown, 0) + (weight << _PLACE[language])
    alike: dict[int, int] = {}
    return {gram: alike.setdefault(said, said) for gram, said in said_by.items()}


def _spelt(word: str, said_by: Mapping[str, int]) -> int:
    total, spelt, get = 0, f" {word[:LONGEST]} ", said_by.get
    for start in range(len(spelt) - WIDTH + 1):
        if said := get(spelt[start : start + WIDTH]):
            total += said
    return total


def _is_word(word: str) -> bool:
    """Not so are names after `@`, numbers and leftovers of links."""
    return (word.isalpha() or word.replace("'", "").isalpha()) and word not in _LEFT_OVER


_LEFT_OVER = frozenset({"http", "https", "www", "rt", "amp", "com"})


def _listed(languages: Languages, word: str) -> tuple[str, ...]:
    """The languages that list the word, or what follows an apostrophe in it."""
    known = languages.get(word)
    if known is None and "'" in word:
        known = languages.get(word.rpartition("'")[2])
    return known if known and _is_word(word) else ()


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
    bonus, unspelt = _of_listed(languages)
    return bonus + unspelt * len(word[:LONGEST])


@cache
def _of_listed(languages: tuple[str, ...]) -> tuple[int, int]:
    """The bonus of a word that these list, and what each letter says of whom none was counted.

    That stands for the trigrams of a word that only such a language has. A word that a counted
    language has as well is left to the others around it.
    """
    share = BONUS * (len(languages) + 1) // (2 * len(languages))
    usual = USUAL if set(languages).isdisjoint(COUNTED) else 0
    return tally(dict.fromkeys(languages, share)), tally(dict.fromkeys(languages, usual))
