"""Who asks: a person or a program with a role, and what they may see."""

from typing import Literal, NamedTuple

from earshot.domain.case import Case

Role = Literal["agent", "supervisor", "admin"]
ROLES: tuple[Role, ...] = ("agent", "supervisor", "admin")
TEAM, BRAND = "team-", "brand-"
"""How the groups of a token begin that name a team or a brand."""
LEADING: frozenset[str] = frozenset({"supervisor", "admin"})


class Caller(NamedTuple):
    """`id` never changes, `agent` is the name cases are held by, `name` signs replies.

    `teams` and `brands` are those they belong to. No brand means every brand; no team means every
    team for who leads, and none for who does not.
    """

    id: str
    agent: str
    name: str
    roles: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()

    @property
    def leads(self) -> bool:
        """Whether they may act for others."""
        return bool(self.roles & LEADING)

    def in_team(self, team: str) -> bool:
        return team in self.teams or (self.leads and not self.teams)

    def in_brand(self, brand: str) -> bool:
        return not self.brands or brand in self.brands

    def sees(self, case: Case) -> bool:
        """Cases of their teams and brands, and whichever they hold themselves."""
        return self.in_brand(case.brand) and (self.in_team(case.team) or case.agent == self.agent)
