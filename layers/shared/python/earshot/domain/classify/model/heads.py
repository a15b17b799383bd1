"""What the model tells of a text: heads, each with its outcomes, side by side in one row."""

from typing import NamedTuple


class Head(NamedTuple):
    """One question about a text and the answers to choose from."""

    name: str
    outcomes: tuple[str, ...]


HEADS = (
    Head("relevance", ("noise", "informational", "actionable")),
    Head(
        "topic",
        (
            "product",
            "order_delivery",
            "billing",
            "account",
            "technical",
            "website_app",
            "service",
            "other",
        ),
    ),
    Head("intent", ("complaint", "question", "request", "feedback", "praise", "other")),
    Head("sentiment", ("negative", "neutral", "positive")),
    Head("unwanted", ("none", "spam", "promotion")),
)
WIDTH = sum(len(head.outcomes) for head in HEADS)
HEAD = {head.name: head for head in HEADS}
FIRST = {
    head.name: sum(len(before.outcomes) for before in HEADS[:place])
    for place, head in enumerate(HEADS)
}
"""Where each head's first outcome stands in a row."""
_REACH = {
    head.name: slice(FIRST[head.name], FIRST[head.name] + len(head.outcomes)) for head in HEADS
}


def of_head(name: str, told: list[float]) -> list[float]:
    """The part of a reading that is one head's."""
    return told[_REACH[name]]
