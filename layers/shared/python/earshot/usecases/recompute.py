"""Recompute open deadlines after a calendar was changed, as often as one likes.

An operator hands in every open case. A page of the API looks where people find cases: in the
queues, and with whoever the roster names; and at what is left to peers. A case that a person has
snoozed and nobody holds, or that is held by somebody outside the roster, is not listed there: its
own timer brings it up to date before anything is told.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from earshot.domain.caller import Caller
from earshot.domain.case import Case
from earshot.domain.playbook import Playbook
from earshot.domain.recalculation import Shift, recalculate, shifts
from earshot.errors import Conflict, Malformed
from earshot.ports import Clock, Page, Store
from earshot.usecases.commit import prepare
from earshot.usecases.left_to_peers import left_to_peers

ATTEMPTS = 5


class Place(NamedTuple):
    """A list of cases: a team's queue of a brand, or what an agent holds (`brand` is empty).

    Without either it is what is left to peers.
    """

    brand: str
    name: str


LEFT_TO_PEERS = Place("", "")
EMPTY_AT_ONCE = 20
"""How many lists without a case are passed over at once."""


class Moved(NamedTuple):
    """A deadline that moved, or would."""

    case_id: str
    team: str
    agent: str | None
    shift: Shift
    overdue: bool


class Looked(NamedTuple):
    """What moved, how many cases were looked at, and where a page goes on (None: the end).

    `changing` are cases that others wrote each time before we could: they are left as they were.
    """

    moved: list[Moved]
    cases: int
    cursor: str | None
    changing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputing:
    """The ports and the policy that it needs; `brands` are those whose queues a page looks at."""

    store: Store
    clock: Clock
    playbook: Playbook
    brands: Collection[str] = ()

    def each(self, cases: Iterable[Case], *, by: str, dry_run: bool = False) -> Looked:
        """Recompute these cases, which may have changed since they were read.

        None stops the rest.
        """
        moved: list[Moved] = []
        changing: list[str] = []
        number = 0
        for case in cases:
            number += 1
            try:
                moved += self._recompute(case, by, dry_run=dry_run)
            except Conflict:
                changing.append(case.id)
        return Looked(moved, number, None, tuple(changing))

    def page(
        self, who: Caller, *, limit: int, cursor: str | None = None, dry_run: bool = False
    ) -> Looked:
        """Recompute the next cases that the caller may see; with `dry_run` only tell."""
        place, within = _parsed(cursor) if cursor else (LEFT_TO_PEERS, None)
        left = [p for p in self._places(who) if p >= place]
        if not left:
            return Looked([], 0, None)
        found = self._listed(left[0], limit=limit, cursor=within if left[0] == place else None)
        for _ in range(EMPTY_AT_ONCE):
            if found.items or found.cursor or len(left) == 1:
                break
            left.pop(0)
            found = self._listed(left[0], limit=limit, cursor=None)
        seen = (case for case in found.items if who.sees(case))
        looked = self.each(seen, by=who.agent, dry_run=dry_run)
        return looked._replace(cursor=_following(left, found.cursor))

    def _places(self, who: Caller) -> list[Place]:
        teams = self.playbook.teams
        queues = [
            Place(brand, name)
            for brand in set(self.brands)
            for name, team in teams.items()
            if who.in_brand(brand) and who.in_team(name) and team.brand in (None, brand)
        ]
        agents = (Place("", agent.name) for agent in self.store.agents())
        held = [LEFT_TO_PEERS] if self.playbook.holds else []
        return sorted([*held, *queues, *agents])

    def _listed(self, place: Place, *, limit: int, cursor: str | None) -> Page[Case]:
        if place == LEFT_TO_PEERS:
            now = self.clock.now()
            return left_to_peers(self.store, self.playbook, now, limit=limit, cursor=cursor)
        if place.brand:
            return self.store.queue_of(place.brand, place.name, limit=limit, cursor=cursor)
        return self.store.cases_of_agent(place.name, limit=limit, cursor=cursor)

    def _recompute(self, listed: Case, by: str, *, dry_run: bool) -> list[Moved]:
        """A list may be a moment old: what is written follows from the case as it is now."""
        calendars = self.playbook.calendars
        if not shifts(listed, calendars):
            return []
        for _ in range(ATTEMPTS):
            case = self.store.case(listed.id)
            if case is None:
                return []
            now = self.clock.now()
            events = recalculate(case, calendars, by=by, now=now)
            told = [
                Moved(case.id, case.team, case.agent, s, bool(s.due_at and s.due_at <= now))
                for s in shifts(case, calendars)
            ]
            if dry_run or not events:
                return told
            try:
                self.store.commit(prepare(case, events, now=now))
            except Conflict:
                continue
            return told
        raise Conflict(f"case {listed.id} keeps changing")


def _following(places: list[Place], cursor: str | None) -> str | None:
    if cursor:
        return json.dumps([*places[0], cursor])
    return json.dumps([*places[1], None]) if len(places) > 1 else None


def _parsed(cursor: str) -> tuple[Place, str | None]:
    try:
        brand, name, within = json.loads(cursor)
    except ValueError:
        raise Malformed("the cursor is none of ours", field="page") from None
    return Place(brand, name), within
