"""Put a case under another policy while it waits, as when its new team promises otherwise.

What was spent stays spent, and a promise that is broken stays as it is. A clock that stands still
takes the new terms for its next turn; one that the new policy does not promise is dropped.
"""

from datetime import datetime
from typing import Any

from earshot.domain import clocks
from earshot.domain.case import Case, CaseEvent, Clock, ClockName
from earshot.domain.clocks import Calendars, Clocks
from earshot.domain.hold import nearer
from earshot.domain.journal import Journal
from earshot.domain.sla import SlaPolicy, promised, settle

TERMS = ("calendar", "target", "lead", "escalate_after", "alert_calendar", "pauses")


def repromise(
    case: Case,
    name: str,
    policy: SlaPolicy,
    *,
    playbook: str,
    by: str,
    now: datetime,
    calendars: Calendars,
    since: datetime | None = None,
) -> list[CaseEvent]:
    """The events by which the policy of this name counts from now on; none if it does already.

    What the case was not promised before counts from `since`, where that is given.
    """
    if (case.sla_policy, case.playbook) == (name, playbook):
        return []
    journal = Journal(case, actor=by, now=now)
    settle(journal, now, calendars)
    case = journal.case
    made = _clocks(case, policy, now, since or now, calendars)
    changes = {"sla_policy": name, "playbook": playbook, "clocks": made}
    told = {"due_before": _dues(case.clocks), "due_at": _dues(made)}
    journal.add(
        "sla_policy_changed",
        changes | nearer(case, made.values(), calendars, now),
        data={"from": case.sla_policy, "to": name, **told},
    )
    return journal.events


def _dues(of: Clocks) -> dict[ClockName, datetime | None]:
    return {name: clock.due_at for name, clock in of.items() if clock.running_since}


def _clocks(
    case: Case, policy: SlaPolicy, now: datetime, since: datetime, calendars: Calendars
) -> Clocks:
    made: Clocks = {}
    for name, target in policy.targets().items():
        if target:
            fresh = promised(name, target, policy, since)
            old = case.clocks.get(name)
            made[name] = _retold(old, fresh, now, calendars) if old else _begun(case, fresh)
    # A clock never goes on before it was paused: those of before go on now.
    made = clocks.in_state(made, case.state, since, calendars)
    if case.replied_at and case.customer_at > case.replied_at:
        return clocks.customer_spoke(made, case.customer_at, calendars)
    return made


def _begun(case: Case, fresh: Clock) -> Clock:
    """A promise that there was not: it waits for its turn where a first answer was given."""
    if fresh.name == "resolution" or (fresh.name == "first_response" and not case.replied_at):
        return fresh.model_copy(update={"paused_at": fresh.started_at})
    return fresh.model_copy(update={"cycle": 0, "stopped_at": fresh.started_at})


def _retold(old: Clock, fresh: Clock, now: datetime, calendars: Calendars) -> Clock:
    if old.breached_at and not old.stopped_at:
        return old
    terms: dict[str, Any] = {term: getattr(fresh, term) for term in TERMS}
    running = old.running_since is not None and not old.stopped_at
    held = clocks.pause(old, now, calendars) if running else old
    return held.model_copy(update=terms)
