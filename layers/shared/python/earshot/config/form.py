"""Whether a document has the form of a model, in words that say what would be right."""

from collections.abc import Sequence
from difflib import get_close_matches
from inspect import isclass
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from earshot.config.document import Document, Step
from earshot.config.problems import Problem

M = TypeVar("M", bound=BaseModel)


def shaped(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """The document as a model, or everything in which it differs from one."""
    try:
        return model.model_validate(document.data, context={"written": True}), []
    except ValidationError as error:
        told = error.errors()
        return None, [
            _problem(document, model, detail) for detail in told if not _follows(detail, told)
        ]


def _follows(detail: ErrorDetails, told: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because its items are wrong."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in told
    )


def _problem(document: Document, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    path = [step for step in detail["loc"] if step != "[key]"]
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return document.problem(path, "is no known key", _instead(path[-1], _keys(model, path)))
    if kind == "missing":
        return document.problem(path, "is missing")
    if kind == "literal_error":
        expected = str(context["expected"])
        allowed = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        given = detail["input"]
        return document.problem(path, f"{given!r} is not allowed", _instead(given, allowed))
    if kind == "value_error":
        return document.problem(path, str(context["error"]))
    return document.problem(path, _plain(detail))


def _plain(detail: ErrorDetails) -> str:
    message = detail["msg"]
    return message[0].lower() + message[1:] + f", not {_short(detail['input'])}"


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 40 else said[:37] + "..."


def _instead(given: object, known: Sequence[str]) -> str:
    close = get_close_matches(given, known, n=1) if isinstance(given, str) else []
    if close:
        return f"did you mean {close[0]!r}?"
    return "one of: " + ", ".join(known) if known else ""


def _keys(model: type[BaseModel], path: Sequence[Step]) -> list[str]:
    """The keys that are known where the last step of the path is not."""
    kind: Any = model
    for step in path[:-1]:
        kind = _inside(kind, step)
    found = _model_in(kind)
    return [field.alias or name for name, field in found.model_fields.items()] if found else []


def _inside(kind: Any, step: Step) -> Any:
    if model := _model_in(kind):
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                return field.annotation
    return _values(kind) if get_args(kind) else None


def _values(kind: Any) -> Any:
    """What a mapping or a list holds."""
    arguments = get_args(kind)
    return arguments[1] if get_origin(kind) is dict else arguments[0]


def _model_in(kind: Any) -> type[BaseModel] | None:
    for part in (kind, *get_args(kind)):
        if isclass(part) and get_origin(part) is None and issubclass(part, BaseModel):
            return part
    return None
