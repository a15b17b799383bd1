"""Short forms of the two records that every mention carries; legible, and exactly reversible.

A label `{"value": v, "confidence": c, "source": s}` becomes `[v, c, s]` (the sentiment with its
strength as a fourth), where the source `model:` with the classification's version is `=`; who set
a flag becomes `[c, s]` in the same way; a span of our own detectors becomes `[kind, start, end]`;
what is empty is left out where the reader puts it back. What does not have the known form is kept
as it is.
"""

from collections.abc import Callable
from typing import Any

from earshot.domain.judgement import DETECTOR, LABELS

BY = ("confidence", "source")
LABEL = ("value", "confidence", "source")
SENTIMENT = (*LABEL, "strength")
BY_MODEL = "="
SPAN = ("kind", "start", "end", "source")
BLANKS: dict[str, Callable[[], Any]] = {
    **dict.fromkeys(("personal_data", "risk", "flags", "unsure"), list),
    "set_by": dict,
}
_FLAGGED = {name: blank for name, blank in BLANKS.items() if name != "unsure"}
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
    model = f"model:{full.get('version')}"
    blanks = _blanks(full)
    packed: Fields = {}
    for name, value in full.items():
        if name == "personal_data" and value:
            packed[name] = [_span(span) for span in value]
        elif name == "set_by" and value:
            packed[name] = {flag: _packed(by, model, BY) for flag, by in value.items()}
        elif name in LABELS:
            packed[name] = _packed(value, model, LABEL, SENTIMENT)
        elif value or name not in blanks:
            packed[name] = value
    return packed


def unpack_classification(packed: Fields) -> Fields:
    model = f"model:{packed.get('version')}"
    full: Fields = {}
    for name, value in packed.items():
        if name == "personal_data":
            full[name] = [_named_span(span) for span in value]
        elif name == "set_by":
            full[name] = {flag: _unpacked(by, model, BY) for flag, by in value.items()}
        else:
            known = name in LABELS
            full[name] = _unpacked(value, model, LABEL, SENTIMENT) if known else value
    return full | {name: blank() for name, blank in _blanks(full).items() if name not in full}


def _blanks(fields: Fields) -> dict[str, Callable[[], Any]]:
    """Older versions did not tell which label is unsure: where the flag is, that is not "none"."""
    return _FLAGGED if "unsure" in fields.get("flags", ()) else BLANKS


def _packed(label: Any, model: str, *forms: tuple[str, ...]) -> Any:
    row = _row(label, *forms)
    if not isinstance(row, list) or label["source"] == BY_MODEL:
        return label
    place = forms[0].index("source")
    return [*row[:place], BY_MODEL if row[place] == model else row[place], *row[place + 1 :]]


def _unpacked(row: Any, model: str, *forms: tuple[str, ...]) -> Any:
    label = _named(row, *forms)
    if label is not row and label["source"] == BY_MODEL:
        label["source"] = model
    return label


def _span(span: Any) -> Any:
    row = _row(span, SPAN)
    return row[:-1] if isinstance(row, list) and row[-1] == DETECTOR else span


def _named_span(span: Any) -> Any:
    return _named([*span, DETECTOR], SPAN) if isinstance(span, list) else span


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
