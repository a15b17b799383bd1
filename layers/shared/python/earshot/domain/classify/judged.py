"""The judge that goes by the model; the playbook's own words count on top of it."""

from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from earshot.domain.classify import labels
from earshot.domain.classify.heard import Heard, Said
from earshot.domain.classify.model import Model
from earshot.domain.classify.model.chances import likeliest, shares
from earshot.domain.classify.model.features import parts
from earshot.domain.classify.model.heads import FIRST, HEAD, HEADS, of_head
from earshot.domain.classify.vocabulary import FIRST_TOPIC, OWN, SLOT
from earshot.domain.judgement import Label
from earshot.domain.playbook import Playbook

_US = SLOT["us"]
_OWN_CUE = 2.0
_KEYWORD = 0.25
_MOST_KEYWORDS = 6.0
_UNWANTED = 0.7
_CERTAINLY = 0.9
_AT_OUR_PAGE = tuple(
    {"noise": -1.5, "actionable": 0.5}.get(n, 0.0) for n in HEAD["relevance"].outcomes
)
"""Added where people write to us without naming us: the model knows posts to nobody mostly as
chatter."""
_BY_KEYWORD = 0.7
_LOST = 0.25
_PLACES = tuple(
    (FIRST[head.name] + head.outcomes.index(kind), OWN.index(kind))
    for head in HEADS
    for kind in OWN
    if kind in head.outcomes
)
"""Where the playbook's own cues count: the place in a reading, and that among OWN."""


class Subjects(NamedTuple):
    """A playbook's topics beside those that the model knows.

    `known` pairs the place among the model's outcomes with that among the playbook's topics, which
    is None for `other`; `names` are the playbook's, `foreign` those the model knows nothing of.
    """

    known: tuple[tuple[int, int | None], ...]
    names: tuple[str, ...]
    foreign: frozenset[int]

    @classmethod
    def of(cls, topics: Iterable[str]) -> "Subjects":
        """Sort them into known and foreign."""
        names = tuple(topics)
        outcomes = HEAD["topic"].outcomes
        return cls(
            tuple(
                (place, names.index(name) if name in names else None)
                for place, name in enumerate(outcomes)
                if name in names or name == "other"
            ),
            names,
            frozenset(n for n, name in enumerate(names) if name not in outcomes),
        )


class Judge:
    """A model with a playbook's topics and thresholds."""

    def __init__(self, model: Model, playbook: Playbook) -> None:
        self._model = model
        self._writes_to_us = playbook.writes_to_us
        self.version = model.version
        self._source = f"model:{model.version}"
        self._subjects = Subjects.of(playbook.taxonomy.topics)

    def say(self, heard: Heard) -> Said:
        """All labels from one reading of the text."""
        scores = heard[2]
        told = self._read(heard)
        marks = self._marks(told, heard)
        feelings = of_head("sentiment", told)
        negative, _, positive = shares(feelings, self._model.temperatures["sentiment"])
        return (
            self._relevance(told, heard, marks),
            self._topic(told, scores),
            self._label(told, "intent"),
            self._label(told, "sentiment"),
            round(positive - negative, 2),
            marks,
            self.version,
        )

    def _read(self, heard: Heard) -> list[float]:
        mention, text, scores, feeling, _ = heard
        said = parts(text, private=mention.is_private, reply=mention.in_reply_to is not None)
        told = self._model.read(said, scores, feeling)
        own = scores[-len(OWN) :]
        if any(own):
            for place, kind in _PLACES:
                told[place] += _OWN_CUE * own[kind]
        return told

    def _relevance(self, told: list[float], heard: Heard, marks: labels.Marks) -> Label:
        """Who speaks to us or names us is noise only where there is little doubt."""
        mention, _, scores, _, addressed = heard
        unwanted = marks != () and labels.is_unwanted(marks)
        if certain := labels.not_for_us(scores, addressed=addressed, flagged=unwanted):
            return certain
        reading = of_head("relevance", told)
        if not addressed and self._writes_to_us(mention.channel, mention.account):
            reading = [*map(add, reading, _AT_OUR_PAGE)]
        found = self._likeliest("relevance", reading)
        ours = addressed or scores[_US] > 0.0
        if found.value == "noise" and ours and found.confidence < _CERTAINLY:
            return Label("informational", round(1.0 - found.confidence, 2), self._source)
        return found

    def _topic(self, told: list[float], scores: list[float]) -> Label:
        """Keywords alone decide where the model does not know a topic, or any in this post."""
        known, names, foreign = self._subjects
        words = scores[FIRST_TOPIC : FIRST_TOPIC + len(names)]
        best = max(words, default=0.0)
        keyword = words.index(best) if best > 0.0 else None
        if keyword is not None and keyword in foreign:
            return Label(names[keyword], _BY_KEYWORD, "playbook")
        first = FIRST["topic"]
        weighed = [
            told[first + outcome]
            + (_KEYWORD * min(words[place], _MOST_KEYWORDS) if best and place is not None else 0.0)
            for outcome, place in known
        ]
        place, sure = likeliest(weighed, self._model.temperatures["topic"])
        if keyword is not None and sure < _LOST:
            return Label(names[keyword], round(sure, 2), "playbook")
        outcome, _ = known[place]
        return Label(HEAD["topic"].outcomes[outcome], round(sure, 2), self._source)

    def _marks(self, told: list[float], heard: Heard) -> labels.Marks:
        """Those that cues tell, and what the model is certain of; doubt speaks for the customer."""
        _, text, scores, feeling, addressed = heard
        marks = labels.flags(scores, text, feeling, addressed)
        if addressed:
            return marks
        found = self._label(told, "unwanted")
        certain = found.value != "none" and found.confidence >= _UNWANTED
        if certain and all(found.value != name for name, _, _ in marks):
            marks += (found,)
        return marks

    def _label(self, told: list[float], name: str) -> Label:
        return self._likeliest(name, of_head(name, told))

    def _likeliest(self, name: str, reading: list[float]) -> Label:
        place, sure = likeliest(reading, self._model.temperatures[name])
        return Label(HEAD[name].outcomes[place], round(sure, 2), self._source)
