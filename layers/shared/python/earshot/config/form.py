"""Whether a document has the form of a model, in words that say what would be right."""

from collections import defaultdict
from collections.abc import Sequence
from inspect import isclass
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from earshot.config.document import Document, Step
from earshot.config.problems import Problem
from earshot.domain.duration import spoken
from earshot.domain.nearest import instead

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
        return document.problem(path, "is no known key", instead(path[-1], _keys(model, path)))
    if kind == "missing":
        return document.problem(path, "is missing")
    if kind == "literal_error":
        expected = str(context["expected"])
        allowed = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        given = detail["input"]
        return document.problem(path, f"{given!r} is not allowed", instead(given, allowed))
    if kind == "value_error":
        return document.problem(path, str(context["error"]))
    return document.problem(path, _plain(detail))


def _plain(detail: ErrorDetails) -> str:
    """The words of pydantic where they speak of what people write, and ours where they do not."""
    given = _short(detail["input"])
    if detail["type"] in _WANTED:
        return f"{_WANTED[detail['type']]}, not {given}"
    if detail["type"] == "string_pattern_mismatch":
        return f"{given} has not the form of what belongs here{_FORMS[detail['ctx']['pattern']]}"
    message = detail["msg"]
    if detail["type"] in _LIMITS:
        limit = next(iter(detail["ctx"].values()))
        return f"{_LIMITS[detail['type']]} {_measured(limit, detail['input'])}, not {given}"
    return message[0].lower() + message[1:] + f", not {given}"


def _measured(limit: float, given: object) -> str:
    """In the units in which it was written: only durations are text and have limits."""
    return spoken(int(limit)) if isinstance(given, str) else f"{limit:g}"


_LIMITS = {
    "less_than_equal": "must be at most",
    "greater_than_equal": "must be at least",
    "less_than": "must be less than",
    "greater_than": "must be more than",
}
_DAY = "write a day as 2027-06-30"
_WANTED = {
    "model_type": "write `key: value` lines here",
    "model_attributes_type": "write `key: value` lines here",
    "dict_type": "write `key: value` lines here",
    "tuple_type": "write a list here",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "float_parsing": "write a number",
    "float_type": "write a number",
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "string_type": "write text here",
    "string_too_short": "write at least one character",
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "date_parsing": _DAY,
    "date_type": _DAY,
}
_FORMS = defaultdict(
    str,
    {
        r"^w[0-9a-f]{8}$": ": `w` and eight of 0-9 and a-f, as `earshot train` names weights",
        r"^[a-z0-9][a-z0-9_-]{0,63}$": ": small letters, digits, - and _",
        r"^[a-z][a-z0-9_]{0,31}$": ": small letters, digits and _",
        r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$": ": letters, digits, dots, - and _",
        r"^[a-z0-9][a-z0-9.:-]{2,99}$": ": a model's id, as amazon.nova-micro-v1:0",
        r"^https?://": ": an address that begins with https://",
        r"^https?://.*\{case_id\}": ": an address with {case_id} in it",
    },
)


def _short(value: object) -> str:
    said = repr(value)
    return said if len(said) <= 40 else said[:37] + "..."


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
