"""Which model answers of the playbook fit what a customer asks: offered to agents, never sent."""

from collections.abc import Iterable

from earshot.domain.classify.tokens import plain, words
from earshot.domain.playbook.chapters import ModelAnswer

MOST = 3
_SHORT = 3
"""Words of fewer letters than this say too little."""
_SAME_TOPIC = 0.2
_LEAST = 0.34


def suggest(text: str, topic: str, answers: Iterable[ModelAnswer]) -> tuple[ModelAnswer, ...]:
    """The best fitting answers, best first, three at most.

    An answer fits by the share of a model question's words that the text has too, plus a fifth
    where it is about the same topic; a third of the words is the least.
    """
    said = _telling(text)
    rated = [(_fit(said, topic, answer), place, answer) for place, answer in enumerate(answers)]
    best = sorted((-fit, place, answer) for fit, place, answer in rated if fit >= _LEAST)
    return tuple(answer for _, _, answer in best[:MOST])


def _fit(said: frozenset[str], topic: str, answer: ModelAnswer) -> float:
    asked = [_telling(question) for question in answer.asks]
    share = max(len(said & question) / len(question) if question else 0.0 for question in asked)
    if not share:
        return 0.0
    return share + (_SAME_TOPIC if answer.topic == topic else 0.0)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word.strip("'") for word in words(plain(text)) if len(word) > _SHORT)
