"""What is derived from one playbook once: vocabularies by language, topics, the model."""

from functools import cached_property
from typing import TYPE_CHECKING

from earshot.domain.classify import labels
from earshot.domain.classify.patterns import Patterns
from earshot.domain.classify.vocabulary import Vocabulary, shared_by
from earshot.domain.mention import Author
from earshot.domain.playbook import Playbook
from earshot.domain.playbook.derived import Derived

if TYPE_CHECKING:
    from earshot.domain.classify.judged import Judge


class Prepared:
    """A playbook in the form in which the judges use it."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.patterns = Patterns(playbook)
        self.topics = labels.topic_labels(playbook.taxonomy.topics)
        self.embedded = playbook.classification.model == "embedded"
        self.least = least = playbook.classification.min_confidence
        self.floors = least.relevance, least.topic, least.intent, least.sentiment
        self._own = frozenset(
            handle.removeprefix("@").lower()
            for brand in playbook.brands.values()
            for handle in brand.handles
        )
        self._cues = shared_by(playbook)
        self._vocabularies: dict[str, Vocabulary] = {}

    def vocabulary(self, language: str) -> Vocabulary:
        """The cues of one of the lexicon's languages and the playbook's own."""
        found = self._vocabularies.get(language)
        if found is None:
            found = self._vocabularies[language] = Vocabulary(language, self._cues)
        return found

    def is_own(self, author: Author) -> bool:
        """Whether somebody writes under a handle of ours; a handle on another server is not."""
        handle = author.handle
        return handle is not None and handle.removeprefix("@").lower() in self._own

    @cached_property
    def judge(self) -> "Judge | None":
        """Who judges by the model that the playbook names; None where there is none of the name."""
        if not self.embedded:
            return None
        from earshot.domain.classify import judged, model

        named = model.named(self.playbook.classification.weights)
        return judged.Judge(named, self.playbook) if named else None


PREPARED = Derived(Prepared)
