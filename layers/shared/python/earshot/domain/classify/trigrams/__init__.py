"""Which sequences of three letters speak for which language, as figures from counted text.

One module per language holds `WEIGHTS`: weight to trigrams without space between them, `_` at the
edge of a word. NOTICE says where the counts come from, `local/language/trigrams.py` makes them.
"""

from collections.abc import Iterator
from importlib import import_module

WIDTH = 3
COUNTED = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "fi",
    "pl",
    "cs",
    "ro",
    "tr",
    "id",
    "vi",
)


def weighted() -> Iterator[tuple[str, str, int]]:
    """Every trigram with a language it speaks for and how much."""
    for language in COUNTED:
        module = import_module(f"earshot.domain.classify.trigrams.{language}")
        for weight, joined in module.WEIGHTS.items():
            for start in range(0, len(joined), WIDTH):
                yield joined[start : start + WIDTH], language, weight
