"""Write down what has become true of a case's promises: warned of, broken, paged about."""

from datetime import datetime
from typing import Any

from earshot.domain.case import Case, Clock, ClockName, EventKind
from earshot.domain.clocks import Calendars, calendar_of, warning
from earshot.domain.digest import digest
from earshot.domain.dues import Due
from earshot.domain.journal import Journal
from earshot.domain.ladder import Ladder, paged, told_of

_STAMPS: dict[EventKind, str] = {"sla_warned": "warned_at", "sla_breached": "breached_at"}


def alert_id(case: Case, clock: Clock, kind: EventKind) -> str:
    """The same for the same promise of the same turn under the same playbook, for ever.

    Each page up the ladder has its own, and so has each warning after the first.
    """
    started = clock.started_at.timestamp()
    further: list[str] = []
    if kind == "case_escalated" and clock.page:
        further = [str(clock.page + 1)]
    elif kind == "sla_warned" and clock.warned_at:
        further = [f"{clock.warned_at.timestamp():.6f}"]
    return "a" + digest(case.id, clock.name, f"{started:.6f}", case.playbook, kind, *further)


class Teller:
    """Tells a journal, as of `now`; `ladder` says who is paged after a breach."""

    def __init__(
        self, journal: Journal, now: datetime, calendars: Calendars, ladder: Ladder = ()
    ) -> None:
        self._journal = journal
        self._now = now
        self._calendars = calendars
        self._ladder = ladder

    def tell(self, due: Due, name: ClockName) -> None:
        """Stamp the clock with the instant at which it became true, and write the event."""
        clock = self._journal.case.clocks[name]
        if due.kind == "case_escalated":
            agent, ladder = self._journal.case.agent, self._ladder
            after = paged(clock, due.at, self._now, ladder, self._calendars, agent=agent)
            self._write(due, clock, after, told_of(clock, ladder, agent))
        elif due.kind == "sla_warned" and self._is_quiet(clock):
            self._postpone(clock)
        else:
            self._write(due, clock, clock.model_copy(update={_STAMPS[due.kind]: due.at}), {})

    def _is_quiet(self, clock: Clock) -> bool:
        """Whether alerts are closed, as a timer that comes late may find them."""
        return warning(clock, self._now, None, self._calendars) != self._now

    def _postpone(self, clock: Clock) -> None:
        """Nobody is warned while alerts are closed, nor once they open if that is too late."""
        then = warning(clock, self._now, clock.due_at, self._calendars)
        self._journal.add(
            "warning_postponed",
            self._with(clock.model_copy(update={"warn_at": then})),
            data={"clock": clock.name, "cycle": clock.cycle, "warn_at": then},
        )

    def _write(self, due: Due, clock: Clock, after: Clock, more: dict[str, Any]) -> None:
        case, changes = self._journal.case, self._with(after)
        if due.kind == "case_escalated":
            changes["escalation"] = case.escalation + 1
        self._journal.add(
            due.kind,
            changes,
            data={
                "clock": clock.name,
                "cycle": clock.cycle,
                "started_at": clock.started_at,
                "due_at": clock.due_at,
                "target_seconds": clock.target,
                "late_seconds": max(int((self._now - due.at).total_seconds()), 0),
                "calendar": clock.calendar,
                "time_zone": calendar_of(clock, self._calendars).time_zone,
                **more,
            },
            alert_id=alert_id(case, clock, due.kind),
        )

    def _with(self, clock: Clock) -> dict[str, Any]:
        return {"clocks": {**self._journal.case.clocks, clock.name: clock}}
