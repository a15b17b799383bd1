"""How fast an account sends: a bucket of turns, and the platform's own "not before"."""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field

from earshot.domain.duration import Duration
from earshot.domain.frozen import Frozen


class Pace(Frozen):
    """So many sends within so many seconds: at once, if nothing was sent for so long."""

    model_config = ConfigDict(extra="forbid")

    sends: Annotated[int, Field(ge=1, le=100_000)]
    within: Annotated[Duration, Field(ge=1)]

    @classmethod
    def of(cls, limit: tuple[int, timedelta] | None) -> "Pace | None":
        """What a platform allows, as its connector states it."""
        return cls(sends=limit[0], within=int(limit[1].total_seconds())) if limit else None


class Gate(Frozen):
    """What sends of one account wait for.

    `full_at` is when all turns are there again, one by one; `not_before` what the platform last
    asked for. `revision` counts the writes and guards each of them.
    """

    channel: str
    account: str
    revision: int = 0
    full_at: AwareDatetime | None = None
    not_before: AwareDatetime | None = None

    def opens(self, now: datetime) -> datetime:
        """Before when the platform wants nothing from us."""
        return max(now, self.not_before or now)

    def take(self, pace: Pace, now: datetime) -> tuple[datetime, "Gate"]:
        """The next free turn, which is taken with it, however far ahead it lies."""
        each = timedelta(seconds=pace.within) / pace.sends
        burst = timedelta(seconds=pace.within) - each
        full_at = max(self.full_at or now, now)
        at = max(self.opens(now), full_at - burst)
        return at, self._next(full_at=max(full_at, at) + each)

    def closed(self, until: datetime) -> "Gate | None":
        """As the platform asked for a pause; None where it lasts as long already."""
        if self.not_before and self.not_before >= until:
            return None
        return self._next(not_before=until)

    def _next(self, **changes: datetime) -> "Gate":
        return self.model_copy(update={"revision": self.revision + 1, **changes})
