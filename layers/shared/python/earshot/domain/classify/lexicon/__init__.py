"""Words and phrases by language, written for this project; one module per language.

Each module holds `CUES`: kind (and weight) to comma-separated cues. A cue is a word, a phrase, or
the beginning of a word (`refund*`). Kinds are those of `earshot.domain.classify.vocabulary`.
"""

from importlib import import_module
from typing import cast

from earshot.domain.judgement import SURE, Label

LANGUAGES = frozenset(
    {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "ru", "uk", "ja", "zh", "ar", "sv"}
)


def cues(language: str) -> dict[str, str]:
    """The cues of one language of LANGUAGES; read when the language is first met."""
    module = import_module(f"earshot.domain.classify.lexicon.{language}")
    return cast("dict[str, str]", module.CUES)


def spoken(language: Label) -> str:
    """Whose cues serve a post: those of its language, if that is certain and known, or English."""
    known = language.confidence >= SURE and language.value in LANGUAGES
    return language.value if known else "en"
