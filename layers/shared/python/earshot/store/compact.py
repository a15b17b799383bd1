"""Short forms of the two records that every mention carries; legible, and exactly reversible.

A label `{"value": v, "confidence": c, "source": s}` becomes `[v, c, s]` (the sentiment with its
strength as a fourth), where the source `model:` with the classification's version is `=`; a span
becomes `[kind, start, end]`; empty lists and nulls are left out where the
reader puts them back. What does not have the known form is kept as it is.
"""

from collections.abc import Callable
from typing import Any

LABEL = ("value", "confidence", "source")
SENTIMENT = (*LABEL, "strength")
LABELS = ("relevance", "topic", "intent", "sentiment", "urgency", "language")
BY_MODEL = "="
_SOURCE = LABEL.index("source")
SPAN = ("kind", "start", "end")
EMPTY_LISTS = ("personal_data", "risk", "flags")
DECISION_BLANKS: dict[str, Callable[[], Any]] = {
    "sla_policy": lambda: None,
    "template": lambda: None,
    "skills": list,
    "urgency": lambda: None,
    "recent": int,
    "tier": lambda: "own",
    "expires_after": lambda: None,
    "alert": bool,
}

Fields = dict[str, Any]


def pack_classification(full: Fields) -> Fields:
    packed: Fields = {}
    for name, value in full.items():
        if name == "personal_data" and value:
            packed[name] = [_row(span, SPAN) for span in value]
        elif name in LABELS:
            packed[name] = _packed(value, f"model:{full.get('version')}")
        elif value or name not in EMPTY_LISTS:
            packed[name] = value
    return packed


def unpack_classification(packed: Fields) -> Fields:
    full: Fields = {}
    for name, value in packed.items():
        if name == "personal_data":
            full[name] = [_named(span, SPAN) for span in value]
        else:
            full[name] = _label(value, packed.get("version")) if name in LABELS else value
    return full | {name: [] for name in EMPTY_LISTS if name not in full}


def _packed(label: Any, model: str) -> Any:
    row = _row(label, LABEL, SENTIMENT)
    if not isinstance(row, list) or row[_SOURCE] == BY_MODEL:
        return label
    return [
        *row[:_SOURCE],
        BY_MODEL if row[_SOURCE] == model else row[_SOURCE],
        *row[_SOURCE + 1 :],
    ]


def _label(row: Any, version: object) -> Any:
    if isinstance(row, list) and len(row) > _SOURCE and row[_SOURCE] == BY_MODEL:
        row = [*row[:_SOURCE], f"model:{version}", *row[_SOURCE + 1 :]]
    return _named(row, LABEL, SENTIMENT)


def pack_decision(full: Fields) -> Fields:
    return {
        name: value
        for name, value in full.items()
        if not (name in DECISION_BLANKS and value == DECISION_BLANKS[name]())
    }


def unpack_decision(packed: Fields) -> Fields:
    return packed | {n: blank() for n, blank in DECISION_BLANKS.items() if n not in packed}


def _row(value: Any, *forms: tuple[str, ...]) -> Any:
    if isinstance(value, dict) and tuple(value) in forms:
        return list(value.values())
    return value


def _named(value: Any, *forms: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        for names in forms:
            if len(value) == len(names):
                return dict(zip(names, value, strict=True))
    return value
