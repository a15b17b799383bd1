"""A case's item from its first write on: the events that opened it stand there too.

They say nearly what the first state says, and are never written again: later writes change the
state and leave them alone.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from earshot.domain.case import Case, CaseEvent
from earshot.store import body, items, keys
from earshot.store.body import Item
from earshot.store.updates import setting

OPENED = "opened"
OPENED_WITHIN = 940
"""Bytes of a new case with its first events: so much that it still grows within one write unit."""
_EVENTS = TypeAdapter(list[CaseEvent])


def opening_item(case: Case, events: Sequence[CaseEvent]) -> Item | None:
    """A new case that holds its first events itself; None where these are too long for that."""
    text = _EVENTS.dump_json([*events], exclude_defaults=True)
    item = {**items.case_item(case), OPENED: {"B": body.deflated(text)}}
    return item if items.size(item) <= OPENED_WITHIN else None


def opened_from(item: Item) -> list[CaseEvent]:
    """The events that a case holds itself: those of the write that opened it, or none."""
    return _EVENTS.validate_json(body.inflated(item[OPENED]["B"])) if OPENED in item else []


def case_update(case: Case) -> dict[str, Any]:
    """What makes a standing case this one, and leaves alone what it holds besides."""
    wanted = items.case_item(case)
    key = {name: wanted.pop(name) for name in (keys.PARTITION, keys.SORT)}
    indexed = [name for pair in keys.INDEX_KEYS.values() for name in pair]
    return {"Key": key, **setting(wanted, gone=[n for n in indexed if n not in wanted])}
