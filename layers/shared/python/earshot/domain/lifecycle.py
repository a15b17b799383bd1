"""The states of a case as data: which command is legal where, and which state it leads to."""

from datetime import UTC, datetime
from typing import Any, Literal

from earshot.domain.case import Case, CaseState
from earshot.domain.clocks import Calendars, in_state, stopped
from earshot.errors import Illegal

Command = Literal[
    "claim",
    "release",
    "assign",
    "note",
    "plan_reply",
    "resolve",
    "reopen",
    "snooze",
    "wake",
    "customer_spoke",
    "source_deleted",
    "answered",
    "undelivered",
    "expire",
]

# What is not here is illegal. Platforms do not ask: what has happened there is legal in any state.
NEXT: dict[Command, dict[CaseState, CaseState]] = {
    "claim": {"open": "open", "pending": "pending", "snoozed": "snoozed"},
    "release": {"open": "open", "pending": "pending", "snoozed": "snoozed"},
    "assign": {"open": "open", "pending": "pending", "snoozed": "snoozed"},
    "note": {"open": "open", "pending": "pending", "snoozed": "snoozed", "resolved": "resolved"},
    "plan_reply": {"open": "open", "pending": "pending", "snoozed": "open"},
    "resolve": {"open": "resolved", "pending": "resolved", "snoozed": "resolved"},
    "reopen": {"resolved": "open"},
    "snooze": {"open": "snoozed", "pending": "snoozed", "snoozed": "snoozed"},
    "wake": {"snoozed": "open"},
    "customer_spoke": {"open": "open", "pending": "open", "snoozed": "open", "resolved": "open"},
    "source_deleted": {
        "open": "resolved",
        "pending": "resolved",
        "snoozed": "resolved",
        "resolved": "resolved",
    },
    # Who answers and then snoozes wants to see the case again at that time.
    "answered": {
        "open": "pending",
        "pending": "pending",
        "snoozed": "snoozed",
        "resolved": "resolved",
    },
    "undelivered": {"pending": "open"},
    "expire": {"open": "resolved"},
}

# A case that a person has taken up is left neither to peers nor to time.
TAKEN_UP: dict[str, Any] = {"expires_at": None, "hold": None}


def next_state(case: Case, command: Command) -> CaseState:
    """Where a command leads from the case's state; Illegal when it leads nowhere."""
    allowed = NEXT[command]
    if case.state not in allowed:
        raise Illegal(
            f"case {case.id} is {case.state}; {command} is possible when it is"
            f" {' or '.join(allowed)}"
        )
    return allowed[case.state]


def moved(case: Case, command: Command, at: datetime, calendars: Calendars) -> dict[str, Any]:
    """The changes that lead there: the state, its clocks, and no snooze that is over."""
    state = next_state(case, command)
    changes: dict[str, Any] = {
        "state": state,
        "clocks": in_state(case.clocks, state, at, calendars),
    }
    if state != "snoozed":
        changes |= {"snoozed_until": None, "hold": None}
    if state != "pending":
        changes["closes_at"] = None
    return changes


def ended(
    case: Case, command: Command, resolution: str, at: datetime, calendars: Calendars
) -> dict[str, Any]:
    """The changes that resolve a case: its clocks stop, and nothing of it is due any more."""
    return {
        "state": next_state(case, command),
        "clocks": stopped(case.clocks, at, calendars),
        "resolution": resolution,
        "resolved_at": at.astimezone(UTC),
        "snoozed_until": None,
        "hold": None,
        "expires_at": None,
        "closes_at": None,
    }
