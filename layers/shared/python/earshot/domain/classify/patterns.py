"""The playbook's topic patterns, matched in linear time by google-re2."""

from typing import Any

from earshot.domain.classify.vocabulary import FIRST_TOPIC
from earshot.domain.playbook import Playbook

_WEIGHT = 3.0


class Patterns:
    """All of them in one set, so that a text is searched once."""

    def __init__(self, playbook: Playbook) -> None:
        listed = [
            (slot, pattern)
            for slot, topic in enumerate(playbook.taxonomy.topics.values(), FIRST_TOPIC)
            for pattern in topic.patterns
        ]
        self._slots = [slot for slot, _ in listed]
        self.any = bool(listed)
        self._set: Any = _set_of([pattern for _, pattern in listed]) if listed else None

    def add(self, text: str, scores: list[float]) -> None:
        """Count each pattern that is found in the text for its topic."""
        for index in self._set.Match(text.encode("utf-8", "replace")) or ():
            scores[self._slots[index]] += _WEIGHT


def _set_of(patterns: list[str]) -> Any:
    """An re2 set; re2 is loaded only where a playbook has patterns."""
    import re2

    options = re2.Options()
    options.case_sensitive = False
    found = re2.Set.SearchSet(options)
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found
