"""Whether a document has the form of a model, in words that say what would be right."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from inspect import isclass
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from earshot.config.document import Document, Step
from earshot.config.problems import Problem
from earshot.domain.duration import spoken
from earshot.domain.nearest import instead
from earshot.domain.playbook.checks import Finding

M = TypeVar("M", bound=BaseModel)

# What nobody writes into a file that is reviewed and kept in versions.
SECRET = re.compile(r"(?:^|_)(?:secret|token|password|key|credentials?)$")
NO_SECRETS = "secrets do not belong here: put it into the secret that the stack makes"


def shaped(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """The document as a model, or everything in which it differs from one."""
    try:
        return model.model_validate(document.data, context={"written": True}), []
    except ValidationError as error:
        return None, [document.problem(*finding) for finding in misshapen(error, model)]


def misshapen(error: ValidationError, model: type[BaseModel]) -> Iterator[Finding]:
    """In what a value differs from the model; paths begin at the value."""
    told = error.errors()
    yield from (_finding(model, detail) for detail in told if not _follows(detail, told))


def _follows(detail: ErrorDetails, told: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because its items are wrong."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in told
    )


def _finding(model: type[BaseModel], detail: ErrorDetails) -> Finding:
    path = tuple(step for step in detail["loc"] if step != "[key]")
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return Finding(path, "is no known key", _instead(model, path))
    if kind == "missing":
        return Finding(path, "is missing")
    if kind == "literal_error":
        expected = str(context["expected"])
        allowed = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        given = detail["input"]
        return Finding(path, f"{given!r} is not allowed", instead(given, allowed))
    if kind == "value_error":
        return Finding(path, str(context["error"]))
    return Finding(path, _plain(detail))


def _instead(model: type[BaseModel], path: Sequence[Step]) -> str:
    """What is known there, but for what the stack fills in by itself."""
    if SECRET.search(str(path[-1])):
        return NO_SECRETS
    known = [key for key in _keys(model, path) if not SECRET.search(key)]
    return instead(path[-1], known) if known else "there are none here"


def _plain(detail: ErrorDetails) -> str:
    """The words of pydantic where they speak of what people write, and ours where they do not."""
    given = _short(detail["input"])
    if detail["type"] in _WANTED:
        quoted = detail["type"] == "string_type" and isinstance(detail["input"], int | float)
        return f"{_WANTED[detail['type']]}{' in quotes' if quoted else ''}, not {given}"
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
_INSTANT = "write an instant as 2027-06-30T09:00:00Z"
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
    "timezone_aware": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_type": _INSTANT,
}
_FORMS = defaultdict(
    str,
    {
        r"^w[0-9a-f]{8}$": ": `w` and eight of 0-9 and a-f, as `earshot train` names weights",
        r"^[a-z0-9][a-z0-9_-]{0,63}$": ": small letters, digits, - and _",
        r"^[a-z][a-z0-9_]{0,31}$": ": small letters, digits and _",
        r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$": ": letters, digits, dots, - and _",
        r"^[a-z0-9][a-z0-9.:-]{2,99}$": ": a model's id, as amazon.nova-micro-v1:0",
        r"^[0-9]{1,19}$": ": a number in quotes, of at most 19 digits",
        r"^\d{1,32}$": ": a number in quotes, of at most 32 digits",
        r"^[A-Za-z0-9_]{1,15}$": ": a name without @, of letters, digits and _",
        r"^[A-Za-z0-9_-]{2,24}$": ": a name without u/ or r/, of letters, digits, - and _",
        r"^v\d{1,3}\.\d$": ": a version as v26.0",
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
