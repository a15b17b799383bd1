"""Which parts of the texts are learned, and the place of each."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import sqrt

from earshot.domain.classify.model.evidence import NAMES
from earshot.domain.classify.training.examples import Seen
from earshot.domain.classify.training.learn import Row

MOST_PARTS = 1 << 16
_LEAST_SEEN = 2
_MARK = 0.4


class Space:
    """Parts that are known or seen often enough, by their numbers, and then the evidence."""

    evidence_pace = 2.0

    def __init__(self, sights: Iterable[Seen], known: Sequence[int] = ()) -> None:
        often: Counter[int] = Counter()
        self.paces = dict.fromkeys(known, 1.0)
        for one in sights:
            often.update({*one.parts, *one.marks})
            self.paces.update(zip(one.parts, one.paces, strict=True))
            self.paces.update((mark, _MARK) for mark in one.marks)
        kept = [part for part, times in often.items() if times >= _LEAST_SEEN]
        kept.sort(key=lambda part: (-often[part], part))
        self.parts = sorted({*known, *kept[:MOST_PARTS]})
        self.place = {part: place for place, part in enumerate(self.parts)}
        self.size = len(self.parts) + len(NAMES)

    def row(self, one: Seen, *, words: bool = True, hears: Collection[str] = NAMES) -> Row:
        """An example as it is learned, with its words or by the evidence alone."""
        values = self._words(one) if words else {}
        for place, (name, value) in enumerate(
            zip(NAMES, one.evidence, strict=True), len(self.parts)
        ):
            if value and name in hears:
                values[place] = value * self.evidence_pace
        return Row([*values], [*values.values()], 0)

    def _words(self, one: Seen) -> dict[int, float]:
        values: dict[int, float] = {}
        share = 1 / sqrt(len(one.parts)) if one.parts else 0.0
        for part, pace in zip(one.parts, one.paces, strict=True):
            if (place := self.place.get(part)) is not None:
                values[place] = values.get(place, 0.0) + pace * share
        for mark in one.marks:
            if (place := self.place.get(mark)) is not None:
                values[place] = _MARK
        return values
