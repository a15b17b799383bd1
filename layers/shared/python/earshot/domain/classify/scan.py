"""One pass over the words of a post: evidence for every label at once."""

from earshot.domain.classify.drafts import CONTRAST, NEGATION, Phrase
from earshot.domain.classify.vocabulary import Vocabulary

_REACH_OF_NEGATION = 3
_TURNED = -0.7


Evidence = tuple[list[float], float]
"""Weight per slot, and the sum of what is positive and negative in it."""


# One loop, since this is the hottest code of a stage and a call per word would double its cost.
def scan(tokens: list[str], vocabulary: Vocabulary) -> Evidence:  # noqa: C901
    """Add up what the words say; a phrase with a feeling of its own speaks for its words."""
    scores = [0.0] * vocabulary.size
    valence = 0.0
    turned = phrase_end = -1
    boost = 1.0
    last = len(tokens) - 1
    for i, entry in enumerate(map(vocabulary.__getitem__, tokens)):
        if entry is None:
            continue
        effects, value, modifier, phrases = entry
        if effects:
            for slot, weight in effects:
                scores[slot] += weight
        if phrases and i < last and (begun := phrases.get(tokens[i + 1]) or phrases.get("")):
            own, end = _follow(begun, tokens, i, scores)
            if own is not None and end > phrase_end:
                valence += own * boost
                boost, phrase_end = 1.0, end
        if i < phrase_end or not (value or modifier):
            continue
        if modifier > 0:
            boost = modifier
            continue
        if modifier == NEGATION:
            turned = i + _REACH_OF_NEGATION
        elif modifier == CONTRAST:
            valence *= 0.5
        if value:
            valence += value * boost * (_TURNED if i <= turned else 1.0)
            boost = 1.0
    return scores, valence


def _follow(
    phrases: tuple[Phrase, ...], tokens: list[str], i: int, scores: list[float]
) -> tuple[float | None, int]:
    """Count each phrase that begins at word `i`; return the longest one's feeling and its end."""
    feeling: float | None = None
    end = i
    for rest, open_ended, effects, valence in phrases:
        after = i + 1 + len(rest)
        follows = tokens[i + 1 : after]
        if follows == rest or (open_ended and _begins(follows, rest)):
            for slot, weight in effects:
                scores[slot] += weight
            if feeling is None and valence is not None:
                feeling, end = valence, after
    return feeling, end


def _begins(follows: list[str], rest: list[str]) -> bool:
    return (
        len(follows) == len(rest) and follows[:-1] == rest[:-1] and follows[-1].startswith(rest[-1])
    )
