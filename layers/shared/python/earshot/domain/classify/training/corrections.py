"""Labels that agents corrected: how many it takes to learn from them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from earshot.domain.classify.model.heads import HEADS
from earshot.domain.classify.training.examples import Example, example

LEAST = 200
"""Corrections of a head below which learning from them does more harm than good."""


class Accepted(NamedTuple):
    """Corrections with the labels that are learned from, and why others are not."""

    examples: list[Example]
    declined: list[str]


def learnable(row: Mapping[str, Any]) -> Example:
    """A correction with the labels that the model has; it knows no topics of a playbook's own.

    ValueError as for any labelled text.
    """
    foreign = {head.name for head in HEADS if row.get(head.name) not in head.outcomes}
    return example({key: value for key, value in row.items() if key not in foreign})


def accept(corrections: Sequence[Example]) -> Accepted:
    """Keep the labels of heads that were corrected often enough."""
    often = Counter(head for one in corrections for head in one.labels)
    enough = {head for head, times in often.items() if times >= LEAST}
    kept = [
        one._replace(labels={head: v for head, v in one.labels.items() if head in enough})
        for one in corrections
    ]
    return Accepted(
        [one for one in kept if one.labels],
        [
            f"{head}: {often[head]} corrections, at least {LEAST} are needed; fewer tell the habits"
            " of few people on few days"
            for head in sorted(often.keys() - enough)
        ],
    )
