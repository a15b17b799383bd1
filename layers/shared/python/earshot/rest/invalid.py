"""Say which part of a request has not the form that was asked for."""

from collections.abc import Sequence
from typing import Any

from earshot.rest.problem import problem


def problem_of_validation(errors: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One document for all that is wrong; names fields and rules, never the values sent."""
    first = errors[0]
    where, name = str(first["loc"][0]), _name(first)
    return problem(
        _status(where, name, first["type"]),
        f"{name}: {_message(first)}",
        field=name,
        errors=[{"field": _name(error), "message": _message(error)} for error in errors],
    )


def _status(where: str, name: str, kind: str) -> int:
    """A body that is JSON but wrong is 422; everything around it is the request's own form."""
    if where == "body":
        return 400 if kind == "json_invalid" else 422
    if name == "If-Match" and kind == "missing":
        return 428
    return 404 if where == "path" else 400


def _name(error: dict[str, Any]) -> str:
    """`body.text` is known as `text`, a header as it is written: `If-Match`."""
    where, *rest = error["loc"]
    if error["type"] == "json_invalid":
        return "body"
    name = ".".join(str(part) for part in rest) or "body"
    return name.title() if where == "header" else name


def _message(error: dict[str, Any]) -> str:
    if error["type"] == "missing":
        return "is needed"
    if error["type"] == "json_invalid":
        return "is not JSON"
    if error["type"] == "extra_forbidden":
        return "is not known here"
    return str(error["msg"]).removeprefix("Value error, ")
