"""From learned weights to the file: whole numbers of one byte; what says nothing is left out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from earshot.domain.classify.model.heads import FIRST, HEADS, Head
from earshot.domain.classify.model.weights import STEPS, VALENCE_STEP, Weights, row_size
from earshot.domain.classify.training import learn
from earshot.domain.classify.training.space import Space


class Learned(NamedTuple):
    """One head: a list of weights per outcome, and how far its scores are to be believed."""

    weights: learn.Weights
    temperature: float


def packed(
    space: Space,
    heads: Sequence[Learned],
    feelings: Mapping[int, float],
    made: Mapping[str, Any],
) -> Weights:
    """The heads, in the order of HEADS, and what words feel like, in one row per part."""
    scales: dict[str, float] = {}
    columns: list[list[int]] = []
    for head, learned in zip(HEADS, heads, strict=True):
        paced = [
            [value * space.paces[part] for value, part in zip(one, space.parts, strict=False)]
            for one in learned.weights
        ]
        most = max((abs(value) for one in paced for value in one), default=0.0) or 1.0
        scales[head.name] = most / STEPS
        columns += [[round(value * STEPS / most) for value in one] for one in paced]
    rows = _rows(space, columns, feelings)
    return Weights(
        tuple(rows),
        bytes(128 + value for row in rows.values() for value in row),
        scales,
        {head.name: one.temperature for head, one in zip(HEADS, heads, strict=True)},
        [
            [round(value * space.evidence_pace, 4) for value in one[len(space.parts) :]]
            for learned in heads
            for one in learned.weights
        ],
        dict(made),
    )


def _rows(
    space: Space, columns: Sequence[Sequence[int]], feelings: Mapping[int, float]
) -> dict[int, list[int]]:
    felt = {part: round(value / VALENCE_STEP) for part, value in feelings.items()}
    rows = {
        part: [felt.get(part, 0), *(column[place] for column in columns)]
        for place, part in enumerate(space.parts)
    }
    for part, value in felt.items():
        rows.setdefault(part, [value, *[0] * len(columns)])
    return {part: row for part, row in sorted(rows.items()) if any(row)}


def unpacked(base: Weights, head: Head, space: Space) -> learn.Weights:
    """The weights of a head as learning goes on from them, laid out as the space is."""
    size, first, scale = row_size(), FIRST[head.name], base.scales[head.name]
    found = []
    for outcome in range(first, first + len(head.outcomes)):
        one = [0.0] * space.size
        for number, part in enumerate(base.numbers):
            value = base.rows[number * size + 1 + outcome] - 128
            one[space.place[part]] = value * scale / space.paces[part]
        one[len(space.parts) :] = [w / space.evidence_pace for w in base.evidence[outcome]]
        found.append(one)
    return found


def feelings_of(base: Weights) -> dict[int, float]:
    """What words feel like by these weights, by the words' numbers."""
    return {
        part: (felt - 128) * VALENCE_STEP
        for part, felt in zip(base.numbers, base.rows[:: row_size()], strict=True)
        if felt != 128
    }
