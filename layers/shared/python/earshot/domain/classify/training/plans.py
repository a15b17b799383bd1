"""How each head is learned, as chosen on real text, which no weights were made from."""

from typing import NamedTuple

from earshot.domain.classify.model.evidence import NAMES
from earshot.domain.classify.training.learn import Settings

_FEELINGS = ("good", "bad", "good words", "bad words", "praise", "profanity", "always")


class Plan(NamedTuple):
    """`hears` are the figures of evidence that count for a head.

    Rare outcomes weigh more by the power `even_out` of how rare they are. `leaning` is added to an
    outcome's score in the end. Learning begins at the counts of parts, believed as
    far as `trust`.
    """

    settings: Settings
    even_out: float = 0.5
    hears: frozenset[str] = frozenset(NAMES)
    leaning: tuple[tuple[str, float], ...] = ()
    trust: float = 0.3


PLANS = {
    # A team's time is spent on what is called actionable.
    "relevance": Plan(Settings(shrink=0.04), leaning=(("actionable", -0.35),)),
    # Subjects are told by single words, of which few should be forgotten.
    "topic": Plan(Settings(shrink=0.005, passes=20), even_out=0.35),
    "intent": Plan(Settings(shrink=0.05)),
    # Complaints differ from trade to trade, feelings hardly; who is glad or tells of something
    # counts as much as who is angry, of whom there are more.
    "sentiment": Plan(Settings(shrink=0.3), even_out=0.95, hears=frozenset(_FEELINGS)),
    # Advertising is too rare to be counted.
    "unwanted": Plan(Settings(shrink=0.05), even_out=0.6, trust=0.0),
}
"""For texts of many trades, to read those of others."""

AT_HOME = {
    head: plan._replace(
        settings=plan.settings._replace(shrink=min(0.15, plan.settings.shrink)),
        even_out=min(0.5, plan.even_out),
    )
    for head, plan in PLANS.items()
}
"""For texts of one trade, to read more of the same: what is particular to them is kept, and how
often a label occurs there."""
