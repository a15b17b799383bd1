"""Praise that a clause hands to a team: which mentions those are, and who gets them."""

from typing import NamedTuple

from earshot.domain.mention import hash_text
from earshot.domain.records import MentionRecord


class Receiver(NamedTuple):
    """Whose list a mention is on."""

    brand: str
    team: str


def receiver(record: MentionRecord) -> Receiver | None:
    """Whom the mention is handed to; None where there is nothing to pass on.

    What was deleted or kept out is not passed on, nor words that have changed since anybody
    decided that they are praise.
    """
    decision = record.decision
    if decision is None or decision.get("act") != "amplify" or record.deleted or record.filtered:
        return None
    judged = decision.get("basis", {}).get("words")
    if judged is not None and judged != hash_text(record.mention.text):
        return None
    return Receiver(decision["brand"], decision["team"])


def wants_alert(record: MentionRecord) -> bool:
    """Whether its clause wants somebody told of the mention, and it still stands."""
    decision = record.decision
    return bool(decision and decision.get("alert")) and receiver(record) is not None
