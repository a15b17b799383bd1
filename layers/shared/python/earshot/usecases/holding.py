"""What it means for a case that somebody takes it: its weight, and whether they have room."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from earshot.domain import transitions
from earshot.domain.assignment import capacity_of, has_room, not_back, weight_of
from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance
from earshot.domain.playbook import Playbook
from earshot.errors import Forbidden, Full
from earshot.ports import Store


class Seat(NamedTuple):
    """What the case counts for who takes it, and the most that their load may be then.

    Who is not in the roster has neither load nor limit.
    """

    weight: int = 0
    limit: int | None = None


def seat(store: Store, playbook: Playbook, name: str, case: Case, *, force: bool = False) -> Seat:
    """A place at the desk of this agent; Full when there is none, unless it is forced.

    Forbidden for who is disabled or works for other brands alone, and would not see the case.
    """
    agent, rule = store.agent(name), playbook.assignment
    if agent is None:
        return Seat()
    if not agent.enabled:
        raise Forbidden(f"agent {name} is disabled in the roster")
    if agent.brands and case.brand not in agent.brands:
        raise Forbidden(f"agent {name} does not work for the brand {case.brand}")
    weight, capacity = weight_of(case, rule), capacity_of(agent, rule)
    if force:
        return Seat(weight)
    if case.agent != name and not has_room(agent, weight, rule):
        raise Full(
            f"agent {name} holds {agent.load} of {capacity}, and this case counts {weight}",
            load=agent.load,
            capacity=capacity,
        )
    return Seat(weight, capacity)


class Return(NamedTuple):
    """What follows when a case comes back to its holder, and the most that their load may be."""

    events: Sequence[CaseEvent]
    limit: int | None = None


def back_to_holder(
    store: Store, playbook: Playbook, before: Case, events: Sequence[CaseEvent], now: datetime
) -> Return:
    """The events, and a release where the holder is not there to take what they bring.

    Looks only at a case that somebody holds and that is open after them.
    """
    after = advance(before, events)
    if after.agent is None or after.state != "open" or not events:
        return Return(events)
    holder, returns = store.agent(after.agent), before.state == "resolved"
    reason = not_back(after, holder, now, playbook, returns=returns)
    if reason:
        return Return([*events, *transitions.take_away(after, reason=reason, now=now)])
    return Return(events, capacity_of(holder, playbook.assignment) if holder else None)
