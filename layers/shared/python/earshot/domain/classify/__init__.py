"""What a mention is about, means and carries: a pure function of its text and the playbook.

One pass over the words gives evidence for all labels at once; whatever model comes to judge the
words better takes the place of `scan` and `labels`, behind this same function.
"""

from earshot.domain.classify import labels
from earshot.domain.classify.language import language_of
from earshot.domain.classify.lexicon import LANGUAGES
from earshot.domain.classify.patterns import Patterns
from earshot.domain.classify.scan import scan
from earshot.domain.classify.tokens import plain, words
from earshot.domain.classify.vocabulary import Vocabulary
from earshot.domain.judgement import SURE, Classification
from earshot.domain.mention import Mention
from earshot.domain.pii import find
from earshot.domain.playbook import Playbook
from earshot.domain.playbook.derived import Derived

CLASSIFIER = "cues-1"


class _Prepared:
    """What is derived from one playbook once: vocabularies by language, topic patterns."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.patterns = Patterns(playbook)
        self.topics = labels.topic_labels(playbook.taxonomy.topics)
        self.vocabularies: dict[str, Vocabulary] = {}

    def vocabulary(self, language: str) -> Vocabulary:
        known = language if language in LANGUAGES else "en"
        found = self.vocabularies.get(known)
        if found is None:
            found = self.vocabularies[known] = Vocabulary(known, self.playbook)
        return found


_PREPARED = Derived(_Prepared)


def classify(mention: Mention, playbook: Playbook) -> Classification:
    """Understand one mention; no text gives neutral labels of low confidence."""
    prepared = _PREPARED.of(playbook)
    text = mention.text or ""
    simple = plain(text)
    tokens = words(simple)
    language = language_of(mention.language, simple, tokens)
    vocabulary = prepared.vocabulary(language.value if language.confidence >= SURE else "en")
    scores, valence = scan(vocabulary.read(simple, tokens), vocabulary)
    if prepared.patterns.any:
        prepared.patterns.add(text, scores)
    feeling = labels.strength(valence)
    addressed = labels.spoken_to(scores, mention)
    flags = labels.flags(scores, text, feeling, addressed)
    risks = labels.risk(scores)
    kind = labels.intent(scores, feeling, "?" in text or "？" in text)
    relevance = labels.relevance(
        scores, kind, addressed=addressed, flagged="spam" in flags or "promotion" in flags
    )
    return Classification(
        relevance,
        labels.topic(scores, prepared.topics),
        kind,
        labels.sentiment(feeling, kind),
        feeling,
        labels.urgency(scores, mention, relevance, risks, feeling),
        language,
        find(text),
        risks,
        flags,
        CLASSIFIER,
    )


__all__ = ["CLASSIFIER", "classify"]
