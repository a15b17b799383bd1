"""Make the trigram weights from the language profiles of langdetect: figures, no text.

    python -m local.language.trigrams PROFILES

PROFILES is the folder `langdetect/profiles` of the source distribution langdetect 1.0.9, which
counts the letter sequences of 55 Wikipedias. A weight is the logarithm, in half units, of how much
likelier the sequence is in the language than `FLOOR`; weights under `LEAST` tell too little to be
worth their place.
"""

import json
import sys
from collections import Counter
from math import log
from pathlib import Path
from textwrap import wrap

from earshot.domain.classify.trigrams import COUNTED, WIDTH

FLOOR, UNIT, LEAST, MOST = 2e-4, 0.5, 2, 9
TARGET = Path(sys.modules["earshot.domain.classify.trigrams"].__file__ or "").parent


def weights(profile: Path) -> dict[int, list[str]]:
    """Trigrams in lower case by weight; `_` stands for the edge of a word."""
    counted: Counter[str] = Counter()
    for gram, count in json.loads(profile.read_text(encoding="utf-8"))["freq"].items():
        if len(gram) == WIDTH:
            counted[gram.lower().replace(" ", "_")] += count
    whole = counted.total()
    found: dict[int, list[str]] = {}
    for gram, count in sorted(counted.items()):
        weight = min(MOST, round(log((count / whole + FLOOR) / FLOOR) / UNIT))
        if weight >= LEAST and len(gram) == WIDTH:
            found.setdefault(weight, []).append(gram)
    return dict(sorted(found.items()))


def module(language: str, found: dict[int, list[str]]) -> str:
    """The source of one language's module."""
    lines = [f'"""Trigrams of `{language}` by weight; made by local.language.trigrams."""', ""]
    lines.append("WEIGHTS = {")
    for weight, grams in found.items():
        lines.append(f"    {weight}: (")
        lines += [f'        "{part}"' for part in wrap("".join(grams), 30 * WIDTH)]
        lines.append("    ),")
    return "\n".join([*lines, "}", ""])


def main(profiles: Path) -> None:
    for language in COUNTED:
        source = module(language, weights(profiles / language))
        (TARGET / f"{language}.py").write_text(source, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
