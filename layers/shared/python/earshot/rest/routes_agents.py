"""Routes about those who work: the roster, and who is there."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Body

from earshot.domain.agent import AgentRecord
from earshot.domain.caller import Caller
from earshot.rest.agent_views import AgentView, Candidates, RosterView, line
from earshot.rest.asking import AtDesk, IfMatchOptional, Lead, Worker
from earshot.rest.desk import Desk
from earshot.rest.models import AgentLine, BeingThere
from earshot.usecases.look import case_for

router = Router()


@router.get("/v1/agents", operation_id="listAgents", tags=["agents"])
def list_agents(at: AtDesk, who: Worker) -> RosterView:
    """Who works for your teams and brands, who of them is on duty, and how much each holds."""
    return RosterView(agents=[_view(at, agent) for agent in at.roster.lines(who)])


@router.get("/v1/agents/<agent>", operation_id="getAgent", tags=["agents"])
def get_agent(agent: str, at: AtDesk, who: Worker) -> Response[AgentView]:
    """One line of the roster; `me` is yours."""
    return line(_view(at, at.roster.line(who, _named(agent, who))))


@router.put("/v1/agents/<agent>", operation_id="putAgent", tags=["agents"])
def put_agent(
    agent: str,
    body: Annotated[AgentLine, Body()],
    at: AtDesk,
    who: Lead,
    match: IfMatchOptional = None,
) -> Response[AgentView]:
    """Write somebody's line in the roster, new or in place of the one before."""
    written = at.roster.write(
        who,
        _named(agent, who),
        dict(body),
        expected=int(match.strip('"')) if match else None,
    )
    return line(_view(at, written))


@router.put("/v1/me/presence", operation_id="putPresence", tags=["agents"])
def put_presence(
    body: Annotated[BeingThere, Body()], at: AtDesk, who: Worker
) -> Response[AgentView]:
    """Say whether you are there. While you are away nothing is given to you."""
    return line(_view(at, at.roster.present(who, state=body.state, until=body.until)))


@router.get("/v1/cases/<case_id>/candidates", operation_id="listCandidates", tags=["agents"])
def list_candidates(case_id: str, at: AtDesk, who: Worker) -> Candidates:
    """Whom a case should go to by skills, presence and load, and why to none of the others."""
    choice = at.pushing.consider(case_for(at.store, who, case_id))
    return Candidates.of(choice, {agent.name for agent in at.roster.lines(who)})


def _named(agent: str, who: Caller) -> str:
    return who.agent if agent == "me" else agent


def _view(at: Desk, agent: AgentRecord) -> AgentView:
    return AgentView.of(agent, at.playbook, at.clock.now())
