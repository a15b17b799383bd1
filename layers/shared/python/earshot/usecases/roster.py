"""Keep the roster: who works, for which teams, with which skills, and whether they are there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from earshot.domain.agent import AgentRecord, Presence
from earshot.domain.caller import Caller
from earshot.domain.playbook import Playbook
from earshot.errors import Conflict, Forbidden, NotAcceptable, Stale, Unknown, lacking
from earshot.ports import Clock, Store

ATTEMPTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The ports and the policy that the roster needs."""

    store: Store
    clock: Clock
    playbook: Playbook

    def lines(self, who: Caller) -> list[AgentRecord]:
        """Everybody who works for a team and brand of the caller, by name."""
        return [agent for agent in self.store.agents() if _seen_by(who, agent)]

    def line(self, who: Caller, name: str) -> AgentRecord:
        """One of them; Unknown when there is none that the caller may see."""
        agent = self.store.agent(name)
        if agent is None or not _seen_by(who, agent):
            raise Unknown(f"the roster has no {name}")
        return agent

    def write(
        self, who: Caller, name: str, fields: Mapping[str, Any], *, expected: int | None = None
    ) -> AgentRecord:
        """Write somebody's line, new or in place of what it said; their presence stays.

        Malformed for a team, brand or calendar that the playbook does not know, Forbidden for a
        team or a person of others, Stale when the line is no longer at the expected revision.
        """
        self._check_names(fields)
        self._check_right(who, name, fields["teams"])

        def change(standing: AgentRecord, now: datetime) -> AgentRecord:
            if expected is not None and expected != standing.revision:
                raise Stale(
                    f"the line of {name} is at version {standing.revision}, not {expected}",
                    current=standing.revision,
                )
            return standing.model_copy(update=dict(fields))

        return self._change(name, change)

    def present(
        self, who: Caller, *, state: Presence, until: datetime | None = None
    ) -> AgentRecord:
        """Say whether the caller is there; Unknown when the roster does not have them."""

        def change(standing: AgentRecord, now: datetime) -> AgentRecord:
            if standing.revision == 0:
                raise Unknown(f"the roster has no {who.agent}: ask a supervisor for a line in it")
            if until is not None and until <= now:
                raise NotAcceptable("until must lie ahead", field="until")
            since = now if state != standing.state else standing.since
            moved = {"state": state, "since": since, "until": until}
            return standing.model_copy(update=moved)

        return self._change(who.agent, change)

    def _change(
        self, name: str, change: Callable[[AgentRecord, datetime], AgentRecord]
    ) -> AgentRecord:
        """Write what becomes of a line, if anything; Conflict when others keep writing first."""
        for _ in range(ATTEMPTS):
            standing = self.store.agent(name) or AgentRecord(name=name)
            after = change(standing, self.clock.now())
            if after == standing and standing.revision:
                return standing
            after = after.model_copy(update={"revision": standing.revision + 1})
            try:
                self.store.put_agent(after)
            except Conflict:
                continue
            return after
        raise Conflict(f"the line of {name} keeps changing")

    def _check_names(self, fields: Mapping[str, Any]) -> None:
        known: dict[str, Mapping[str, object]] = {
            "teams": self.playbook.teams,
            "brands": self.playbook.brands,
        }
        for field, names in known.items():
            for name in fields[field]:
                if name not in names:
                    raise NotAcceptable(lacking(field[:-1], name, names), field=field)
        shifts = fields["shifts"]
        if shifts is not None and shifts not in self.playbook.calendars:
            known_calendars = self.playbook.calendars
            raise NotAcceptable(lacking("calendar", shifts, known_calendars), field="shifts")

    def _check_right(self, who: Caller, name: str, teams: tuple[str, ...]) -> None:
        """Who leads some teams alone decides on those who work, and are to work, for no others."""
        standing = self.store.agent(name)
        for team in (*teams, *(standing.teams if standing else ())):
            if not who.in_team(team):
                raise Forbidden(f"you do not lead team {team}")


def _seen_by(who: Caller, agent: AgentRecord) -> bool:
    if agent.name == who.agent:
        return True
    brands = not agent.brands or any(map(who.in_brand, agent.brands))
    return brands and any(map(who.in_team, agent.teams))
