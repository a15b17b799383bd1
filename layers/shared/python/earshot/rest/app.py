"""The resolver: all routes, strict bodies, and every error as a problem document."""

import binascii
import json
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from earshot.errors import EarshotError, Hidden, Malformed
from earshot.observability import Log
from earshot.rest import (
    routes_accounts,
    routes_agents,
    routes_cases,
    routes_mentions,
    routes_playbook,
    routes_queues,
    routes_replies,
    routes_service,
    routes_sla,
    routes_work,
)
from earshot.rest.desk import Desk, desk
from earshot.rest.invalid import problem_of_validation
from earshot.rest.problem import MEDIA_TYPE, BodyTooLarge, problem, problem_of

LARGEST_BODY = 256 * 1024
RETRY_AFTER = {503: "1"}

ROUTES = (
    routes_service,
    routes_queues,
    routes_cases,
    routes_mentions,
    routes_work,
    routes_replies,
    routes_agents,
    routes_sla,
    routes_accounts,
    routes_playbook,
)

_log = Log("api")


def build(provide: Callable[[], Desk]) -> APIGatewayHttpResolver:
    """The API over the desk that `provide` gives for each request."""
    app = APIGatewayHttpResolver(
        enable_validation=True,
        debug=False,
        response_validation_error_http_code=500,
        json_body_deserializer=read_json,
    )
    app.use(middlewares=[_empty])
    for routes in ROUTES:
        app.include_router(routes.router)
    app.dependency_overrides[desk] = provide
    app.exception_handler(EarshotError)(_known)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler([binascii.Error, UnicodeDecodeError])(_undecodable)
    app.exception_handler(RequestUnsupportedContentType)(_unsupported)
    app.exception_handler(Exception)(_unexpected)
    app.not_found(_no_route)
    return app


def _empty(app: APIGatewayHttpResolver, answer: NextMiddleware) -> Response[Any]:
    """Say nothing with an empty body: API Gateway takes text, not null."""
    response = answer(app)
    if response.body is None:
        response.body = ""
    return response


def read_json(body: str) -> Any:
    """Parse a body strictly: no NaN, no name twice, no depth and no number without end."""
    if len(body.encode("utf-8", "surrogatepass")) > LARGEST_BODY:
        raise BodyTooLarge(f"a body may have {LARGEST_BODY} bytes")
    try:
        return json.loads(body, parse_constant=_no_number, object_pairs_hook=_no_name_twice)
    except RecursionError:
        raise Malformed("the body is nested too deeply") from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python makes no integer of more than 4,300 digits.
        raise Malformed("a number of the body has too many digits") from None


def _no_number(name: str) -> None:
    raise Malformed(f"{name} is no JSON number")


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Malformed("a name occurs twice in one object")
    return value


def _known(error: EarshotError) -> Response[Any]:
    if isinstance(error, Hidden):
        _log.warning("hidden", caller=error.caller, case_id=error.thing)
    return _respond(problem_of(error))


def _invalid(error: RequestValidationError) -> Response[Any]:
    return _respond(problem_of_validation(error.errors()))


def _undecodable(error: ValueError) -> Response[Any]:
    return _respond(problem(400, "the body is not UTF-8 text"))


def _unsupported(error: RequestUnsupportedContentType) -> Response[Any]:
    return _respond(problem(415, "the body has to be application/json"))


def _no_route(error: NotFoundError) -> Response[Any]:
    return _respond(problem(404, "there is no such path or method"))


def _unexpected(error: Exception) -> Response[Any]:
    """Tell the caller nothing of our inside, and the log nothing of what people wrote."""
    _log.failure("unexpected", error)
    return _respond(problem(500))


def _respond(document: dict[str, Any]) -> Response[Any]:
    status = document["status"]
    headers = {"Retry-After": RETRY_AFTER[status]} if status in RETRY_AFTER else {}
    return Response(status, MEDIA_TYPE, json.dumps(document), headers=headers)
