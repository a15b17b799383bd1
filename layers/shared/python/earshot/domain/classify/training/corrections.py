"""Labels that agents corrected: how many it takes to learn from them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from earshot.domain.classify.model.heads import HEADS
from earshot.domain.classify.training.examples import Example, example

LEAST = 200
"""Corrections of a head below which learning from them does more harm than good."""


class Accepted(NamedTuple):
    """Corrections with the labels that are learned from, and why others are not."""

    examples: list[Example]
    declined: list[str]


class Lesson(NamedTuple):
    """A correction with the labels that the model has, and those `foreign` to it, by head."""

    example: Example
    foreign: dict[str, str]


class Lessons(NamedTuple):
    """What the model can learn of corrections, and in words what it cannot."""

    examples: list[Example]
    unlearnable: list[str]


def learnable(row: Mapping[str, Any]) -> Lesson:
    """A correction by what the model can learn of it; it knows no topics of a playbook's own.

    ValueError as for any labelled text.
    """
    unknown = {head.name for head in HEADS if row.get(head.name) not in head.outcomes}
    known = example({key: value for key, value in row.items() if key not in unknown})
    return Lesson(known, {head: str(row[head]) for head in unknown if row.get(head) is not None})


def sifted(lessons: Iterable[Lesson]) -> Lessons:
    """The corrections that teach anything; of labels foreign to the model how many name each."""
    examples, foreign = [], Counter[tuple[str, str]]()
    for one in lessons:
        foreign.update(one.foreign.items())
        if one.example.labels:
            examples.append(one.example)
    return Lessons(examples, [_unlearnable(*named, times) for named, times in _by_head(foreign)])


def _by_head(named: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(named.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))


def _unlearnable(head: str, label: str, times: int) -> str:
    said = f"{times} corrections name" if times > 1 else "1 correction names"
    cure = "; add keywords to it in the playbook" if head == "topic" else ""
    return f"{head}: {said} {label}, which the model cannot learn{cure}"


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
