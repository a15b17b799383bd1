"""What the lexicon and the cues say, as a few figures that the model weighs beside the words."""

from collections.abc import Sequence
from math import sqrt

from earshot.domain.classify.vocabulary import KINDS

_CUES = KINDS[:-2]  # whether a post names us is the playbook's to say
NAMES = ("good", "bad", "good words", "bad words", *_CUES, "always")
_MOST = 6.0
_UNIT = 4.0
_EVEN = 15.0


def evidence(scores: Sequence[float], feeling: float, valence: float) -> list[float]:
    """One figure per name: the feeling by lexicon and by word list, each cue, and 1."""
    words = valence / sqrt(valence * valence + _EVEN) if valence else 0.0
    return [
        max(feeling, 0.0),
        max(-feeling, 0.0),
        max(words, 0.0),
        max(-words, 0.0),
        *[min(score, _MOST) / _UNIT for score in scores[: len(_CUES)]],
        1.0,
    ]
