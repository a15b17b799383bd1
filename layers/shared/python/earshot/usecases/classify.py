"""Understand each received mention and hand it on."""

from earshot.domain.classify import classify
from earshot.domain.envelope import Classified, Received
from earshot.domain.playbook import Playbook


def understand(received: Received, playbook: Playbook) -> Classified:
    """The same delivery with its classification; a delete has no text to understand."""
    understood = classify(received.mention, playbook)
    return Classified.model_construct(
        schema_version=received.schema_version,
        receipt=received.receipt,
        received_at=received.received_at,
        source=received.source,
        mention=received.mention,
        classification=understood.as_dict(),
    )
