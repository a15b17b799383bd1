"""People who work on cases: who they are, whether they are there, how much they hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import AwareDatetime, Field

from earshot.domain.case import Case
from earshot.domain.frozen import Frozen

if TYPE_CHECKING:
    from earshot.domain.calendar import Calendar

Presence = Literal["available", "away"]
Absence = Literal["disabled", "away", "off_shift"]


class AgentRecord(Frozen):
    """One line of the roster. `name` is what cases are held by.

    No `brands` means every brand. Without a `capacity` the playbook's counts. `shifts` names a
    calendar of the playbook; without one every hour is theirs. An absence ends at `until`, where
    there is one. `load` is the sum of the weights of the unresolved cases they hold; it moves with
    the cases, in the same write, while `revision` counts writes of all the rest. `assigned_at` is
    when they last got a case, `moved_at` when `load` last changed.
    """

    name: str
    display_name: str | None = None
    teams: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    capacity: Annotated[int, Field(ge=0)] | None = None
    shifts: str | None = None
    enabled: bool = True
    trainee: bool = False
    state: Presence = "available"
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    revision: int = 0
    load: int = 0
    assigned_at: AwareDatetime | None = None
    moved_at: AwareDatetime | None = None

    def says(self, other: "AgentRecord") -> bool:
        """Whether both say the same of everything but the load."""
        moving = {"load": 0, "assigned_at": None, "moved_at": None}
        return self.model_copy(update=moving) == other.model_copy(update=moving)

    def serves(self, team: str, brand: str) -> bool:
        """Whether they work on this team's cases of this brand."""
        return team in self.teams and (not self.brands or brand in self.brands)

    def absence(self, now: datetime, calendars: "Mapping[str, Calendar]") -> Absence | None:
        """Why nothing should be given to them now; None when they are on duty.

        Shifts that are no longer in the playbook count round the clock.
        """
        if not self.enabled:
            return "disabled"
        if self.state == "away" and (self.until is None or now < self.until):
            return "away"
        shifts = calendars.get(self.shifts) if self.shifts else None
        return None if shifts is None or shifts.is_open(now) else "off_shift"


class LoadMove(NamedTuple):
    """What a write adds to an agent's load; `limit` is the most it may be then, None for any."""

    agent: str
    by: int
    at: datetime
    limit: int | None = None


def load_moves(
    before: Case | None, after: Case, *, at: datetime, limit: int | None = None
) -> tuple[LoadMove, ...]:
    """How loads follow when a case becomes another; `limit` is that of whose load grows.

    A case counts as its `weight` for its holder until it is resolved.
    """
    was, now = _counted(before), _counted(after)
    changed = {name: now.get(name, 0) - was.get(name, 0) for name in was | now}
    return tuple(
        LoadMove(name, by, at, limit if by > 0 else None) for name, by in changed.items() if by
    )


def _counted(case: Case | None) -> dict[str, int]:
    if case is None or case.agent is None or case.state == "resolved":
        return {}
    return {case.agent: case.weight}
