"""How mentions are understood: what a deployment chooses of it."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.domain.judgement import Label
from earshot.domain.playbook.backends import Backend
from earshot.domain.playbook.conditions import Share
from earshot.domain.playbook.written import Written


class LeastConfidence(Written):
    """What each label has to reach; below it it is `unsure`, and the mention is flagged so."""

    relevance: Share = 0.5
    topic: Share = 0.0
    intent: Share = 0.0
    sentiment: Share = 0.0

    def missed_by(
        self, relevance: Label, topic: Label, intent: Label, sentiment: Label
    ) -> tuple[str, ...]:
        """The names of those labels that are less sure."""
        asked = (
            ("relevance", relevance, self.relevance),
            ("topic", topic, self.topic),
            ("intent", intent, self.intent),
            ("sentiment", sentiment, self.sentiment),
        )
        return tuple([name for name, label, floor in asked if label.confidence < floor])


class Understanding(Written):
    """Who judges the words, which version of it, when it has to admit that it is not sure.

    `cues` is the lexicon with the playbook's own words alone. Weights without a name are those that
    come with the code. `language` is told by the built-in rules, or also by fastText's model where
    it is installed. `backends` are asked in turn for labels that are still in doubt.
    """

    model: Literal["embedded", "cues"] = "embedded"
    weights: Annotated[str, Field(pattern=r"^w[0-9a-f]{8}$")] | None = None
    min_confidence: LeastConfidence = LeastConfidence()
    language: Literal["built_in", "fasttext"] = "built_in"
    backends: tuple[Backend, ...] = ()
