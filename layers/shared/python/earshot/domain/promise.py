"""What is promised when a matter goes offline: a private message, and word of it in public, twice.

The three legs are one promise. It is begun when the first of them has been sent, and finished with
the public closure: whoever read the question can read how it ended.
"""

from typing import Literal, get_args

from pydantic import AwareDatetime

from earshot.domain.frozen import Frozen

LegName = Literal["private", "acknowledgement", "closure"]
LegState = Literal["due", "planned", "sent", "refused", "unknown"]
PromiseReason = Literal["customer_asked", "privacy", "complexity", "law"]
LEGS: tuple[LegName, ...] = get_args(LegName)


class Leg(Frozen):
    """One message of the promise; `reply_id` is its newest attempt in the reply ledger."""

    state: LegState = "due"
    reply_id: str | None = None


class Promise(Frozen):
    """`mention_id` is the public post that is acknowledged and closed.

    `due_at` is when the closure is missed, `close_within` after the first leg was sent (business
    seconds of the case's calendar). `waived` says why there will be no closure, `told_at` when it
    was told that it is missing.
    """

    reason: PromiseReason
    mention_id: str
    made_at: AwareDatetime
    close_within: int
    private: Leg = Leg()
    acknowledgement: Leg = Leg()
    closure: Leg = Leg()
    due_at: AwareDatetime | None = None
    told_at: AwareDatetime | None = None
    waived: str | None = None

    def leg(self, name: LegName) -> Leg:
        legs = {
            "private": self.private,
            "acknowledgement": self.acknowledgement,
            "closure": self.closure,
        }
        return legs[name]

    @property
    def is_begun(self) -> bool:
        """Whether the customer has been told anything of it."""
        told = (self.leg(name).state for name in LEGS)
        return any(state in ("planned", "sent", "unknown") for state in told)

    @property
    def is_open(self) -> bool:
        """Whether a public closure is owed that nobody has set about."""
        closed = self.closure.state in ("planned", "sent", "unknown")
        return self.is_begun and not closed and self.waived is None
