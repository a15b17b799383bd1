"""Which language a post is in: the platform's word, else its script, else its function words."""

import re
import sys
from collections.abc import Sequence

from earshot.domain.classify.function_words import FUNCTION_WORDS
from earshot.domain.judgement import Label

_KNOWN = frozenset(FUNCTION_WORDS)
_ENGLISH = frozenset(word for word, of in FUNCTION_WORDS.items() if of == (("en", 1.0),))
_OTHERS = frozenset(word for word, of in FUNCTION_WORDS.items() if "en" not in dict(of))
_PLAIN_ENGLISH = tuple(Label("en", min(0.95, round(1 - 0.5**n, 2)), "words") for n in range(9))
UNKNOWN = Label("und", 0.0, "none")
_NOT_LATIN = re.compile(
    r"[^\x00-\u036f\u1e00-\u20cf\u2100-\u2fff\ufe00-\ufe0f\U0001f000-\U0001ffff]"
)
_KANA = re.compile(r"[\u3040-\u30ff]")
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
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
# Letters that few of the languages told apart here use.
_LETTERS = {
    "ß": "de", "ñ": "es", "¿": "es", "¡": "es", "ã": "pt", "õ": "pt", "ł": "pl", "ż": "pl",
    "ś": "pl", "ę": "pl", "ą": "pl", "ř": "cs", "ě": "cs", "ů": "cs", "ș": "ro", "ț": "ro",
    "ă": "ro", "ğ": "tr", "ı": "tr", "ş": "tr", "å": "sv", "đ": "vi", "ơ": "vi", "ư": "vi",
    "ạ": "vi", "ế": "vi", "ề": "vi", "ộ": "vi", "ả": "vi", "œ": "fr", "ç": "fr", "ê": "fr",
    "ä": "de sv fi", "ö": "de sv fi tr", "ü": "de tr", "è": "fr it", "à": "fr it", "ò": "it",
    "ù": "it fr", "ó": "es pl", "í": "es cs", "ý": "cs", "č": "cs", "š": "cs", "ž": "cs",
    "ć": "pl", "î": "ro fr", "â": "ro fr pt vi", "é": "fr es", "ú": "es",
}  # fmt: skip
_MARKED = re.compile(f"[{''.join(_LETTERS)}]")


def language_of(given: str | None, text: str, tokens: Sequence[str]) -> Label:
    """ISO 639-1 code or `und`; `text` is in lower case and `tokens` are its words."""
    if given and given[:3].lower() != "und":
        return Label(given.replace("_", "-").split("-")[0].lower(), 0.95, "platform")
    marked: list[str] = []
    if not text.isascii():
        foreign = _NOT_LATIN.findall(text)
        if foreign and len(foreign) * 2 >= sum(map(len, tokens)) - text.count("@") * 8:
            return _by_script(foreign, text)
        marked = _MARKED.findall(text)
    if (
        not marked
        and (english := len(_ENGLISH.intersection(tokens)))
        and _OTHERS.isdisjoint(tokens)
    ):
        return _PLAIN_ENGLISH[min(english, 8)]
    return _by_words(tokens, marked)


def _by_script(foreign: list[str], text: str) -> Label:
    seen: dict[str, int] = {}
    for sign in foreign:
        for first, last, language in _SCRIPTS:
            if first <= sign <= last:
                seen[language] = seen.get(language, 0) + 1
                break
    if not seen:
        return UNKNOWN
    if _KANA.search(text):
        return Label("ja", 0.95, "script")
    best = max(seen, key=seen.__getitem__)
    if best == "ru" and _UKRAINIAN.search(text):
        best = "uk"
    return Label(best, 0.9, "script")


def _by_words(tokens: Sequence[str], marked: Sequence[str]) -> Label:
    scores: dict[str, float] = {}
    for word in _KNOWN.intersection(tokens):
        for language, weight in FUNCTION_WORDS[word]:
            scores[language] = scores.get(language, 0.0) + weight
    for sign in marked:
        for language in _LETTERS[sign].split():
            scores[language] = scores.get(language, 0.0) + 0.7
    if not scores:
        return UNKNOWN
    best = max(scores, key=scores.__getitem__)
    share = scores[best] / sum(scores.values())
    if scores[best] < 0.5:
        return UNKNOWN
    return Label(
        sys.intern(best), round(min(0.95, share * (1 - 0.5 ** (scores[best] + 1))), 2), "words"
    )
