"""Where learning begins: what each part says by how often it stands with each outcome."""

from collections.abc import Sequence
from math import log

from earshot.domain.classify.training.learn import Row, Weights


def begin(rows: Sequence[Row], outcomes: int, size: int, *, trust: float, free: int = 0) -> Weights:
    """One weight per outcome and feature: the log of how much oftener they come together than by
    chance, with one imagined row spread over the outcomes, and as far as counts are believed.

    Wang and Manning (2012) weigh features by such counts, as naive Bayes makes them; to begin at
    them is our own use, measured in `docs/decisions.md`. The last `free` features start at nothing.
    """
    together = [[0.0] * size for _ in range(outcomes)]
    often = [0.0] * outcomes
    for row in rows:
        often[row.outcome] += row.weight
        counts = together[row.outcome]
        for feature in row.features:
            counts[feature] += row.weight
    rows_weigh = sum(often) or 1.0
    shares = [one / rows_weigh for one in often]
    seen = [sum(column) for column in zip(*together, strict=True)]
    bound = size - free
    return [
        [trust * _told(c, s, share) for c, s in zip(counts[:bound], seen, strict=False)]
        + [0.0] * free
        for counts, share in zip(together, shares, strict=True)
    ]


def _told(count: float, seen: float, share: float) -> float:
    if not (seen and share):
        return 0.0
    return log((count + share) / ((seen + 1.0) * share))
