"""The judge that goes by cues, keywords and the lexicon alone."""

from earshot.domain.classify import labels
from earshot.domain.classify.heard import Heard, Said
from earshot.domain.classify.prepared import Prepared

CLASSIFIER = "cues-1"


def by_cues(heard: Heard, prepared: Prepared) -> Said:
    """A few thresholds; it knows the words that are listed and no others."""
    _, text, scores, feeling, addressed = heard
    marks = labels.flags(scores, text, feeling, addressed)
    kind = labels.intent(scores, feeling, "?" in text or "？" in text)
    return (
        labels.relevance(
            scores, kind, addressed=addressed, flagged=marks != () and labels.is_unwanted(marks)
        ),
        labels.topic(scores, prepared.topics),
        kind,
        labels.sentiment(feeling, kind),
        feeling,
        marks,
        CLASSIFIER,
    )
