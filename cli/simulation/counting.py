"""What a run asks of people and platforms: cases by team and hour, holds, approvals, fees."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cli import prices
from cli.simulation.playing import Judged, Run
from cli.simulation.staffing import Served, serve, work_of
from earshot.domain.judgement import Act
from earshot.domain.playbook import Playbook

Hours = dict[str, Counter[str]]
"""Cases by team and UTC hour, `2026-03-02T07`."""

_BY_ITSELF: frozenset[Act] = frozenset({"acknowledge", "auto_reply"})
# In public, the private message beside it, and the public closure.
_WRITES: dict[Act, int] = {"move_private": 3, "respond": 1, "escalate": 1, "acknowledge": 2}
_WRITES |= {"auto_reply": 1, "hold": 1}


class Staff(NamedTuple):
    """How many people a team has (`others` where it is not named), and how long a case takes."""

    people: dict[str, int]
    others: int
    handling: timedelta

    def of(self, team: str) -> int:
        return self.people.get(team, self.others)


class Lateness(NamedTuple):
    """First answers of one team as predicted: how many are owed, how many come late, the waits."""

    team: str
    people: int
    owed: int
    late: int
    median_s: int
    ninth_decile_s: int


class Fee(NamedTuple):
    """One line of what a platform charges."""

    what: str
    units: int
    dollars: float


def load(run: Run) -> Hours:
    """When which team gets how many cases into sight."""
    found: Hours = defaultdict(Counter)
    for team, works in work_of(run.cases).items():
        found[team] = Counter(_hour(work.ready) for work in works)
    return dict(found)


def _hour(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()[:13]


def busiest(hours: Counter[str]) -> tuple[str, int]:
    """The fullest hour and its cases; the first of several."""
    return min(hours.items(), key=lambda item: (-item[1], item[0]), default=("-", 0))


def lateness(run: Run, staff: Staff) -> list[Lateness]:
    """Predicted first answers by team, in the order of their names."""
    return [
        _lateness(team, serve(works, staff.of(team), staff.handling, run.playbook.calendars), staff)
        for team, works in sorted(work_of(run.cases).items())
    ]


def _lateness(team: str, served: list[Served], staff: Staff) -> Lateness:
    waits = sorted(int(s.waited.total_seconds()) for s in served)
    return Lateness(
        team,
        staff.of(team),
        sum(s.work.due is not None for s in served),
        sum(s.late for s in served),
        waits[len(waits) // 2],
        waits[len(waits) * 9 // 10],
    )


def holds(run: Run) -> int:
    """How many questions are left to peers for a while."""
    return sum(case.act == "hold" for case in run.cases)


def approvals(run: Run) -> int:
    """How many acts wait for a person's yes: moderation, and what a site on advice proposes.

    Praise that is handed to a team waits for nobody: it is a list to read.
    """
    return sum(_is_approved(judged, run.playbook) for judged in run.posts.values())


def _is_approved(judged: Judged, playbook: Playbook) -> bool:
    decision = judged.decision
    if decision is None:
        return False
    if decision.act == "moderate":
        return True
    return decision.mode == "advise" and playbook.clause(decision.clause).act in _BY_ITSELF


def fees(run: Run) -> list[Fee]:
    """What platforms would charge for reading these posts and for answering as decided."""
    sums: dict[str, tuple[int, float]] = {}
    for what, units, price in _charged(run):
        had, dollars = sums.get(what, (0, 0.0))
        sums[what] = had + units, dollars + units * price
    return [Fee(what, units, round(dollars, 4)) for what, (units, dollars) in sorted(sums.items())]


def _charged(run: Run) -> Iterator[tuple[str, int, float]]:
    for judged in run.posts.values():
        channel = judged.mention.channel
        if price := prices.PLATFORM_READ.get(channel):
            yield f"{channel}: posts read", 1, price
        if not judged.opened or judged.decision is None or channel not in prices.PLATFORM_WRITE:
            continue
        writes = _WRITES.get(judged.decision.act, 0)
        template = run.playbook.templates.get(judged.decision.template or "")
        if template and "://" in template.text:
            yield f"{channel}: answers with a link", 1, prices.PLATFORM_WRITE_WITH_LINK[channel]
            writes -= 1
        if writes > 0:
            yield f"{channel}: answers", writes, prices.PLATFORM_WRITE[channel]
