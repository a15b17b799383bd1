"""What each error looks like from outside: status and `application/problem+json` (RFC 9457)."""

from typing import Any

from earshot.errors import (
    Ambiguous,
    Barred,
    Conflict,
    EarshotError,
    Exposing,
    Forbidden,
    Full,
    Held,
    Hidden,
    Illegal,
    Malformed,
    NotAcceptable,
    OverBudget,
    Permanent,
    Rejected,
    Repeated,
    Retryable,
    Reused,
    Stale,
    Throttled,
    TooLarge,
    Unauthenticated,
    Unavailable,
    Unknown,
    problem_type,
)

MEDIA_TYPE = "application/problem+json"


class Unconditional(Permanent):
    """A change of a case without the version it is meant for."""


class BodyTooLarge(TooLarge):
    """A request body over the limit, refused unread."""


STATUS: dict[type[EarshotError], int] = {
    Malformed: 400,
    NotAcceptable: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    Hidden: 404,
    Unknown: 404,
    Barred: 409,
    Conflict: 409,
    Full: 409,
    Held: 409,
    Illegal: 409,
    Repeated: 409,
    Stale: 412,
    BodyTooLarge: 413,
    TooLarge: 422,
    Exposing: 422,
    Reused: 422,
    Permanent: 422,
    Unconditional: 428,
    Ambiguous: 502,
    Rejected: 502,
    Throttled: 503,
    OverBudget: 503,
    Unavailable: 503,
    Retryable: 503,
    EarshotError: 500,
}

TITLE = {
    400: "Malformed request",
    401: "Not authenticated",
    403: "Not allowed",
    404: "Not found",
    409: "Not possible now",
    412: "Changed meanwhile",
    413: "Body too large",
    415: "Not JSON",
    422: "Not acceptable",
    428: "Version missing",
    500: "Internal error",
    502: "Platform refused",
    503: "Try again",
}


def status_of(error: type[BaseException]) -> int:
    """The status of the nearest ancestor in the table; 500 for what is not ours."""
    return next((STATUS[cls] for cls in error.__mro__ if cls in STATUS), 500)


def problem(status: int, detail: str | None = None, **more: Any) -> dict[str, Any]:
    """A problem document; members without a value are left out."""
    title = TITLE[status]
    document = {
        "type": problem_type(title),
        "title": title,
        "status": status,
        "detail": detail,
        **more,
    }
    return {name: value for name, value in document.items() if value is not None}


def problem_of(error: EarshotError) -> dict[str, Any]:
    """The document for one of our errors: its text is written for people and names nobody."""
    return problem(
        status_of(type(error)),
        str(error) or None,
        field=getattr(error, "field", None),
        current=getattr(error, "current", None),
        holder=getattr(error, "holder", None),
        load=getattr(error, "load", None),
        capacity=getattr(error, "capacity", None),
        findings=getattr(error, "findings", None),
        **{name: getattr(error, name, None) for name in ("reason", "open_url", "reply_id")},
        **{name: getattr(error, name, None) for name in ("count", "limit", "unit")},
    )
