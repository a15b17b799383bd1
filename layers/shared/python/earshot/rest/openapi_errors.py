"""Which problems each operation may answer with, by what it takes."""

from typing import Any

from earshot.rest.problem import MEDIA_TYPE, problem

PROBLEM_SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "description": "A stable name of this kind of problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong here, and what would be right."},
        "field": {"type": "string", "description": "The part of the request to blame."},
        "current": {"type": "integer", "description": "The case's current version."},
        "holder": {"type": "string", "description": "Who holds the case."},
        "load": {"type": "integer", "description": "How much an agent without room holds."},
        "capacity": {"type": "integer", "description": "How much they may hold."},
        "reason": {
            "type": "string",
            "description": "Which rule of the channel forbids it, as `window_closed`.",
        },
        "reply_id": {
            "type": "string",
            "description": "The reply that said nearly the same; send `repeat` to say it again.",
        },
        "open_url": {
            "type": "string",
            "description": "Where a person can do it on the platform itself.",
        },
        "count": {"type": "integer", "description": "How long the text is, with its sign-off."},
        "limit": {"type": "integer", "description": "How long it may be."},
        "unit": {"type": "string", "description": "What both count, as the channel counts."},
        "findings": {
            "type": "array",
            "description": "Personal data that the words may not tell: where, and of which kind.",
            "items": {
                "type": "object",
                "required": ["kind", "start", "end"],
                "properties": {
                    "kind": {"type": "string"},
                    "start": {"type": "integer"},
                    "end": {"type": "integer"},
                },
            },
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}

EXAMPLES: dict[int, tuple[str, dict[str, Any]]] = {
    400: (
        "The request has not the form asked for.",
        problem(400, "Idempotency-Key: is needed", field="Idempotency-Key"),
    ),
    401: (
        "No token, or one that does not hold: API Gateway says so by itself. A problem where the "
        "token holds and names nobody.",
        problem(401, "the token names nobody: a claim sub is needed"),
    ),
    403: (
        "Known who you are, and that you may not.",
        problem(403, "this needs one of the groups supervisor, admin"),
    ),
    404: ("Nothing by that name that you may see.", problem(404, "no case c-4711")),
    409: (
        "The case's state does not allow it.",
        problem(409, "case c-4711 is held by grace", holder="grace"),
    ),
    412: (
        "The case has changed since the version in `If-Match`.",
        problem(412, "case c-4711 is at version 4, not 3", current=4),
    ),
    413: ("The body is too large.", problem(413, "a body may have 262144 bytes")),
    415: ("The body is not JSON.", problem(415, "the body has to be application/json")),
    422: (
        "Not acceptable; or the `Idempotency-Key` came with another request before.",
        problem(
            422,
            "the playbook has no topic delivery; it has billing, order_delivery, other",
            field="topic",
        ),
    ),
    428: ("`If-Match` is missing.", problem(428, "If-Match: is needed", field="If-Match")),
    500: ("Our fault; nothing is told about it here.", problem(500)),
    503: ("Too busy just now; nothing was done.", problem(503, "the table is busy")),
}

GATEWAY_SCHEMA: dict[str, Any] = {
    "title": "GatewayMessage",
    "description": "What API Gateway answers by itself.",
    "type": "object",
    "required": ["message"],
    "properties": {"message": {"type": "string"}},
}

PROBLEM_RESPONSES: dict[str, Any] = {
    f"Problem{status}": {
        "description": description,
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }
    for status, (description, example) in EXAMPLES.items()
}
PROBLEM_RESPONSES["Problem401"]["content"] = {
    "application/json": {
        "schema": {"$ref": "#/components/schemas/GatewayMessage"},
        "example": {"message": "Unauthorized"},
    },
    **PROBLEM_RESPONSES["Problem401"]["content"],
}


def errors_of(
    operation: dict[str, Any], *, changes: bool, open_to_all: bool
) -> dict[str, dict[str, str]]:
    """The error responses of an operation, by status."""
    places = {(p["in"], p["name"]): p for p in operation.get("parameters", [])}
    statuses = {500, 503}
    if not open_to_all:
        statuses |= {401, 403}
    if ("query", "team") in places or any(place == "path" for place, _ in places):
        statuses.add(404)
    if any(place == "query" for place, _ in places):
        statuses.add(400)
    if changes:
        statuses |= {400, 409, 412, 422}
    if places.get(("header", "If-Match"), {}).get("required"):
        statuses.add(428)
    if "requestBody" in operation:
        statuses |= {413, 415}
    return {
        str(status): {"$ref": f"#/components/responses/Problem{status}"}
        for status in sorted(statuses)
    }
