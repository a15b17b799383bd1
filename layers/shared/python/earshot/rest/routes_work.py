"""Routes that change a case: each needs an idempotency key, most the version that was seen."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Body

from earshot.rest.asking import AtDesk, IdempotencyKey, IfMatch, IfMatchOptional, Worker, asked
from earshot.rest.models import (
    Assignment,
    Labels,
    Note,
    Offline,
    Reopening,
    Resolution,
    Snooze,
)
from earshot.rest.views import CaseView, tagged
from earshot.usecases.acknowledge import acknowledge

router = Router()


@router.post("/v1/cases/<case_id>/claim", operation_id="claimCase", tags=["work"])
def claim(
    case_id: str, at: AtDesk, who: Worker, key: IdempotencyKey, match: IfMatch
) -> Response[CaseView]:
    """Take a case, so that nobody else answers it; 409 names the holder when it is taken."""
    ask = asked(who, "claim", case_id, key=key, match=match)
    return tagged(at.shown(at.casework.claim(ask).case))


@router.post("/v1/cases/<case_id>/release", operation_id="releaseCase", tags=["work"])
def release(
    case_id: str, at: AtDesk, who: Worker, key: IdempotencyKey, match: IfMatch
) -> Response[CaseView]:
    """Give a case back to its team's queue."""
    ask = asked(who, "release", case_id, key=key, match=match)
    return tagged(at.shown(at.casework.release(ask).case))


@router.post("/v1/cases/<case_id>/assign", operation_id="assignCase", tags=["work"])
def assign(
    case_id: str,
    body: Annotated[Assignment, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatch,
) -> Response[CaseView]:
    """Hand a case to a team or an agent: its holder may, and a supervisor."""
    ask = asked(who, "assign", case_id, key=key, match=match, body=body)
    done = at.casework.assign(ask, **dict(body))
    return tagged(at.shown(done.case))


@router.post("/v1/cases/<case_id>/notes", operation_id="addNote", tags=["work"])
def note(
    case_id: str,
    body: Annotated[Note, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatchOptional = None,
) -> Response[CaseView]:
    """Leave a remark for colleagues in the timeline."""
    ask = asked(who, "note", case_id, key=key, match=match, body=body)
    return tagged(at.shown(at.casework.note(ask, body.text).case))


@router.post("/v1/cases/<case_id>/labels", operation_id="correctLabels", tags=["work"])
def correct_labels(
    case_id: str,
    body: Annotated[Labels, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatchOptional = None,
) -> Response[CaseView]:
    """Put right what a mention was understood to mean; the classifier can learn from it."""
    ask = asked(who, "labels", case_id, key=key, match=match, body=body)
    done = at.casework.correct(ask, mention_id=body.mention_id, labels=body.given())
    return tagged(at.shown(done.case))


@router.post("/v1/cases/<case_id>/resolve", operation_id="resolveCase", tags=["work"])
def resolve(
    case_id: str,
    body: Annotated[Resolution, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatch,
) -> Response[CaseView]:
    """Close a case; not while another person holds it."""
    ask = asked(who, "resolve", case_id, key=key, match=match, body=body)
    done = at.casework.resolve(
        ask,
        resolution=body.resolution,
        note=body.note,
        without_closure=body.without_closure,
    )
    return tagged(at.shown(done.case))


@router.post("/v1/cases/<case_id>/move-private", operation_id="movePrivate", tags=["work"])
def move_private(
    case_id: str,
    body: Annotated[Offline, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatch,
) -> Response[CaseView]:
    """Take a matter offline: a private message is owed, and word of it in public."""
    ask = asked(who, "move-private", case_id, key=key, match=match, body=body)
    return tagged(at.shown(at.casework.move_private(ask, reason=body.reason).case))


@router.post("/v1/cases/<case_id>/reopen", operation_id="reopenCase", tags=["work"])
def reopen(
    case_id: str,
    body: Annotated[Reopening, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatch,
) -> Response[CaseView]:
    """Make a resolved case work again."""
    ask = asked(who, "reopen", case_id, key=key, match=match, body=body)
    return tagged(at.shown(at.casework.reopen(ask, reason=body.reason).case))


@router.post("/v1/cases/<case_id>/snooze", operation_id="snoozeCase", tags=["work"])
def snooze(
    case_id: str,
    body: Annotated[Snooze, Body()],
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatch,
) -> Response[CaseView]:
    """Let a case wait until an instant, or until the customer writes."""
    ask = asked(who, "snooze", case_id, key=key, match=match, body=body)
    return tagged(at.shown(at.casework.snooze(ask, until=body.until).case))


@router.post(
    "/v1/cases/<case_id>/alerts/<alert_id>/acknowledge",
    operation_id="acknowledgeAlert",
    tags=["work"],
)
def acknowledge_alert(
    case_id: str,
    alert_id: str,
    at: AtDesk,
    who: Worker,
    key: IdempotencyKey,
    match: IfMatchOptional = None,
) -> Response[CaseView]:
    """Say that you have seen an alert, so that nobody else up the ladder is paged about it."""
    ask = asked(who, f"acknowledge/{alert_id}", case_id, key=key, match=match)
    return tagged(at.shown(acknowledge(at.store, at.clock, ask, alert_id).case))
