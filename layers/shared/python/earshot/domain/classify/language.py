"""Which language a post is in: the platform's word, else its script, else its words."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp

from earshot.domain.classify.letters import LANGUAGES, Words, numbers, tally
from earshot.domain.classify.tokens import words
from earshot.domain.judgement import Label

UNKNOWN = Label("und", 0.0, "none")
_NOT_LATIN = re.compile(
    r"[^\x00-\u036f\u1e00-\u20cf\u2100-\u2fff\ufe00-\ufe0f\U0001f000-\U0001ffff]"
)
_TAGS = re.compile(r"#\w+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_UKRAINIAN = re.compile(
    r"[іїєґ]|\b(?:що|це|як|ви|ми|мене|мені|дякую|ласка|чому|вже|ще|від|дуже|буде)\b"
)
_RUSSIAN = re.compile(r"[ыэъё]")
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u04ff", "ru"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u1100", "\u11ff", "ko"),
    ("\u3040", "\u30ff", "ja"),
    ("\u3400", "\u9fff", "zh"),
    ("\uac00", "\ud7af", "ko"),
)
# Most posts that a desk hears are in one of these, and English is everybody's second language.
_PRIOR = tally({**dict.fromkeys(("de", "fr", "es", "pt", "it", "nl"), 4), "en": 7})
_OLD = {"iw": "he", "in": "id", "ji": "yi"}
"""Codes that ISO 639 took back in 1989, and that X and older systems still write."""
_AT_MOST = 60
"""Words that are looked at: more of them tell nothing new."""
_MEAGRE = 8
_WIDEST = 60


def language_of(given: str | None, text: str, tokens: Sequence[str]) -> Label:
    """ISO 639-1 code or `und`; `text` is in lower case and `tokens` are its words."""
    if given and (told := _told(given)) is not UNKNOWN:
        return told
    if not text.isascii():
        foreign = _NOT_LATIN.findall(text)
        if foreign and len(foreign) * 2 >= sum(map(len, tokens)) - text.count("@") * 8:
            return _by_script(foreign, text)
    if "#" in text:
        # Tags are names of events and shows in whatever language, unless they are all there is.
        found = _by_words(words(_TAGS.sub(" ", text)))
        if found is not UNKNOWN:
            return found
    return _by_words(tokens)


@lru_cache(maxsize=1_000)
def _told(given: str) -> Label:
    """What a platform's tag says, as `pt-BR` or `pt_BR`."""
    language = given.replace("_", "-").split("-")[0].lower()
    if language.startswith("und"):
        return UNKNOWN
    return Label(_OLD.get(language, language), 0.95, "platform")


def _by_script(foreign: list[str], text: str) -> Label:
    if _KANA.search(text):
        return _JAPANESE
    seen: dict[str, int] = {}
    for sign, times in Counter(foreign).items():
        if language := _script(sign):
            seen[language] = seen.get(language, 0) + times
    if not seen:
        return UNKNOWN
    best = max(seen, key=seen.__getitem__)
    if best == "ru" and _UKRAINIAN.search(text) and not _RUSSIAN.search(text):
        best = "uk"
    return Label(best, 0.9, "script")


_JAPANESE = Label("ja", 0.95, "script")


@lru_cache(maxsize=10_000)
def _script(sign: str) -> str | None:
    """The language that stands for a script, where we know it."""
    return next((language for first, last, language in _SCRIPTS if first <= sign <= last), None)


@cache
def words_met() -> Words:
    """What each word that was met speaks for."""
    return Words()


def _by_words(tokens: Sequence[str]) -> Label:
    """The language that the words speak for most, and the surer the further the next one lies.

    Each word counts once, so that nobody is taken for somebody else by saying it again. Where the
    listed words settle it by themselves, the letters of all others are not asked.
    """
    met, words = set(tokens[:_AT_MOST]), words_met()
    tallied = sum(map(words.__getitem__, met))
    place, best, margin = _leading(tallied)
    if margin < _WIDEST:
        tallied += sum(map(words.letters.__getitem__, met))
        place, best, margin = _leading(tallied)
    if not tallied or best < _MEAGRE:
        return UNKNOWN
    return _LABELS[place][min(_WIDEST, margin)]


def _leading(tallied: int) -> tuple[int, int, int]:
    """Which of LANGUAGES is ahead, its number, and by how much the next one is behind."""
    scores = numbers(tallied + _PRIOR)
    second, best = sorted(scores)[-2:]
    return scores.index(best), best, best - second


def _sure(margin: int) -> float:
    return round(0.97 - 0.57 * exp(-margin / 9), 2)


_LABELS = tuple(
    tuple(Label(language, _sure(margin), "words") for margin in range(_WIDEST + 1))
    for language in LANGUAGES
)
