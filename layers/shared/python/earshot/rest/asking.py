"""Who asks, with which right, under which key and for which version: what routes depend on."""

import json
from typing import Annotated

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Header
from aws_lambda_powertools.event_handler.request import Request
from pydantic import BaseModel

from earshot.domain.caller import Caller
from earshot.domain.digest import digest
from earshot.errors import Forbidden, Unauthenticated
from earshot.observability import Log
from earshot.rest.auth import caller_of
from earshot.rest.desk import Desk, desk
from earshot.usecases.change import Asked

_log = Log("api")

AtDesk = Annotated[Desk, Depends(desk)]


def caller(request: Request, at: AtDesk) -> Caller:
    """Whoever the verified token names."""
    context = request.resolved_event.get("requestContext") or {}
    claims = ((context.get("authorizer") or {}).get("jwt") or {}).get("claims")
    if not claims:
        raise Unauthenticated("a bearer token is needed")
    return caller_of(claims, groups_claim=at.groups_claim)


def worker(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Somebody who works on cases."""
    if not who.roles:
        raise _denied(who, "one of the groups agent, supervisor, admin")
    return who


def lead(who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Somebody who leads those who work on cases."""
    if not who.leads:
        raise _denied(who, "one of the groups supervisor, admin")
    return who


Anyone = Annotated[Caller, Depends(caller)]
Worker = Annotated[Caller, Depends(worker)]
Lead = Annotated[Caller, Depends(lead)]

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$",
        description="Yours to choose, one for each intent, 1 to 128 printable characters. The same "
        "key with the same body gets the same answer again and does nothing twice.",
    ),
]
_VERSION = r'^"?[0-9]{1,9}"?$'
_MATCH = 'The version that you have seen, as in `ETag`: `"3"`.'
IfMatch = Annotated[str, Header(alias="If-Match", pattern=_VERSION, description=_MATCH)]
IfMatchOptional = Annotated[
    str | None, Header(alias="If-Match", pattern=_VERSION, description=_MATCH)
]


def asked(
    who: Caller,
    operation: str,
    case_id: str,
    *,
    key: str,
    body: BaseModel | None = None,
    match: str | None = None,
) -> Asked:
    """The request in the form that a repeat is recognised by."""
    content = body.model_dump(mode="json") if body else None
    return Asked(
        caller=who,
        case_id=case_id,
        key=digest(who.id, key),
        what=digest(operation, json.dumps(content, sort_keys=True)),
        expected=int(match.strip('"')) if match else None,
    )


def _denied(who: Caller, needed: str) -> Forbidden:
    _log.warning("denied", caller=who.id, reason=needed)
    return Forbidden(f"this needs {needed}")
