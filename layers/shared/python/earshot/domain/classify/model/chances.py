"""From scores to probabilities."""

from collections.abc import Sequence
from math import exp


def shares(scored: Sequence[float], temperature: float = 1.0) -> list[float]:
    """The probability of each outcome: softmax, flatter at a higher temperature."""
    best = max(scored)
    raised = [exp((one - best) / temperature) for one in scored]
    whole = sum(raised)
    return [one / whole for one in raised]


def likeliest(scored: Sequence[float], temperature: float = 1.0) -> tuple[int, float]:
    """The place of the likeliest outcome and its probability, without those of the others."""
    best = max(scored)
    raised = [exp((one - best) / temperature) for one in scored]
    return raised.index(1.0), 1.0 / sum(raised)
