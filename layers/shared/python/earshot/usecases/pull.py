"""Give an agent the next case of a queue: the first that suits them, claimed in the same step."""

from dataclasses import dataclass, replace
from datetime import datetime

from earshot.domain import transitions
from earshot.domain.assignment import suiting, waits
from earshot.domain.case import Case
from earshot.domain.ownerless import Watch
from earshot.domain.playbook import Playbook
from earshot.errors import Conflict, Full, Illegal, Unknown
from earshot.ports import Clock, Store
from earshot.usecases.casework import free_or_own
from earshot.usecases.change import Asked, Done, Happened, change
from earshot.usecases.holding import seat
from earshot.usecases.waiting import waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulling:
    """The ports and the policy that taking the next case needs."""

    store: Store
    clock: Clock
    playbook: Playbook

    def next(self, asked: Asked, *, brand: str, team: str) -> Case | None:
        """Claim the next case of a queue for the caller; None when none waits that suits them.

        The request names no case. The same request again gets the case of the first time, for as
        long as the caller holds it. Full when what waits for them is more than they may hold.
        """
        held = self.store.cases_of_agent(asked.caller.agent, limit=100).items
        for case in held:
            if case.taken_as == asked.key:
                return self._take(asked, case).case
        roster = self.store.agents()
        me = next((agent for agent in roster if agent.name == asked.caller.agent), None)
        queue = waiting(self.store, brand, team)
        for case in suiting(me, queue, roster, self.playbook.assignment):
            try:
                return self._take(asked, case).case
            except Full:
                raise
            except (Illegal, Conflict, Unknown):
                continue  # somebody was quicker
        return None

    def _take(self, asked: Asked, wanted: Case) -> Done:
        def taken(case: Case, now: datetime) -> Happened:
            if not waits(case) or (case.team, case.brand) != (wanted.team, wanted.brand):
                raise Illegal(f"case {case.id} waits in this queue no more")
            found = seat(self.store, self.playbook, asked.caller.agent, case)
            events = transitions.claim(
                case,
                agent=asked.caller.agent,
                now=now,
                weight=found.weight,
                taken_as=asked.key,
            )
            return Happened(events, limit=found.limit)

        return change(
            self.store,
            self.clock,
            replace(asked, case_id=wanted.id),
            taken,
            guard=free_or_own,
            watch=Watch.of(self.playbook),
        )
