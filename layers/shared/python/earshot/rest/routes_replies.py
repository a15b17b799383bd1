"""Routes of the reply ledger: what is said to the customer, and what became of it."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Body

from earshot.domain.case import Reply
from earshot.domain.guard import hidden_from
from earshot.errors import Unknown
from earshot.rest.asking import AtDesk, IdempotencyKey, IfMatchOptional, Worker, asked
from earshot.rest.models import Answer, Deed, ReplyDecision
from earshot.rest.views import CaseView, ReplyView, tagged
from earshot.usecases import act as acts
from earshot.usecases.answer import Words
from earshot.usecases.decide_reply import Verdict, decide_reply
from earshot.usecases.look import case_for

router = Router()


@router.post("/v1/cases/<case_id>/replies", operation_id="reply", tags=["replies"], status_code=202)
def reply(
    case_id: str,
    body: Annotated[Answer, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatchOptional = None,
) -> Response[ReplyView]:
    """Answer the customer; it is sent once, and `getReply` tells how it went."""
    ask = asked(who, "reply", case_id, key=key, match=match, body=body)
    return _planned(at.answering.answer(ask, Words(**dict(body))))


@router.post("/v1/cases/<case_id>/acts", operation_id="act", tags=["replies"], status_code=202)
def act(
    case_id: str,
    body: Annotated[Deed, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatchOptional = None,
) -> Response[ReplyView]:
    """Like or hide a mention, or delete a reply of ours, where the channel can; done once."""
    ask = asked(who, "act", case_id, key=key, match=match, body=body)
    return _planned(at.acting.act(ask, acts.Deed(**dict(body))))


def _planned(entry: Reply) -> Response[ReplyView]:
    where = f"/v1/cases/{entry.case_id}/replies/{entry.id}"
    view = ReplyView.planned(entry)
    return Response(202, "application/json", view, headers={"Location": where})


@router.get("/v1/cases/<case_id>/replies/<reply_id>", operation_id="getReply", tags=["replies"])
def get_reply(case_id: str, reply_id: str, at: AtDesk, who: Worker) -> ReplyView:
    """How it stands with a reply."""
    case = case_for(at.store, who, case_id)
    reply = at.store.reply(case_id, reply_id)
    if reply is None:
        raise Unknown(f"case {case_id} has no reply {reply_id}")
    return ReplyView.of(reply, hidden_from(who, case, at.playbook.privacy))


@router.post(
    "/v1/cases/<case_id>/replies/<reply_id>/decision",
    operation_id="decideReply",
    tags=["replies"],
)
def decide(
    case_id: str,
    reply_id: str,
    body: Annotated[ReplyDecision, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatchOptional = None,
) -> Response[CaseView]:
    """Say what became of a reply that is `unknown`: look at the platform first."""
    ask = asked(who, f"decision/{reply_id}", case_id, key=key, match=match, body=body)
    verdict = Verdict(**dict(body))
    done = decide_reply(at.store, at.clock, at.playbook, ask, reply_id, verdict)
    return tagged(at.shown(done.case))
