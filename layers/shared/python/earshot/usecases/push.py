"""Give waiting cases to those who suit them best, as the stream tells that either is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from earshot.domain import transitions
from earshot.domain.agent import AgentRecord
from earshot.domain.assignment import (
    Choice,
    choose,
    has_room,
    place_in_queue,
    suiting,
    waits,
    weight_of,
)
from earshot.domain.case import Case, CaseEvent
from earshot.domain.playbook import Playbook
from earshot.errors import Conflict
from earshot.ports import Clock, Store
from earshot.usecases.commit import prepare
from earshot.usecases.waiting import waiting

ATTEMPTS = 8
TOLD = 20
"""Of how many colleagues the event says why it is not them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pusher:
    """The ports and the policy of pushing; what is done twice is found done."""

    store: Store
    clock: Clock
    playbook: Playbook

    def consider(self, case: Case) -> Choice:
        """Who suits the case best now, and why nobody else does."""
        last, roster = self._helped_before(case), self.store.agents()
        return choose(case, roster, self.clock.now(), self.playbook, last=last)

    def place(self, case_id: str) -> str | None:
        """Give the case to the agent who suits it best; None when it does not wait, or nobody does.

        The load of that agent may not have grown since it was compared with the others', so that
        cases placed at once are spread as if they came one by one. Raise Conflict when others keep
        writing first.
        """
        for _ in range(ATTEMPTS):
            case = self.store.case(case_id)
            if case is None or not waits(case):
                return None
            choice, now = self.consider(case), self.clock.now()
            if choice.agent is None:
                return None
            weight = weight_of(case, self.playbook.assignment)
            commit = prepare(
                case,
                _assigned(case, choice, weight, now),
                now=now,
                limit=choice.agent.load + weight,
            )
            try:
                self.store.commit(commit)
            except Conflict:
                continue
            return choice.agent.name
        raise Conflict(f"case {case_id} or whom to give it to keeps changing")

    def fill(self, name: str) -> int:
        """Place what waits and suits an agent who may have become free, the most urgent first.

        Return how many cases came to them; others may get some that suit them better.
        """
        agent, given = self.store.agent(name), 0
        if agent is None or not self._takes(agent):
            return 0
        roster = self.store.agents()
        for case in suiting(agent, self._waiting(agent), roster, self.playbook.assignment):
            if self.place(case.id) != name:
                continue
            given += 1
            agent = self.store.agent(name)
            if agent is None or not self._takes(agent):
                break
        return given

    def fill_all(self, *, until: datetime) -> int:
        """The same for everybody who is there: a shift begins and an absence ends unsaid.

        Stops at `until`; the next time carries on, since who got something has less room.
        """
        given = 0
        for agent in self.store.agents():
            if self.clock.now() >= until:
                break
            given += self.fill(agent.name)
        return given

    def _takes(self, agent: AgentRecord) -> bool:
        """Whether anything can be given to them now."""
        absence = agent.absence(self.clock.now(), self.playbook.calendars)
        return absence is None and has_room(agent, 1, self.playbook.assignment)

    def _waiting(self, agent: AgentRecord) -> Iterator[Case]:
        """What waits in the queues that the agent works on, in one order."""
        queues = [
            waiting(self.store, brand, team)
            for team in agent.teams
            for brand in agent.brands or self.playbook.brands
        ]
        return merge(*queues, key=place_in_queue)

    def _helped_before(self, case: Case) -> str | None:
        """Who held the author's case before this one; not asked where it decides nothing."""
        if not self.playbook.assignment.sticky or case.last_agent:
            return None
        author = self.store.author(case.channel, case.account, case.author_id)
        held_by = author.threads.values() if author else ()
        others = [case_id for case_id in held_by if case_id != case.id]
        before = self.store.case(others[-1]) if others else None
        return before.agent if before else None


def _assigned(case: Case, choice: Choice, weight: int, now: datetime) -> list[CaseEvent]:
    """The event, with the reason and what kept colleagues of the same team from getting it."""
    strangers = ("other_team", "other_brand")
    passed = {name: why for name, why in choice.passed.items() if why not in strangers}
    told = {"passed": dict(islice(passed.items(), TOLD)), "unmet": choice.unmet}
    return transitions.assign(
        case,
        team=None,
        agent=choice.agent.name if choice.agent else None,
        reason=str(choice.reason),
        by="playbook",
        now=now,
        weight=weight,
        more={name: value for name, value in told.items() if value},
    )
