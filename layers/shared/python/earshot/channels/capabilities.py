"""What a channel can do and what it costs, as data: the desk offers nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from earshot.errors import Rejected

Listening = Literal["push", "poll", "search"]
Doing = Literal["reply", "private", "like", "hide", "delete"]
Idempotency = Literal["none", "key", "overwrites"]


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest text, and how the platform counts it; `unit` is what one counts."""

    most: int
    unit: str = "characters"
    count: Callable[[str], int] = len

    def check(self, text: str) -> None:
        """Raise Rejected (`too_long`) with the count and the limit."""
        counted = self.count(text)
        if counted > self.most:
            raise Rejected(f"{counted} {self.unit}; at most {self.most}", kind="too_long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """Of one connector. `public` and `private` are limits of a reply's text, all of them to hold;
    with `asks_limits` each server has its own, which is asked for before sending.

    `reply_window` is how long after a post it can be answered in public, `private_window` how long
    after the customer's last words in private; None: no end. `idempotent` says what a repetition of
    the same send does on the platform: it is used, and never relied on alone. `prices` are US
    dollars for each thing read or done; `units` of the platform's quota likewise. `pace` is how
    many sends the platform allows in how long. `threads` says that a long public reply may be
    several posts, each below the one before.
    """

    listens: frozenset[Listening]
    does: frozenset[Doing] = frozenset()
    public: tuple[Limit, ...] = ()
    private: tuple[Limit, ...] = ()
    asks_limits: bool = False
    reply_window: timedelta | None = None
    private_window: timedelta | None = None
    idempotent: Idempotency = "none"
    edits: bool = False
    deletions: bool = False
    prices: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    pace: tuple[int, timedelta] | None = None
    threads: bool = False

    @property
    def price_of_a_post(self) -> float:
        """What it costs to be shown one post again, in US dollars."""
        return self.prices.get("post_read", 0.0)

    @property
    def looks_again_every(self) -> timedelta:
        """How long between two looks at posts that we hold, where they can be looked at.

        A day where each is billed: within that X wants what is kept to follow it.
        """
        return timedelta(days=1) if self.price_of_a_post else timedelta(minutes=10)

    def limits(self, *, private: bool) -> tuple[Limit, ...]:
        """Those of a reply's text."""
        return self.private if private else self.public

    def check(self, text: str, *, private: bool) -> None:
        """Raise Rejected (`too_long`) where a limit is passed."""
        for limit in self.limits(private=private):
            limit.check(text)
