"""The OpenAPI document, made from the routes; not imported at run time."""

from typing import Any

from aws_lambda_powertools.event_handler.openapi.models import HTTPBearer, License, Server, Tag

import earshot
from earshot.rest.app import build
from earshot.rest.desk import desk
from earshot.rest.openapi_errors import GATEWAY_SCHEMA, PROBLEM_RESPONSES, PROBLEM_SCHEMA, errors_of
from earshot.rest.openapi_examples import REQUESTS, RESPONSES
from earshot.rest.openapi_fields import describe

NOTHING = {
    "takeNext": ("204", "There is none."),
    "getPlaybook": ("304", "Nothing has changed since the `ETag` in `If-None-Match`."),
}
"""How operations say that there is nothing to tell."""
OPEN = frozenset({"health", "version"})
"""The operations that need no token."""

DESCRIPTION = """\
Work the queue of social mentions that need a person: list, claim, answer, resolve, and see why.

Every call but `health` and `version` needs a bearer token of your user pool or OIDC issuer. Its
groups say what you may do (`agent`, `supervisor`, `admin`) and see (`team-<name>`, `brand-<name>`).

Every `POST` needs an `Idempotency-Key`: repeat a call with the same key until you have an answer,
and it still happens once. A key is remembered with its case. Changes of a case's state need
`If-Match` with the version you have seen (`ETag`); 412 tells you the current one.

Errors are `application/problem+json`. API Gateway answers some requests before they reach us, with
a body of its own: 401 without a valid token, 429, and 404 for a path that is not listed here and
does not begin with `/v1/` (`{"message": "Not Found"}`).
"""
TAGS = {
    "queues": "What waits for whom.",
    "cases": "One case in full.",
    "mentions": "Why a mention was treated as it was, and praise that is passed on.",
    "replies": "Answers to customers: planned, sent once, looked up.",
    "work": "What people do with a case.",
    "agents": "Who works, who is on duty, how much each holds.",
    "accounts": "The connected accounts, for supervisors.",
    "service": "The API itself, and who you are to it.",
}
GENERATED = ("HTTPValidationError", "ValidationError", "ResponseValidationError")


def document() -> dict[str, Any]:
    """The whole document as JSON values, the same for the same code."""
    app = build(desk)
    made = app.get_openapi_schema(
        title="Earshot",
        version=earshot.__version__,
        openapi_version="3.1.0",
        summary="Social customer service in your own AWS account",
        description=DESCRIPTION,
        tags=[Tag(name=name, description=text) for name, text in TAGS.items()],
        servers=[Server(url="/", description="The deployed stack's `ApiUrl` output")],
        license_info=License(name="MIT"),
        security_schemes={"token": HTTPBearer(bearerFormat="JWT")},
        security=[{"token": []}],
    )
    whole: dict[str, Any] = made.model_dump(mode="json", by_alias=True, exclude_none=True)
    summaries = {
        route.operation_id: route.func.__doc__ for route in app._static_routes + app._dynamic_routes
    }
    for operations in whole["paths"].values():
        for method, operation in operations.items():
            operation["summary"] = summaries[operation["operationId"]]
            _complete(operation, method)
    components = whole["components"]
    for name in GENERATED:
        components["schemas"].pop(name, None)
    components["schemas"]["Problem"] = PROBLEM_SCHEMA
    components["schemas"]["GatewayMessage"] = GATEWAY_SCHEMA
    components["responses"] = PROBLEM_RESPONSES
    describe(components["schemas"])
    return whole


def _complete(operation: dict[str, Any], method: str) -> None:
    """Say of one operation what its signature does not: errors, headers, examples, openness."""
    name = operation["operationId"]
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "header":
            parameter["name"] = parameter["name"].title()
    if name in OPEN:
        operation["security"] = []
    fine = {code: r for code, r in operation["responses"].items() if str(code).startswith("2")}
    for response in list(fine.values()):
        if _may_be_nothing(response):
            status, said = NOTHING[name]
            fine[status] = {"description": said}
        _describe(response, operation)
    errors = errors_of(operation, changes=method in ("post", "put"), open_to_all=name in OPEN)
    operation["responses"] = {str(k): v for k, v in sorted({**fine, **errors}.items(), key=str)}
    if name in REQUESTS:
        content = operation["requestBody"]["content"]["application/json"]
        content["examples"] = REQUESTS[name]


def _may_be_nothing(response: dict[str, Any]) -> bool:
    """Take null out of the answers' schema: it is told by a status of its own."""
    content = response["content"]["application/json"]
    kinds = content["schema"].get("anyOf", [])
    if {"type": "null"} not in kinds:
        return False
    (content["schema"],) = [kind for kind in kinds if kind != {"type": "null"}]
    return True


def _describe(response: dict[str, Any], operation: dict[str, Any]) -> None:
    content = response["content"]["application/json"]
    shape = content["schema"]["$ref"].rpartition("/")[2]
    response["description"] = shape
    if shape in ("CaseView", "CaseInFull"):
        response["headers"] = {"ETag": _header("The case's version, for `If-Match`.", '"3"')}
    if shape == "AgentView":
        response["headers"] = {"ETag": _header("The line's version, for `If-Match`.", '"3"')}
    if shape == "PlaybookView":
        response["headers"] = {"ETag": _header("For `If-None-Match`.")}
    if operation["operationId"] == "reply":
        response["headers"] = {"Location": _header("Where to ask how it went.")}
    if shape in RESPONSES:
        content["example"] = RESPONSES[shape]


def _header(text: str, example: str | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if example:
        schema["examples"] = [example]
    return {"description": text, "schema": schema}
