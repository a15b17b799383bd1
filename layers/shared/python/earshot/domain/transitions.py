"""What people do with a case: each command gives the events that follow, or raises Illegal.

An empty list says that nothing is left to do. Who may ask for it is the caller's question; here
only the case's state, its holder and its clocks count.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.domain import clocks
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.clocks import Calendars
from earshot.domain.journal import Journal
from earshot.domain.lifecycle import TAKEN_UP, ended, moved, next_state
from earshot.domain.offline import check_closed, leg_moved, waive
from earshot.domain.sla import settle
from earshot.errors import Held, NotAcceptable

LONGEST_SNOOZE = timedelta(days=180)


def claim(
    case: Case, *, agent: str, now: datetime, weight: int = 0, taken_as: str | None = None
) -> list[CaseEvent]:
    """Take a case that nobody holds; Held when another agent does. Taking it twice is nothing.

    `weight` is what it counts for the agent. `taken_as` names the request that took whichever case
    was next.
    """
    next_state(case, "claim")
    if case.agent == agent:
        return []
    _check_holder(case, agent)
    journal = Journal(case, actor=agent, now=now)
    journal.add("case_claimed", {**_held_by(agent, weight), "taken_as": taken_as})
    return journal.events


def release(case: Case, *, agent: str, now: datetime) -> list[CaseEvent]:
    """Put a case that somebody holds back into its team's queue; `agent` is who does so.

    Who held it is remembered as having given it back, so that it is not pushed to them again.
    """
    next_state(case, "release")
    if case.agent is None:
        return []
    journal = Journal(case, actor=agent, now=now)
    journal.add("case_released", _given_back(case), data={"was": case.agent})
    return journal.events


def weigh(case: Case, *, weight: int, by: str, now: datetime) -> list[CaseEvent]:
    """Count a case for a holder whom the roster did not know when they took it."""
    if case.agent is None or case.state == "resolved" or case.weight or not weight:
        return []
    journal = Journal(case, actor=by, now=now)
    journal.add("case_weighed", {"weight": weight}, data={"agent": case.agent, "weight": weight})
    return journal.events


def take_away(case: Case, *, reason: str, now: datetime) -> list[CaseEvent]:
    """Put a case whose holder is not there back into the queue; they come first once they are."""
    if case.agent is None:
        return []
    journal = Journal(case, actor="playbook", now=now)
    changes = {**_held_by(None), "last_agent": case.agent}
    journal.add("case_released", changes, data={"was": case.agent, "reason": reason})
    return journal.events


def _held_by(agent: str | None, weight: int = 0) -> dict[str, Any]:
    """The changes when the case gets this holder."""
    taken_up = TAKEN_UP if agent else {}
    return {"agent": agent, "weight": weight, "last_agent": None, **taken_up}


def _given_back(case: Case) -> dict[str, Any]:
    """The changes when its holder gives it back, or it is taken from them on purpose."""
    return {**_held_by(None), "declined": tuple(dict.fromkeys((*case.declined, str(case.agent))))}


def assign(
    case: Case,
    *,
    team: str | None,
    agent: str | None,
    reason: str,
    by: str,
    now: datetime,
    weight: int = 0,
    more: Mapping[str, Any] | None = None,
) -> list[CaseEvent]:
    """Give it to a team (None: the one it has), and to one of its agents or to nobody yet.

    `weight` is what it counts for the agent; `more` is told beside the reason.
    """
    next_state(case, "assign")
    team = team or case.team
    if (case.team, case.agent) == (team, agent):
        return []
    journal = Journal(case, actor=by, now=now)
    put_back = agent is None and team == case.team
    holding = _given_back(case) if put_back else _held_by(agent, weight)
    journal.add(
        "case_assigned",
        {"team": team, **holding},
        data={
            **(more or {}),
            "reason": reason,
            "team": team,
            "agent": agent,
            "from_team": case.team,
            "from_agent": case.agent,
        },
    )
    return journal.events


def note(case: Case, *, text: str, by: str, now: datetime) -> list[CaseEvent]:
    """Leave a word for colleagues."""
    next_state(case, "note")
    journal = Journal(case, actor=by, now=now)
    journal.add("note_added", data={"text": text})
    return journal.events


def plan_reply(
    case: Case,
    reply: Reply,
    *,
    now: datetime,
    calendars: Calendars,
    force: bool = False,
    weight: int = 0,
    parts: Sequence[Reply] = (),
) -> list[CaseEvent]:
    """Enter a reply into the ledger, with the `parts` of it that follow the first.

    Who answers a case that nobody holds takes it, at `weight`.

    Raise Held when another agent holds it, unless `force` (who leads). An automatic reply takes
    nothing and wakes nothing.
    """
    changes = moved(case, "plan_reply", now, calendars)
    human = reply.kind == "human"
    journal = Journal(case, actor=reply.agent, now=now)
    if human and not force:
        _check_holder(case, reply.agent)
    if human and case.agent is None:
        journal.add("case_claimed", _held_by(reply.agent, weight))
    taken = {**changes, **TAKEN_UP, "closes_at": None}
    journal.add(
        "reply_planned",
        {**(taken if human else {}), **leg_moved(case, reply, "planned", now, calendars)},
        **_planned(reply),
    )
    for part in parts:
        journal.add("reply_planned", **_planned(part))
    return journal.events


def _planned(reply: Reply) -> dict[str, Any]:
    """What an event tells of a reply that is planned."""
    told = {"kind": reply.kind, "visibility": reply.visibility, "text_hash": reply.text_hash}
    where = {"mention_id": reply.mention_id, "reply_id": reply.id}
    return {"data": {**told, **reply.numbered}, **where}


def resolve(
    case: Case,
    *,
    resolution: str,
    note: str | None = None,
    without_closure: str | None = None,
    by: str,
    now: datetime,
    calendars: Calendars,
) -> list[CaseEvent]:
    """Close it and stop every clock; what was missed before is put on record first.

    Illegal while a public closure is owed, unless `without_closure` says why there is none.
    """
    next_state(case, "resolve")
    check_closed(case, without_closure)
    journal = Journal(case, actor=by, now=now)
    settle(journal, now, calendars)
    journal.add(
        "case_resolved",
        {
            **ended(journal.case, "resolve", resolution, now, calendars),
            **waive(journal.case, "agent"),
        },
        data={"resolution": resolution, **_given(note=note, without_closure=without_closure)},
    )
    return journal.events


def _given(**words: str | None) -> dict[str, str]:
    return {name: said for name, said in words.items() if said}


def reopen(
    case: Case, *, reason: str, by: str, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """Open a resolved case again: its promises begin anew from now."""
    next_state(case, "reopen")
    journal = Journal(case, actor=by, now=now)
    waiting = case.replied_at is None or case.customer_at > case.replied_at
    enter_again(journal, reason=reason, at=now, calendars=calendars, waiting=waiting)
    return journal.events


def enter_again(
    journal: Journal, *, reason: str, at: datetime, calendars: Calendars, waiting: bool
) -> None:
    """Write down a reopening whose promises count from `at`."""
    case = journal.case
    journal.add(
        "case_reopened",
        {
            "state": "open",
            "clocks": clocks.reopened(case.clocks, at, calendars, waiting=waiting),
            "resolution": None,
            "resolved_at": None,
            "declined": (),
        },
        data={"reason": reason, "was": case.resolution},
    )


def snooze(
    case: Case, *, until: datetime, by: str, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """Put it out of sight until an instant; NotAcceptable if that is not ahead, or too far."""
    next_state(case, "snooze")
    if not now < until <= now + LONGEST_SNOOZE:
        raise NotAcceptable(
            f"until must lie ahead, by {LONGEST_SNOOZE.days} days at most", field="until"
        )
    until = until.astimezone(UTC)
    journal = Journal(case, actor=by, now=now)
    settle(journal, now, calendars)
    changes = moved(journal.case, "snooze", now, calendars)
    changes |= {**TAKEN_UP, "snoozed_until": until}
    journal.add("case_snoozed", changes, data={"until": until})
    return journal.events


def wake(case: Case, *, by: str, now: datetime, calendars: Calendars) -> list[CaseEvent]:
    """End a snooze before its time."""
    journal = Journal(case, actor=by, now=now)
    journal.add("case_woken", moved(case, "wake", now, calendars))
    return journal.events


def _check_holder(case: Case, agent: str) -> None:
    if case.agent not in (None, agent):
        raise Held(f"case {case.id} is held by {case.agent}", holder=str(case.agent))
