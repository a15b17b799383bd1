"""What becomes true of a case by the passing of time alone, beside its clocks."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from earshot.domain.case import Case, ClockName, EventKind
from earshot.domain.clocks import Calendars
from earshot.domain.digest import digest
from earshot.domain.journal import Journal
from earshot.domain.lifecycle import ended, moved
from earshot.domain.offline import missing

TOLD: tuple[EventKind, ...] = ("case_ownerless", "promise_unfinished")
"""Supervisors are alerted to these."""


class Due(NamedTuple):
    """Something that becomes true of a case at an instant."""

    at: datetime
    kind: EventKind
    clock: ClockName | None = None


def dues(case: Case) -> Iterator[Due]:
    """What will become true of it if nobody does anything, in no order."""
    if case.state == "snoozed" and case.snoozed_until:
        answered = case.hold is not None and case.hold.answer is not None
        yield Due(case.snoozed_until, "case_resolved" if answered else "case_woken")
    owed = case.promise if case.promise and case.promise.is_open else None
    if owed and owed.due_at and owed.told_at is None and case.state != "resolved":
        yield Due(owed.due_at, "promise_unfinished")
    if case.state == "pending" and case.closes_at and owed is None:
        yield Due(case.closes_at, "case_resolved")
    if case.state == "open" and case.expires_at:
        yield Due(case.expires_at, "case_expired")
    if case.state == "open" and case.agent is None and case.ownerless_at:
        yield Due(case.ownerless_at, "case_ownerless")


def come_true(journal: Journal, due: Due, now: datetime, calendars: Calendars) -> None:
    """Write down what has become true, as of the instant at which it did, however late it is."""
    late_seconds = max(int((now - due.at).total_seconds()), 0)
    changes, data = _WAYS[due.kind](journal.case, due.at, calendars)
    told = _alert_id(journal.case, due) if due.kind in TOLD else None
    journal.add(due.kind, changes, data={**data, "late_seconds": late_seconds}, alert_id=told)


def _alert_id(case: Case, due: Due) -> str:
    """The same however often it is computed, and another one for another time."""
    return "a" + digest(case.id, due.at.isoformat(), case.playbook, due.kind)


Follows = tuple[dict[str, Any], dict[str, Any]]
"""What the event changes, and what it tells."""
Way = Callable[[Case, datetime, Calendars], Follows]


def _woken(case: Case, at: datetime, calendars: Calendars) -> Follows:
    return moved(case, "wake", at, calendars), {}


def _expired(case: Case, at: datetime, calendars: Calendars) -> Follows:
    changes = ended(case, "expire", "expired", at, calendars)
    return changes, {"resolution": "expired", "reason": "nobody_took_it_up", "tier": case.tier}


def _closed(case: Case, at: datetime, calendars: Calendars) -> Follows:
    if case.state == "snoozed":
        changes = ended(case, "resolve", "peer_answered", at, calendars)
        return changes, {"resolution": "peer_answered", "reason": "hold_over"}
    changes = ended(case, "resolve", "auto_closed", at, calendars)
    return changes, {"resolution": "auto_closed", "reason": "customer_silent"}


def _ownerless(case: Case, at: datetime, calendars: Calendars) -> Follows:
    """Told once for each time that it is nobody's."""
    return {"ownerless_at": None}, {"due_at": at}


_WAYS: dict[EventKind, Way] = {
    "case_woken": _woken,
    "case_expired": _expired,
    "case_resolved": _closed,
    "case_ownerless": _ownerless,
    "promise_unfinished": missing,
}
