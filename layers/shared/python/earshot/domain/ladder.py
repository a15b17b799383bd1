"""The escalation ladder: who is paged after a broken promise, one after the other.

Delays are business time of the promise's own calendar. The next page is one of the case's instants,
so it is part of its one pending timer; an answer, a resolution or an acknowledgement ends it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from earshot.domain.case import Case, CaseEvent, Clock
from earshot.domain.clocks import Calendars, calendar_of
from earshot.domain.journal import Journal


class Page(NamedTuple):
    """One page: which rung of the ladder (from 1), who stands there, how long after the one before.

    The delay of the first page is a term of the promise itself. `holder`: it is for who holds the
    case.
    """

    rung: int
    contact: str
    after: int
    holder: bool = False


Ladder = tuple[Page, ...]


class Step(Protocol):
    """A rung as the playbook has it."""

    @property
    def contact(self) -> str: ...
    @property
    def after(self) -> int | None: ...
    @property
    def repeat(self) -> int: ...
    @property
    def holder(self) -> bool: ...


def ladder_of(rungs: Iterable[Step]) -> Ladder:
    """Every page in order; a rung without a delay is the first one, or ends the ladder."""
    pages: list[Page] = []
    for number, rung in enumerate(rungs, 1):
        if rung.after is None and number > 1:
            break
        page = Page(number, rung.contact, rung.after or 0, rung.holder)
        pages += [page] * (1 + (rung.repeat if rung.after else 0))
    return tuple(pages)


def next_page(clock: Clock, ladder: Ladder, agent: str | None) -> int:
    """Which page is made next, from 0, of a case that this agent holds.

    Of one that nobody holds it is not the holder's: who stands above is paged in their place, where
    anybody does.
    """
    standing = range(clock.page, len(ladder))
    return next((n for n in standing if agent or not ladder[n].holder), clock.page)


def paged(
    clock: Clock,
    due: datetime,
    now: datetime,
    ladder: Ladder,
    calendars: Calendars,
    *,
    agent: str | None = None,
) -> Clock:
    """The clock after a page that was due then and is made now, of a case that this agent holds.

    The next one comes its whole delay after this one was made, however late that was: who is paged
    has the time to act before somebody else is.
    """
    made = next_page(clock, ladder, agent) + 1
    following = ladder[made] if made < len(ladder) else None
    changes: dict[str, Any] = {
        "page": made,
        "page_after": None,
        "escalate_at": None,
        "escalated_at": clock.escalated_at or due,
    }
    if following:
        calendar = calendar_of(clock, calendars)
        spent = clock.spent + calendar.between(clock.running_since or now, now)
        changes["page_after"] = spent - clock.target + following.after
        changes["escalate_at"] = calendar.add(now, following.after)
    return clock.model_copy(update=changes)


def told_of(clock: Clock, ladder: Ladder, agent: str | None) -> dict[str, Any]:
    """What the event of a page tells: its number, and the rung where the ladder has one.

    Of a page for the holder also who that is.
    """
    number = next_page(clock, ladder, agent)
    page = ladder[number] if number < len(ladder) else None
    rung = {"rung": page.rung, "contact": page.contact} if page else {}
    holder = {"agent": agent} if page and page.holder and agent else {}
    return {"page": number + 1, **rung, **holder}


def acknowledge(case: Case, alert: CaseEvent, *, by: str, now: datetime) -> list[CaseEvent]:
    """Somebody has seen an alert: nobody else is paged about this turn of the promise.

    To have seen a warning stops nothing, since nothing is broken yet. An alert whose turn is over
    is only noted as seen.
    """
    journal = Journal(case, actor=by, now=now)
    journal.add(
        "alert_acknowledged",
        _quiet(case, alert, now),
        data={key: alert.data.get(key) for key in ("clock", "cycle")}
        | {"alert_id": alert.alert_id, "kind": alert.kind},
    )
    return journal.events


def _quiet(case: Case, alert: CaseEvent, now: datetime) -> dict[str, Any]:
    name = alert.data.get("clock")
    for key, clock in case.clocks.items():
        over = clock.stopped_at or clock.acknowledged_at or clock.cycle != alert.data.get("cycle")
        if key == name and not over and alert.kind != "sla_warned":
            seen = clock.model_copy(update={"acknowledged_at": now, "escalate_at": None})
            return {"clocks": {**case.clocks, key: seen}}
    return {}
