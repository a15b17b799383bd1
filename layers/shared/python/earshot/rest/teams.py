"""Whose list is meant: the team and the brand of a request, among those that the caller sees."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from earshot.domain.caller import Caller
from earshot.domain.highlights import praised_teams
from earshot.errors import Malformed, Unknown
from earshot.rest.desk import Desk

Brand = Annotated[
    str | None, Query(max_length=64, description="Needed where the team serves several brands.")
]


def brand_of(team: str, brand: str | None, at: Desk, who: Caller) -> str:
    """The brand whose list is meant: the team's own, the one asked for, or the only one."""
    known = at.playbook.teams.get(team)
    if known is None or not who.in_team(team):
        raise Unknown(f"no team {team}")
    served = {known.brand} if known.brand else {a.brand for a in at.accounts.accounts}
    choice = sorted(b for b in served if who.in_brand(b))
    if brand in choice:
        return str(brand)
    if brand is not None or not choice:
        raise Unknown(f"team {team} has no list for that brand")
    if len(choice) > 1:
        raise Malformed(f"brand is needed: one of {', '.join(choice)}", field="brand")
    return choice[0]


def praised_team(at: Desk, who: Caller) -> str:
    """The one team of the caller's that clauses hand praise to."""
    choice = sorted(team for team in praised_teams(at.playbook) if who.in_team(team))
    if not choice:
        raise Unknown("no clause hands praise to a team of yours")
    if len(choice) > 1:
        raise Malformed(f"team is needed: one of {', '.join(choice)}", field="team")
    return choice[0]
