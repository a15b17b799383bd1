"""All heads from labelled texts: what is learned from, what is held back, and the weights."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from earshot.domain.classify.model.evidence import NAMES
from earshot.domain.classify.model.heads import HEAD, HEADS, Head
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training import learn, prior
from earshot.domain.classify.training.calibrate import temperature
from earshot.domain.classify.training.examples import Example, Seen, seen
from earshot.domain.classify.training.learn import Row, scores
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
    only: Collection[str] = frozenset(HEAD),
    plans: Mapping[str, Plan] = PLANS,
    told: Told = lambda head, done, of: None,
) -> Taught:
    """Learn every head from the examples that carry it; the same examples give the same weights.

    `feelings` say what words feel like, from -4 to 4, by the words' numbers. `made` is kept in the
    file, to tell what it was made from. With a `base` its weights are where learning begins; a head
    without examples, or that is not among `only`, keeps them.
    """
    used = [one for one in examples if not is_frozen(one)]
    sights = {one.id: seen(one, feelings) for one in used}
    learned = (sights[one.id] for one in used if place(one) != 2)
    space = Space(learned, base.numbers if base else ())
    lesson = _Lesson(used, sights, space, base, only, told)
    heads = [lesson.head(head, plans[head.name]) for head in HEADS]
    weights = packed(space, heads, feelings, made)
    return Taught(weights, [one for one in examples if is_frozen(one)])


class _Lesson(NamedTuple):
    """What all heads are learned from."""

    used: Sequence[Example]
    sights: Mapping[str, Seen]
    space: Space
    base: Weights | None
    only: Collection[str]
    told: Told

    def head(self, head: Head, plan: Plan) -> Learned:
        """One head, learned and calibrated; or as it was, where nothing teaches it."""
        mine = [one for one in self.used if head.name in one.labels]
        begin = unpacked(self.base, head, self.space) if self.base else None
        if self.base and begin and not (mine and head.name in self.only):
            return Learned(begin, self.base.temperatures[head.name])
        weights = self._learned(head, plan, [one for one in mine if place(one) != 2], begin)
        kept = [one for one in mine if place(one) == 2]
        return Learned(
            weights,
            temperature(
                [scores(weights, self.space.row(self.sights[one.id])) for one in kept],
                [head.outcomes.index(one.labels[head.name]) for one in kept],
            ),
        )

    def _learned(
        self, head: Head, plan: Plan, mine: Sequence[Example], begin: learn.Weights | None
    ) -> learn.Weights:
        rows = [*_rows(self.space, head, plan, mine, self.sights)]
        size, free = (len(head.outcomes), self.space.size), len(NAMES)
        if begin:
            self._lean(begin, head, plan, -1.0)
        weights = learn.learn(
            rows,
            *size,
            plan.settings,
            begin=begin or prior.begin(rows, *size, trust=plan.trust, free=free),
            free=free,
            told=lambda number: self.told(head.name, number, plan.settings.passes),
        )
        self._lean(weights, head, plan, 1.0)
        return weights

    def _lean(self, weights: learn.Weights, head: Head, plan: Plan, by: float) -> None:
        """The plan's leaning, added after learning, or taken away before it goes on."""
        for outcome, much in plan.leaning:
            weights[head.outcomes.index(outcome)][-1] += by * much / self.space.evidence_pace


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
