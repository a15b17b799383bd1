"""What a mention is about, means and carries: a pure function of its text and the playbook.

One pass over the words gives cues and feeling. By them alone `labels` decides, or the embedded
model weighs them beside the words themselves, as the playbook's chapter `classification` says.
"""

from earshot.domain.classify import labels
from earshot.domain.classify.cued import CLASSIFIER, by_cues
from earshot.domain.classify.language import language_of
from earshot.domain.classify.lexicon import spoken
from earshot.domain.classify.prepared import PREPARED
from earshot.domain.classify.scan import scan
from earshot.domain.classify.tokens import plain, words
from earshot.domain.judgement import Classification, Label
from earshot.domain.mention import Mention
from earshot.domain.pii import find
from earshot.domain.playbook import Playbook


def classify(
    mention: Mention, playbook: Playbook, *, relevance: Label | None = None
) -> Classification:
    """Understand one mention; no text gives neutral labels of low confidence.

    `relevance` is somebody else's judgement that stands in for ours, so that urgency follows it.
    """
    prepared = PREPARED.of(playbook)
    text = mention.text or ""
    simple = plain(text)
    tokens = words(simple)
    language = language_of(mention.language, simple, tokens)
    vocabulary = prepared.vocabulary(spoken(language))
    scores, valence = scan(vocabulary.read(simple, tokens), vocabulary)
    if prepared.patterns.any:
        prepared.patterns.add(text, scores)
    feeling = labels.strength(valence)
    heard = mention, text, scores, feeling, labels.spoken_to(scores, mention)
    judge = prepared.judge if prepared.embedded and text else None
    ours, topic, kind, sentiment, strength, marks, version = (
        judge.say(heard) if judge else by_cues(heard, prepared)
    )
    if prepared.is_own(mention.author):
        marks += labels.OWN_ECHO
    relevance = relevance or ours
    dangers = labels.risk(scores)
    risks = _names(dangers) if dangers else ()
    flags = _names(marks) if marks else ()
    unsure: tuple[str, ...] = ()
    low = prepared.floors
    if relevance[1] < low[0] or topic[1] < low[1] or kind[1] < low[2] or sentiment[1] < low[3]:
        unsure = prepared.least.missed_by(relevance, topic, kind, sentiment)
        flags += ("unsure",)
    return Classification(
        relevance,
        topic,
        kind,
        sentiment,
        strength,
        labels.urgency(scores, mention, relevance, risks, strength),
        language,
        find(text),
        risks,
        flags,
        version,
        unsure,
        dangers + marks,
    )


def _names(marks: labels.Marks) -> tuple[str, ...]:
    return tuple([name for name, _, _ in marks])


def classifier(playbook: Playbook) -> str:
    """The version of what judges by this playbook, as classifications carry it."""
    judge = PREPARED.of(playbook).judge
    return judge.version if judge else CLASSIFIER


__all__ = ["classifier", "classify"]
