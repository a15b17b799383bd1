"""How far scores are to be believed."""

from collections.abc import Sequence
from math import log

from earshot.domain.classify.model.chances import shares

_TRIED = tuple(step / 20 for step in range(4, 80))
_LEAST = 1e-9


def temperature(scored: Sequence[Sequence[float]], outcomes: Sequence[int]) -> float:
    """The temperature at which these outcomes were least surprising; 1 without any."""

    def surprise(tried: float) -> float:
        return -sum(
            log(max(_LEAST, shares(one, tried)[outcome]))
            for one, outcome in zip(scored, outcomes, strict=True)
        )

    return min((surprise(tried), tried) for tried in _TRIED)[1] if scored else 1.0
