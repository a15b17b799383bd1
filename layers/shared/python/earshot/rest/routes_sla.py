"""Routes about deadlines of many cases at once."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body

from earshot.rest.asking import AtDesk, IdempotencyKey, Lead
from earshot.rest.models import Recomputation
from earshot.rest.paging import Paging
from earshot.rest.sla_views import RecomputedView
from earshot.usecases.recompute import Recomputing

router = Router()


@router.post("/v1/sla/recompute", operation_id="recomputeSla", tags=["queues"])
def recompute_sla(
    body: Annotated[Recomputation, Body()], at: AtDesk, who: Lead, key: IdempotencyKey
) -> RecomputedView:
    """Recompute open deadlines after a calendar was changed, and tell which of them moved.

    Ask again with `next` as `page` until it is null; a repeat moves nothing twice.
    """
    paging = Paging(at, who, "sla/recompute", limit=body.limit, page=body.page)
    work = Recomputing(
        store=at.store,
        clock=at.clock,
        playbook=at.playbook,
        brands={account.brand for account in at.accounts.accounts},
    )
    found = work.page(who, limit=paging.limit, cursor=paging.cursor, dry_run=body.dry_run)
    return RecomputedView.of(found, at.playbook.stamp, paging.next(found))
