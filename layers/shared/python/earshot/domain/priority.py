"""A case's priority: named points that sum to a number from 0 to 100."""

from collections.abc import Sequence

from earshot.domain.judgement import Factor

LOWEST, HIGHEST = 0, 100


def total(factors: Sequence[Factor]) -> tuple[int, tuple[Factor, ...]]:
    """Add up, naming what was cut off at either end `cap`, so that the parts still sum."""
    raw = 0
    for _, points in factors:
        raw += points
    if LOWEST <= raw <= HIGHEST:
        return raw, tuple(factors)
    kept = HIGHEST if raw > HIGHEST else LOWEST
    return kept, (*factors, Factor("cap", kept - raw))
