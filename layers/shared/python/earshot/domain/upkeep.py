"""What we know of the platform's side of an account's webhook, and what a look makes of it."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime

from earshot.domain.frozen import Frozen
from earshot.domain.standing import Health

A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)
SHORTLY = timedelta(minutes=10)
AFTERWARDS = timedelta(minutes=2)
"""A webhook that was just found well may have been so for a moment only."""
REMEMBERED = 5
TURN = timedelta(minutes=15)
"""How often an account has a turn that is only pushed to."""
AWAY = timedelta(minutes=30)

Did = Literal["mended", "ordered_again", "gone_for_good"]


class Gap(Frozen):
    """A time in which the webhook was not well. What was pushed in it is asked for at `ask_at`."""

    since: AwareDatetime
    until: AwareDatetime
    ask_at: AwareDatetime


class Act(Frozen):
    """What was done, when; `what` names what had been lacking, the rest the time that it is of."""

    at: AwareDatetime
    did: Did
    what: str | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class Upkeep(Frozen):
    """Of one webhook: `lacks` is what it was last found to lack, `well_at` when that was nothing.

    `mended_at` is when the platform was told to do better, as long as that is not known to have
    helped. `look_at` is when to look again; None: now. `gaps` wait to be pushed again. `acts` are
    the last few, the newest last.
    """

    looked_at: AwareDatetime | None = None
    look_at: AwareDatetime | None = None
    well_at: AwareDatetime | None = None
    health: Health = "ok"
    health_since: AwareDatetime | None = None
    detail: str | None = None
    lacks: str | None = None
    mended_at: AwareDatetime | None = None
    gaps: tuple[Gap, ...] = ()
    acts: tuple[Act, ...] = ()

    def wants_a_look(self, now: datetime) -> bool:
        return self.look_at is None or self.look_at <= now

    def is_due(self, now: datetime) -> bool:
        """Whether there is anything to do."""
        return self.wants_a_look(now) or any(gap.ask_at <= now for gap in self.gaps)

    def was_left_alone(self, turn: timedelta, not_before: datetime | None, now: datetime) -> bool:
        """Whether nobody looked when it was time to: who has no turns may have no door either."""
        if self.look_at is None:
            return False
        planned = max(self.look_at, not_before or self.look_at)
        return now > planned + 2 * turn + AWAY

    def missed(self, now: datetime, *, away: bool) -> tuple[datetime, datetime] | None:
        """The time in which we may have been told nothing, once it is well; None: it was well.

        Since it was last seen well, at most a day: no platform keeps what it pushed for longer.
        `away` says that it was us who were not there.
        """
        if self.lacks is None and not away:
            return None
        return max(self.well_at or now - A_DAY, now - A_DAY), now + AFTERWARDS

    def well(self, now: datetime, every: timedelta) -> "Upkeep":
        """It lacks nothing."""
        seen = {"looked_at": now, "look_at": now + every, "well_at": now}
        cured = {"lacks": None, "mended_at": None}
        return self._turned("ok", None, now).model_copy(update=seen | cured)

    def lacking(self, what: str, now: datetime, every: timedelta) -> "Upkeep":
        """It lacks something."""
        seen = {"looked_at": now, "look_at": now + min(every, AN_HOUR), "lacks": what}
        return self._turned("degraded", what, now).model_copy(update=seen)

    def mended(self, now: datetime) -> "Upkeep":
        """It was told to do better: look at once whether that helps, but only once."""
        look_at = self.look_at if self.mended_at else now
        return self.model_copy(update={"look_at": look_at, "mended_at": now})

    def refused(self, health: Health, detail: str, now: datetime, every: timedelta) -> "Upkeep":
        """The platform does not let us look, or mend."""
        turned = self._turned(health, detail, now)
        return turned.model_copy(update={"looked_at": now, "look_at": now + min(every, AN_HOUR)})

    def later(self, at: datetime) -> "Upkeep":
        """Nothing was learned: look again then."""
        return self.model_copy(update={"look_at": at})

    def remembering(self, act: Act) -> "Upkeep":
        return self.model_copy(update={"acts": (*self.acts, act)[-REMEMBERED:]})

    def with_gaps(self, *gaps: Gap) -> "Upkeep":
        return self.model_copy(update={"gaps": gaps})

    def _turned(self, health: Health, detail: str | None, now: datetime) -> "Upkeep":
        since = self.health_since if health == self.health else now
        changed = {"health": health, "health_since": since, "detail": detail}
        return self.model_copy(update=changed)
