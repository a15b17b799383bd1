"""How far scores are to be believed."""

from collections.abc import Sequence
from math import log

from earshot.domain.classify.model.chances import shares

_TRIED = tuple(step / 20 for step in range(4, 80))
_LEAST = 1e-9
_ELSEWHERE = 1.35


def temperature(scored: Sequence[Sequence[float]], outcomes: Sequence[int]) -> float:
    """The temperature at which these outcomes were least surprising, and a third more.

    What is read later is less like what was learned from than these are. 1 without any.
    """

    def surprise(tried: float) -> float:
        return -sum(
            log(max(_LEAST, shares(one, tried)[outcome]))
            for one, outcome in zip(scored, outcomes, strict=True)
        )

    return (
        round(min((surprise(tried), tried) for tried in _TRIED)[1] * _ELSEWHERE, 3)
        if scored
        else 1.0
    )
