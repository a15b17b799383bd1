"""Which first answers would come late, for so many people who each take so long over a case.

A prediction under plain assumptions, the same for both playbooks: everybody of a team works
whenever the calendar of a case's promise is open, takes the most urgent case that waits (the order
of the team's queue), and is done with it after the handling time, when the first answer goes out.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from earshot.domain.calendar import ROUND_THE_CLOCK, Calendar
from earshot.domain.case import Case


class Work(NamedTuple):
    """One case as it comes into sight: since when it waits, and when its first answer is due."""

    ready: datetime
    priority: int
    due: datetime | None
    calendar: str


class Served(NamedTuple):
    """When a case's first answer went out."""

    work: Work
    answered: datetime

    @property
    def late(self) -> bool:
        return self.work.due is not None and self.answered > self.work.due

    @property
    def waited(self) -> timedelta:
        return self.answered - self.work.ready


def work_of(cases: Iterable[Case]) -> dict[str, list[Work]]:
    """The work that cases make for each team."""
    teams: dict[str, list[Work]] = {}
    for case in cases:
        first = case.clocks.get("first_response")
        other = next(iter(case.clocks.values()), None)
        promise = first or other
        work = Work(
            max(case.snoozed_until or case.opened_at, case.opened_at),
            case.priority,
            first.due_at if first else None,
            promise.calendar if promise else "",
        )
        teams.setdefault(case.team, []).append(work)
    return teams


def serve(
    work: Sequence[Work], people: int, handling: timedelta, calendars: Mapping[str, Calendar]
) -> list[Served]:
    """When each piece of one team's work is first answered, in the order in which that happens."""
    if not work:
        return []
    desk = _Desk(sorted(work), calendars)
    free = [desk.begins] * people
    served: list[Served] = []
    while desk.has_more:
        now = heapq.heappop(free)
        taken = desk.take(now)
        if isinstance(taken, datetime):
            heapq.heappush(free, taken)
            continue
        done = desk.calendar(taken).add(now, int(handling.total_seconds()))
        served.append(Served(taken, done))
        heapq.heappush(free, done)
    return sorted(served, key=lambda s: s.answered)


class _Desk:
    """What is to come and what waits, a queue for each calendar."""

    def __init__(self, coming: list[Work], calendars: Mapping[str, Calendar]) -> None:
        self._coming = coming
        self._next = 0
        self._calendars = calendars
        self._waiting: dict[str, list[tuple[int, float, int]]] = {}
        self.begins = coming[0].ready

    @property
    def has_more(self) -> bool:
        return self._next < len(self._coming) or any(self._waiting.values())

    def calendar(self, work: Work) -> Calendar:
        return self._calendars.get(work.calendar, ROUND_THE_CLOCK)

    def take(self, now: datetime) -> Work | datetime:
        """The most urgent piece that can be begun now, or when to look again."""
        self._admit(now)
        heads = [(queue[0], name) for name, queue in self._waiting.items() if queue]
        startable = [head for head in heads if self._of(head[1]).is_open(now)]
        if startable:
            _, name = min(startable)
            return self._coming[heapq.heappop(self._waiting[name])[2]]
        moments = [_opening(self._of(name), now) for _, name in heads]
        if self._next < len(self._coming):
            moments.append(self._coming[self._next].ready)
        return min(moments)

    def _of(self, name: str) -> Calendar:
        return self._calendars.get(name, ROUND_THE_CLOCK)

    def _admit(self, now: datetime) -> None:
        while self._next < len(self._coming) and self._coming[self._next].ready <= now:
            work = self._coming[self._next]
            due = work.due.timestamp() if work.due else float("inf")
            queue = self._waiting.setdefault(work.calendar, [])
            heapq.heappush(queue, (-work.priority, due, self._next))
            self._next += 1


def _opening(calendar: Calendar, after: datetime) -> datetime:
    """The next opening of a calendar that is closed: a second before its first second is over."""
    return calendar.add(after, 1) - timedelta(seconds=1)
