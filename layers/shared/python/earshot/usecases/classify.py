"""Understand each received mention and hand it on."""

from collections.abc import Callable

from earshot.domain.classify import classify
from earshot.domain.envelope import Classified, Received
from earshot.domain.judgement import Classification, Label
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from earshot.errors import EarshotError

Classifier = Callable[[Mention, Playbook], Classification]

FAILURES = (
    EarshotError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""All that a classifier can raise of itself: no text may stop the mention that carries it."""


def understand(
    received: Received,
    playbook: Playbook,
    *,
    classifier: Classifier = classify,
    worry: Callable[[Exception], None] = lambda error: None,
) -> Classified:
    """The same delivery with its classification; a delete has no text to understand.

    When the classifier fails, `worry` is told, and the mention goes on as `unclassified`, so that
    a person sees it before its deadline.
    """
    try:
        understood = classifier(received.mention, playbook)
    except FAILURES as error:
        worry(error)
        understood = unclassified()
    return Classified.model_construct(
        schema_version=received.schema_version,
        receipt=received.receipt,
        received_at=received.received_at,
        source=received.source,
        mention=received.mention,
        opens_cases=received.opens_cases,
        classification=understood.as_dict(),
    )


def unclassified() -> Classification:
    """What is said of a mention that could not be understood: that it wants to be looked at."""

    def unknown(value: str) -> Label:
        return Label(value, 0.0, "none")

    return Classification(
        relevance=unknown("actionable"),
        topic=unknown("other"),
        intent=unknown("other"),
        sentiment=unknown("neutral"),
        strength=0.0,
        urgency=unknown("normal"),
        language=unknown("und"),
        flags=("unclassified",),
        version="none",
    )
