"""The turns of a case's promises as its events tell them: when each ran, rested, and ended.

A clock shows its newest turn only; the events show them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from earshot.domain.case import CaseEvent, Clock, ClockName

Rest = Literal["waiting_for_customer", "snoozed", "resolved", "answered", "before_start"]
RESTS: dict[str, Rest] = {"pending": "waiting_for_customer", "snoozed": "snoozed"}


class Stretch(NamedTuple):
    """A part of a turn. `rest` is None while the clock ran, and else why it did not.

    `end` is None where it lasts. `counted` are the business seconds on record, by the calendar of
    this name and version; None where the events do not say.
    """

    start: datetime
    end: datetime | None
    rest: Rest | None
    calendar: str
    version: str | None = None
    counted: int | None = None


@dataclass(slots=True)
class Turn:
    """One turn of one promise: its clock as last seen, and its stretches in order.

    `sla_policy` and `playbook` are those that were in force for the case when it began.
    """

    clock: Clock
    sla_policy: str | None
    playbook: str
    stretches: list[Stretch] = field(default_factory=list)

    def goes_on(self, clock: Clock, state: str) -> None:
        """The clock as it is after a further event that left the case in this state.

        A turn that is over stays as it was: its clock may have got other terms for the next one.
        """
        if self.clock.stopped_at:
            return
        last = _present(self.clock, state)
        if self.stretches and self.stretches[-1].end is None:
            last = self.stretches.pop()
        if last and (last.start, last.rest is None) != _place(clock):
            self._close(last, clock)
            last = _present(clock, state)
        if last:
            self.stretches.append(last._replace(version=clock.calendar_version))
        self.clock = clock

    def _close(self, last: Stretch, clock: Clock) -> None:
        end = clock.paused_at or clock.stopped_at or clock.running_since
        while end and end <= last.start and self._rested():
            last = self.stretches.pop()  # heard of late, it ended before the reason changed
        if end is None or end <= last.start:
            return
        counted = clock.spent - self.clock.spent if last.rest is None else None
        version = last.version if clock.running_since else clock.calendar_version
        self.stretches.append(last._replace(end=end, counted=counted, version=version))

    def _rested(self) -> bool:
        return bool(self.stretches) and self.stretches[-1].rest in RESTS.values()

    def rests(self, state: str, at: datetime) -> None:
        """A clock that stands still goes on to do so for another reason."""
        if self.stretches and (last := self.stretches[-1]).end is None and last.rest:
            why = RESTS.get(state, last.rest)
            if why != last.rest and at > last.start:
                self.stretches[-1:] = [last._replace(end=at), last._replace(start=at, rest=why)]

    def ends(self, at: datetime) -> None:
        """It was over at this instant, and the events do not show its clock after that."""
        if self.stretches and (last := self.stretches[-1]).end is None:
            self.stretches[-1] = last._replace(end=max(at, last.start))
        self.clock = self.clock.model_copy(update={"running_since": None, "stopped_at": at})


def _present(clock: Clock, state: str) -> Stretch | None:
    """What a clock is doing; None once it has stopped."""
    if clock.running_since:
        return Stretch(clock.running_since, None, None, clock.calendar, clock.calendar_version)
    if clock.paused_at:
        rest = RESTS.get(state, "waiting_for_customer")
        return Stretch(clock.paused_at, None, rest, clock.calendar)
    return None


def _fresh(clock: Clock) -> Clock:
    """The clock as it was set going."""
    began = {"running_since": clock.started_at, "paused_at": None, "stopped_at": None, "spent": 0}
    return clock.model_copy(update=began)


def _place(clock: Clock) -> tuple[datetime | None, bool]:
    return clock.running_since or clock.paused_at, clock.running_since is not None


class _Reader:
    """Follows through the events what promises depend on."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self._newest: dict[ClockName, Turn] = {}
        self._between: dict[ClockName, Rest] = {}
        self._state = "open"
        self._policy: str | None = None
        self._playbook = ""

    def read(self, event: CaseEvent) -> None:
        changes = event.changes
        self._policy = changes.get("sla_policy", self._policy)
        self._playbook = changes.get("playbook", self._playbook)
        self._state = changes.get("state", self._state)
        if "clocks" in changes:
            for name in self._newest.keys() - changes["clocks"].keys():
                self._newest.pop(name).ends(event.at)  # no longer promised
        for fields in changes.get("clocks", {}).values():
            self._follow(Clock.model_validate(fields), event.data.get("sent_at"))
        if "state" in changes:
            for turn in self._newest.values():
                turn.rests(self._state, event.at)

    def _follow(self, clock: Clock, answered_at: str | None) -> None:
        turn = self._newest.get(clock.name)
        if turn is None or turn.clock.cycle != clock.cycle:
            turn = self._next(clock, turn, answered_at)
        ran = turn.clock.stopped_at is None
        turn.goes_on(clock, self._state)
        if ran and clock.stopped_at and clock.cycle:
            over = self._state == "resolved" or clock.name == "resolution"
            self._between[clock.name] = "resolved" if over else "answered"

    def _next(self, clock: Clock, before: Turn | None, answered_at: str | None) -> Turn:
        turn = Turn(clock, self._policy, self._playbook)
        if before:
            if before.clock.stopped_at is None:
                # One event told of the answer and of newer words of the customer.
                before.ends(datetime.fromisoformat(answered_at or clock.started_at.isoformat()))
            if (idle := before.clock.stopped_at) and idle < clock.started_at:
                why = self._between.get(
                    clock.name, "answered" if before.clock.cycle else "before_start"
                )
                turn.stretches.append(Stretch(idle, clock.started_at, why, clock.calendar))
        self._newest[clock.name] = turn
        if clock.cycle:
            self.turns.append(turn)
            # The event that began it may have paused it too.
            turn.goes_on(_fresh(clock), self._state)
        return turn


def turns(events: Iterable[CaseEvent]) -> list[Turn]:
    """Every turn that has begun, in the order in which they began."""
    reader = _Reader()
    for event in events:
        reader.read(event)
    return reader.turns
