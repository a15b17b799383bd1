"""The route that tells a frontend the words of the playbook in force."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Header

import earshot
from earshot.rest.asking import AtDesk, Worker
from earshot.rest.playbook_views import PlaybookView

router = Router()

Seen = Annotated[
    str | None,
    Header(alias="If-None-Match", description="The `ETag` that you have; 304 while it holds."),
]


@router.get("/v1/playbook", operation_id="getPlaybook", tags=["service"])
def get_playbook(at: AtDesk, who: Worker, seen: Seen = None) -> Response[PlaybookView | None]:
    """The names that a frontend offers: topics and their teams, labels, brands, policies, words."""
    # A later release may tell more of the same playbook.
    tag = f'"{at.playbook.stamp}-{earshot.__version__}"'
    if seen == tag:
        return Response(304, headers={"ETag": tag})
    view = PlaybookView.of(at.playbook)
    return Response(200, "application/json", view, headers={"ETag": tag})
