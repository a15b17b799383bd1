"""The body of a webhook, taken apart into single changes, each of which can be kept by itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from earshot.channels.meta.times import instant_of
from earshot.errors import Malformed, TooLarge

MOST = 1_000
BESIDE = ("messaging", "standby")


class Change(NamedTuple):
    """One change; `raw` is a body that holds it alone. `field` names what lies beside `changes`."""

    entry_id: str
    at: datetime | None
    field: str
    value: Any
    raw: dict[str, Any]


def changes(body: Any) -> list[Change]:
    """Each in order; Malformed where there are none to tell apart, TooLarge over 1,000."""
    entries = body.get("entry") if isinstance(body, dict) else None
    if not isinstance(entries, list):
        raise Malformed("entry: want a list", field="entry")
    found = [change for entry in entries for change in _of(entry, body.get("object"))]
    if len(found) > MOST:
        raise TooLarge(f"{len(found)} changes; at most {MOST} in one body")
    return found


def _of(entry: Any, kind: Any) -> Iterator[Change]:
    head = {name: entry.get(name) for name in ("id", "time")} if isinstance(entry, dict) else {}
    given = entry if isinstance(entry, dict) else {"field": None, "value": entry}

    def made(field: Any, value: Any, rest: dict[str, Any]) -> Change:
        raw = {"object": kind, "entry": [head | rest]}
        named = field if isinstance(field, str) else ""
        identifier = head.get("id")
        owner = identifier if isinstance(identifier, str) else ""
        return Change(owner, instant_of(head.get("time")), named, value, raw)

    # One flavour of Instagram has the change itself in the place of a list of them.
    alone = [{"field": given.get("field"), "value": given.get("value")}] if "value" in given else []
    found = [*one_or_more(given, "changes"), *alone]
    beside = [(name, event) for name in BESIDE for event in one_or_more(given, name)]
    for change in found:
        parts = change if isinstance(change, dict) else {}
        yield made(parts.get("field"), parts.get("value"), {"changes": [change]})
    for name, event in beside:
        yield made(name, event, {name: [event]})
    if not (found or beside):
        yield made(None, None, {name: None for name in given if name not in head})


def one_or_more(entry: dict[str, Any], name: str) -> list[Any]:
    """The list of that name; of what is no list, it alone."""
    found = entry.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]
