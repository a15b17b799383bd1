"""What goes out of the roster."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.api_gateway import Response
from pydantic import AwareDatetime, Field

from earshot.domain.agent import AgentRecord
from earshot.domain.assignment import Choice, capacity_of
from earshot.domain.playbook import Playbook
from earshot.rest.views import Output


class AgentView(Output):
    """Somebody who works on cases, whether they are there, and how much they hold."""

    agent: Annotated[str, Field(description="The name under which they hold cases.")]
    version: Annotated[int, Field(description="Of this line; presence and load aside.")]
    display_name: str | None
    teams: list[str]
    brands: Annotated[list[str], Field(description="Empty: every brand.")]
    skills: list[str]
    capacity: Annotated[int, Field(description="Their own, or else the playbook's.")]
    shifts: Annotated[str | None, Field(description="A calendar; null: every hour is theirs.")]
    enabled: bool
    trainee: bool
    state: Literal["available", "away"]
    since: AwareDatetime | None
    until: AwareDatetime | None
    on_duty: Annotated[bool, Field(description="Enabled, not away, and on shift now.")]
    absence: Literal["disabled", "away", "off_shift"] | None
    load: Annotated[int, Field(description="What the cases that they hold count together.")]
    assigned_at: Annotated[AwareDatetime | None, Field(description="When they last got a case.")]

    @classmethod
    def of(cls, agent: AgentRecord, playbook: Playbook, now: datetime) -> "AgentView":
        absence = agent.absence(now, playbook.calendars)
        return cls(
            agent=agent.name,
            version=agent.revision,
            display_name=agent.display_name,
            teams=list(agent.teams),
            brands=list(agent.brands),
            skills=list(agent.skills),
            capacity=capacity_of(agent, playbook.assignment),
            shifts=agent.shifts,
            enabled=agent.enabled,
            trainee=agent.trainee,
            state="away" if absence == "away" else "available",
            since=agent.since,
            until=agent.until,
            on_duty=absence is None,
            absence=absence,
            load=agent.load,
            assigned_at=agent.assigned_at,
        )


class RosterView(Output):
    agents: Annotated[list[AgentView], Field(description="By name.")]


class PassedOver(Output):
    agent: str
    why: Annotated[
        str,
        Field(
            description="`disabled`, `away`, `off_shift`, `full`, `gave_it_back`, `other_team`,"
            " `other_brand`, or `lacks` and the skills."
        ),
    ]


class Candidates(Output):
    """Whom the case would go to now, and why to nobody else; in `pull` nothing follows from it."""

    agent: str | None
    reason: Annotated[
        Literal["sticky", "least_loaded"] | None,
        Field(description="`sticky`: they had it, or its author, before."),
    ]
    unmet: Annotated[list[str], Field(description="Skills that nobody of the team has.")]
    passed: list[PassedOver]

    @classmethod
    def of(cls, choice: Choice, seen: Collection[str]) -> "Candidates":
        """Of those who are passed over, the ones whose line the caller may see."""
        return cls(
            agent=choice.agent.name if choice.agent else None,
            reason=choice.reason,
            unmet=list(choice.unmet),
            passed=[PassedOver(agent=n, why=why) for n, why in choice.passed.items() if n in seen],
        )


def line(view: AgentView) -> Response[AgentView]:
    """The response with a line of the roster, and its version as the entity tag."""
    return Response(200, "application/json", view, headers={"ETag": f'"{view.version}"'})
