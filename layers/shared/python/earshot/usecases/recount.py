"""Count anew what people hold, and mend a load that has gone wrong."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple
from zlib import crc32

from earshot.domain import transitions
from earshot.domain.agent import AgentRecord
from earshot.domain.assignment import weight_of
from earshot.domain.case import Case
from earshot.domain.playbook import Assignment
from earshot.errors import Conflict
from earshot.ports import Store
from earshot.usecases.commit import prepare

SETTLED = timedelta(minutes=1)
"""An index follows the table within seconds; what has just moved is left for the next time."""
TURNS = 12
"""Everybody is counted once in so many sweeps, in turns, so that no sweep reads what all hold."""


class Mended(NamedTuple):
    """An agent's load that was not what the cases they hold count together."""

    name: str
    was: int
    load: int


def turn_of(agents: Iterable[AgentRecord], number: int) -> list[AgentRecord]:
    """Those whose turn it is at this sweep."""
    return [one for one in agents if crc32(one.name.encode()) % TURNS == number % TURNS]


def recount(
    agents: Iterable[AgentRecord], *, store: Store, rule: Assignment, now: datetime
) -> Iterator[Mended]:
    """Make the loads of these agents what they hold; doing it again finds nothing to do.

    Loads move with cases in one write, so only a hand in the table, or a restored part of it, makes
    them differ. A load that moves stays as it is. What somebody took before the roster knew them
    begins to count.
    """
    for agent in agents:
        theirs = list(held(store, agent.name))
        if any([_weighed(case, store=store, rule=rule, now=now) for case in theirs]):
            continue
        if agent.moved_at and now - agent.moved_at < SETTLED:
            continue
        load = sum(case.weight for case in theirs)
        if load != agent.load and store.mend_load(agent, load, at=now):
            yield Mended(agent.name, agent.load, load)


def _weighed(found: Case, *, store: Store, rule: Assignment, now: datetime) -> bool:
    """Count a case that does not count yet; a Conflict leaves it for the next time."""
    if found.weight or not weight_of(found, rule):
        return False
    case = store.case(found.id)
    if case is None or case.agent != found.agent:
        return False
    events = transitions.weigh(case, weight=weight_of(case, rule), by="sweep", now=now)
    if not events:
        return False
    with suppress(Conflict):
        store.commit(prepare(case, events, now=now))
    return True


def held(store: Store, name: str) -> Iterator[Case]:
    """All unresolved cases that somebody holds."""
    cursor = None
    while True:
        page = store.cases_of_agent(name, limit=100, cursor=cursor)
        yield from page.items
        cursor = page.cursor
        if cursor is None:
            return
