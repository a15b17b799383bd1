"""Routes that list cases: a team's queue and what an agent holds."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from pydantic import Field

from earshot.errors import Forbidden
from earshot.rest.asking import AtDesk, IdempotencyKey, Worker, asked
from earshot.rest.paging import Limit, PageToken, Paging
from earshot.rest.teams import Brand, brand_of
from earshot.rest.views import CaseView, Output

router = Router()


class CasePage(Output):
    """Some cases, in the order in which they should be worked on."""

    cases: list[CaseView]
    next: Annotated[str | None, Field(description="The `page` for what follows; null at the end.")]


@router.get("/v1/queues/<team>/cases", operation_id="listQueue", tags=["queues"])
def list_queue(
    team: str,
    at: AtDesk,
    who: Worker,
    brand: Brand = None,
    limit: Limit = 25,
    page: PageToken = None,
) -> CasePage:
    """Cases of a team that nobody has claimed, the most urgent first."""
    of_brand = brand_of(team, brand, at, who)
    paging = Paging(at, who, f"queue/{of_brand}/{team}", limit=limit, page=page)
    found = at.store.queue_of(of_brand, team, limit=paging.limit, cursor=paging.cursor)
    return CasePage(cases=[at.shown(case) for case in found.items], next=paging.next(found))


@router.post("/v1/queues/<team>/next", operation_id="takeNext", tags=["queues"])
def take_next(
    team: str, at: AtDesk, who: Worker, key: IdempotencyKey, brand: Brand = None
) -> Response[CaseView | None]:
    """Claim the next case of a team that suits you: the most urgent, and of those the oldest."""
    of_brand = brand_of(team, brand, at, who)
    ask = asked(who, f"next/{of_brand}/{team}", "", key=key)
    case = at.pulling.next(ask, brand=of_brand, team=team)
    if case is None:
        return Response(204)
    view = at.shown(case)
    return Response(200, "application/json", view, headers={"ETag": f'"{view.version}"'})


@router.get("/v1/agents/<agent>/cases", operation_id="listAgentCases", tags=["queues"])
def list_agent_cases(
    agent: str, at: AtDesk, who: Worker, limit: Limit = 25, page: PageToken = None
) -> CasePage:
    """Unresolved cases that an agent holds (`me`: you), the next due first."""
    holder = who.agent if agent == "me" else agent
    if holder != who.agent and not who.leads:
        raise Forbidden("only a supervisor may list what others hold")
    paging = Paging(at, who, f"agent/{holder}", limit=limit, page=page)
    found = at.store.cases_of_agent(holder, limit=paging.limit, cursor=paging.cursor)
    seen = [at.shown(case) for case in found.items if who.sees(case)]
    return CasePage(cases=seen, next=paging.next(found))
