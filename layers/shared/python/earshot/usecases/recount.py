"""Count anew what people hold, and mend a load that has gone wrong."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zlib import crc32

from earshot.domain.agent import AgentRecord
from earshot.ports import Store

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


def recount(agents: Iterable[AgentRecord], *, store: Store, now: datetime) -> Iterator[Mended]:
    """Mend the loads of these agents; doing it again finds nothing. A load that moves stays as is.

    Loads move with cases in one write, so only a hand in the table, or a restored part of it, makes
    them differ.
    """
    for agent in agents:
        if agent.moved_at and now - agent.moved_at < SETTLED:
            continue
        load = _held(store, agent.name)
        if load != agent.load and store.mend_load(agent, load, at=now):
            yield Mended(agent.name, agent.load, load)


def _held(store: Store, name: str) -> int:
    total, cursor = 0, None
    while True:
        page = store.cases_of_agent(name, limit=100, cursor=cursor)
        total += sum(case.weight for case in page.items)
        cursor = page.cursor
        if cursor is None:
            return total
