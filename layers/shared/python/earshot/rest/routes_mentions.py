"""The route that explains one mention."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from earshot.rest.asking import AtDesk, Worker
from earshot.rest.references import key_of
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


@router.get("/v1/mentions/<mention>/why", operation_id="getWhy", tags=["mentions"])
def get_why(mention: str, at: AtDesk, who: Worker, playbook: Version = None) -> MentionWhy:
    """Why a mention was treated as it was, and how another playbook would treat it.

    `mention` is the `ref` that the thread of a case carries: `channel:account:id` in base64url.
    """
    return MentionWhy.of(why(at.store, at.playbooks(), who, key_of(mention), playbook))
