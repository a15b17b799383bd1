"""All heads from labelled texts: what is learned from, what is held back, and the weights."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from earshot.domain.classify.model.evidence import NAMES
from earshot.domain.classify.model.heads import HEADS, Head
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training import prior
from earshot.domain.classify.training.calibrate import temperature
from earshot.domain.classify.training.examples import Example, Seen, seen
from earshot.domain.classify.training.learn import Row, learn, scores
from earshot.domain.classify.training.pack import Learned, packed, unpacked
from earshot.domain.classify.training.plans import PLANS, Plan
from earshot.domain.classify.training.space import Space

_WORDLESS = 1.0
"""Weight of each example once more without its words, so that cues and lexicon are not left out of
account for the words that happen to stand beside them."""

Told = Callable[[str, int, int], None]
"""Hears which head has finished how many of how many passes."""


class Taught(NamedTuple):
    """Weights, and the examples that were held back from them."""

    weights: Weights
    frozen: list[Example]


def place(one: Example) -> int:
    """0 to 19, by the id alone: 0 and 1 are frozen, 2 calibrates, the others are learned from."""
    return crc32(b"slice " + one.id.encode()) % 20


def is_frozen(one: Example) -> bool:
    """Whether an example is never learned from, in any training."""
    return place(one) < 2


def teach(
    examples: Sequence[Example],
    feelings: Mapping[int, float],
    made: Mapping[str, Any],
    *,
    base: Weights | None = None,
    plans: Mapping[str, Plan] = PLANS,
    told: Told = lambda head, done, of: None,
) -> Taught:
    """Learn every head from the examples that carry it; the same examples give the same weights.

    `feelings` say what words feel like, from -4 to 4, by the words' numbers. `made` is kept in the
    file, to tell what it was made from. With a `base` its weights are where learning begins; a head
    without examples keeps them.
    """
    used = [one for one in examples if not is_frozen(one)]
    sights = {one.id: seen(one, feelings) for one in used}
    learned = (sights[one.id] for one in used if place(one) != 2)
    space = Space(learned, base.numbers if base else ())
    heads = [_head(head, plans[head.name], used, sights, space, base, told) for head in HEADS]
    weights = packed(space, heads, feelings, made)
    return Taught(weights, [one for one in examples if is_frozen(one)])


def _head(
    head: Head,
    plan: Plan,
    used: Sequence[Example],
    sights: Mapping[str, Seen],
    space: Space,
    base: Weights | None,
    told: Told,
) -> Learned:
    mine = [one for one in used if head.name in one.labels]
    begin = unpacked(base, head, space) if base else None
    if base and begin and not mine:
        return Learned(begin, base.temperatures[head.name])
    rows = [*_rows(space, head, plan, [one for one in mine if place(one) != 2], sights)]
    size = (len(head.outcomes), space.size)
    weights = learn(
        rows,
        *size,
        plan.settings,
        begin=begin or prior.begin(rows, *size, trust=plan.trust, free=len(NAMES)),
        free=len(NAMES),
        told=lambda number: told(head.name, number, plan.settings.passes),
    )
    for outcome, by in () if base else plan.leaning:
        weights[head.outcomes.index(outcome)][-1] += by / space.evidence_pace
    kept = [one for one in mine if place(one) == 2]
    return Learned(
        weights,
        temperature(
            [scores(weights, space.row(sights[one.id])) for one in kept],
            [head.outcomes.index(one.labels[head.name]) for one in kept],
        ),
    )


def _rows(
    space: Space, head: Head, plan: Plan, mine: Sequence[Example], sights: Mapping[str, Seen]
) -> Iterator[Row]:
    often = Counter(one.labels[head.name] for one in mine)
    for words in (True, False):
        for one in mine:
            label = one.labels[head.name]
            even = (len(mine) / (len(often) * often[label])) ** plan.even_out
            weight = one.weight * even * (1.0 if words else _WORDLESS)
            row = space.row(sights[one.id], words=words, hears=plan.hears)
            yield row._replace(outcome=head.outcomes.index(label), weight=weight)
