"""Who gets a case, and which case an agent gets: pure choices with their reasons."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Literal, NamedTuple

from earshot.domain.agent import AgentRecord
from earshot.domain.case import Case
from earshot.domain.playbook import Assignment, Playbook, Weighing

Reason = Literal["sticky", "least_loaded"]
NEVER = datetime.min.replace(tzinfo=UTC)
NEVER_DUE = datetime.max.replace(tzinfo=UTC)


class Choice(NamedTuple):
    """Who is to have a case and why; `passed` says of each other agent why it is not them.

    `unmet` are the skills that the case asks for and nobody of its team has: they keep no case
    waiting, since it would wait for ever.
    """

    agent: AgentRecord | None
    reason: Reason | None
    passed: dict[str, str]
    unmet: tuple[str, ...] = ()


def waits(case: Case) -> bool:
    """Whether the case wants somebody: open, awake, and nobody's."""
    return case.agent is None and case.state == "open"


def place_in_queue(case: Case) -> tuple[bool, int, datetime, datetime, str]:
    """The order of a queue: our own channels, the most urgent, the first due, the oldest.

    What is due says how old it is; only where nothing is do the days themselves count.
    """
    dues = [c.due_at for c in case.clocks.values() if c.due_at is not None and not c.stopped_at]
    due, since = (min(dues), NEVER) if dues else (NEVER_DUE, case.opened_at)
    return case.tier != "own", -case.priority, due, since, case.id


def weight_of(case: Case, rule: Assignment) -> int:
    """How much a case counts towards its holder's capacity."""
    return next((w.weight for w in rule.weights if _weighs(w, case)), 1)


def _weighs(weighing: Weighing, case: Case) -> bool:
    return (
        case.priority >= weighing.min_priority
        and weighing.private in (None, case.private)
        and _among(case.act, weighing.act)
        and _among(case.channel, weighing.channel)
        and _among(case.topic, weighing.topic)
    )


def _among(value: str, wanted: Sequence[str]) -> bool:
    return not wanted or value in wanted


def capacity_of(agent: AgentRecord, rule: Assignment) -> int:
    return rule.capacity if agent.capacity is None else agent.capacity


def has_room(agent: AgentRecord, weight: int, rule: Assignment) -> bool:
    return agent.load + weight <= capacity_of(agent, rule)


def choose(
    case: Case,
    roster: Iterable[AgentRecord],
    now: datetime,
    playbook: Playbook,
    *,
    last: str | None = None,
) -> Choice:
    """The agent who is to have the case now; None when nobody who suits is there.

    Who had it last comes first, or `last`, who helped its author before; then of those with the
    skills the one with the least load for their capacity, who has waited longest for a case, and
    the first by name.
    """
    roster = list(roster)
    unmet = _held_by_nobody(case, roster)
    passed = {agent.name: _why_not(case, agent, now, playbook) for agent in roster}
    able = [agent for agent in roster if passed[agent.name] is None]
    lacking = {agent.name: _lacks(case, agent, unmet) for agent in able}
    told = {name: why for name, why in (passed | lacking).items() if why}
    before = case.last_agent or last
    if playbook.assignment.sticky and before in lacking:
        sticky = next(agent for agent in able if agent.name == before)
        return Choice(sticky, "sticky", _without(told, before), unmet)
    skilled = [agent for agent in able if not lacking[agent.name]]
    best = min(skilled, key=lambda agent: _order(agent, playbook.assignment), default=None)
    return Choice(best, "least_loaded" if best else None, told, unmet)


def _without(told: dict[str, str], name: str | None) -> dict[str, str]:
    return {other: why for other, why in told.items() if other != name}


def _lacks(case: Case, agent: AgentRecord, unmet: Sequence[str]) -> str | None:
    lacking = [s for s in case.skills if s not in agent.skills and s not in unmet]
    return f"lacks {', '.join(lacking)}" if lacking else None


def _order(agent: AgentRecord, rule: Assignment) -> tuple[Fraction, datetime, str]:
    relative = Fraction(agent.load, max(capacity_of(agent, rule), 1))
    return relative, agent.assigned_at or NEVER, agent.name


def _why_not(case: Case, agent: AgentRecord, now: datetime, playbook: Playbook) -> str | None:
    rule = playbook.assignment
    if case.team not in agent.teams:
        return "other_team"
    if not agent.serves(case.team, case.brand):
        return "other_brand"
    if agent.name in case.declined:
        return "gave_it_back"
    if absence := agent.absence(now, playbook.calendars):
        return absence
    return None if has_room(agent, weight_of(case, rule), rule) else "full"


def _held_by_nobody(case: Case, roster: Iterable[AgentRecord]) -> tuple[str, ...]:
    """The skills asked for that none of the team has, on duty or not."""
    there: set[str] = set()
    for agent in roster:
        if agent.enabled and agent.serves(case.team, case.brand):
            there.update(agent.skills)
    return tuple(skill for skill in case.skills if skill not in there)


def suiting(
    agent: AgentRecord | None,
    waiting: Iterable[Case],
    roster: Iterable[AgentRecord],
    rule: Assignment,
) -> Iterator[Case]:
    """Those of these cases that an agent who asks for one may get, in the queue's own order.

    Cases that count more than the agent has room for come after all others. To who is not in the
    roster (None) every case may go.
    """
    roster, heavy = list(roster), []
    for case in waiting:
        if agent is None:
            yield case
        elif _suits(case, agent, roster):
            if has_room(agent, weight_of(case, rule), rule):
                yield case
            else:
                heavy.append(case)
    yield from heavy


def _suits(case: Case, agent: AgentRecord, roster: Iterable[AgentRecord]) -> bool:
    if agent.name in case.declined:
        return False
    return {*case.skills} <= {*agent.skills, *_held_by_nobody(case, roster)}


def not_back(
    case: Case, holder: AgentRecord | None, now: datetime, playbook: Playbook, *, returns: bool
) -> str | None:
    """Why a case on which the customer has spoken does not stay with its holder; None if it does.

    `returns` says that it had been resolved and would count anew. Somebody who is not in the
    roster is taken to be there.
    """
    if holder is None:
        return None
    if absence := holder.absence(now, playbook.calendars):
        return absence
    if returns and not has_room(holder, case.weight, playbook.assignment):
        return "full"
    return None
