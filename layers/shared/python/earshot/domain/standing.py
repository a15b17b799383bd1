"""How the connection to an account is, each direction for itself."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, Field

from earshot.domain.frozen import Frozen
from earshot.domain.spending import Spending

Health = Literal["ok", "degraded", "reauth", "forbidden", "silent", "over_budget"]
Direction = Literal["listen", "answer"]
WARNED_BEFORE = timedelta(days=3)
"""How long before a token ends that only a person can make anew, we tell of it."""


class Standing(NamedTuple):
    """The health of one direction and since when; `detail` says more, in our own words.

    `expires_at` is when its token ends, as soon as that is near.
    """

    health: Health = "ok"
    since: datetime | None = None
    detail: str | None = None
    expires_at: datetime | None = None


def is_near(expires_at: datetime | None, now: datetime) -> bool:
    """Whether a token ends so soon that somebody should be told."""
    return expires_at is not None and expires_at - now <= WARNED_BEFORE


def has_ended(expires_at: datetime | None, now: datetime) -> bool:
    """Whether a token that only a person can make anew is no good any more."""
    return expires_at is not None and expires_at <= now


class AnsweringRecord(Frozen):
    """How answering from an account goes, by its last real calls, and what it has cost.

    `revision` guards each write. `expiring` is the end of its token once that is near.
    """

    channel: str
    account: str
    revision: int = 0
    health: Health = "ok"
    health_since: AwareDatetime | None = None
    detail: str | None = None
    expiring: AwareDatetime | None = None
    spending: Spending = Field(default_factory=Spending)

    @property
    def standing(self) -> Standing:
        return Standing(self.health, self.health_since, self.detail, self.expiring)

    def turned(self, health: Health, detail: str | None, now: datetime) -> "AnsweringRecord":
        """The same in this health; since now, if it was another."""
        if (health, detail) == (self.health, self.detail):
            return self
        since = self.health_since if health == self.health else now
        changed = {"health": health, "health_since": since, "detail": detail}
        return self.model_copy(update=changed)
