"""Routes about mentions: why one was treated as it was, and the praise that is passed on."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from earshot.domain.guard import hidden_from
from earshot.domain.highlights import receiver
from earshot.rest.asking import AtDesk, Worker
from earshot.rest.highlight_views import Highlight, HighlightPage
from earshot.rest.paging import Limit, PageToken, Paging
from earshot.rest.references import key_of
from earshot.rest.teams import Brand, brand_of, praised_team
from earshot.rest.why_views import MentionWhy
from earshot.usecases.why import why

router = Router()

Version = Annotated[
    str | None,
    Query(
        pattern=r"^v[0-9]{1,9}(:[0-9a-f]{12})?$",
        description="Another published playbook: its stamp `v3:9f2c01ab77de`, or `v3` for the "
        "newest of that version.",
    ),
]


Team = Annotated[
    str | None,
    Query(max_length=64, description="Needed where clauses hand praise to several of your teams."),
]


@router.get("/v1/highlights", operation_id="listHighlights", tags=["mentions"])
def list_highlights(
    at: AtDesk,
    who: Worker,
    team: Team = None,
    brand: Brand = None,
    limit: Limit = 25,
    page: PageToken = None,
) -> HighlightPage:
    """Praise that a clause hands to a team to thank for or to pass on, the newest first.

    What its author deletes, or edits into something else, leaves the list.
    """
    to_team = team or praised_team(at, who)
    of_brand = brand_of(to_team, brand, at, who)
    query = f"highlights/{of_brand}/{to_team}"
    paging = Paging(at, who, query, limit=limit, page=page)
    found = at.store.highlights(of_brand, to_team, limit=paging.limit, cursor=paging.cursor)
    hidden = hidden_from(who, None, at.playbook.privacy)
    told = [
        Highlight.handed(record, hidden, at.playbook) for record in found.items if receiver(record)
    ]
    return HighlightPage(highlights=told, next=paging.next(found))


@router.get("/v1/mentions/<mention>/why", operation_id="getWhy", tags=["mentions"])
def get_why(mention: str, at: AtDesk, who: Worker, playbook: Version = None) -> MentionWhy:
    """Why a mention was treated as it was, and how another playbook would treat it.

    `mention` is the `ref` that the thread of a case carries: `channel:account:id` in base64url.
    """
    return MentionWhy.of(why(at.store, at.playbooks(), who, key_of(mention), playbook))
