"""State is the fold of events: what a case is now follows from what happened to it."""

from collections.abc import Iterable, Sequence
from typing import Any

from earshot.domain.case import Case, CaseEvent


def advance(before: Case | None, events: Iterable[CaseEvent]) -> Case:
    """The case after these events; None stands for a case that nothing has happened to yet.

    The changes of each event replace whole fields, and the result is checked once at the end. Raise
    ValueError where the versions leave a gap or the events are of another case.
    """
    fields: dict[str, Any] = dict(vars(before)) if before else {"version": 0}
    for event in events:
        if event.version != fields["version"] + 1 or event.case_id != fields.get(
            "id", event.case_id
        ):
            raise ValueError(
                f"event {event.version} of case {event.case_id} cannot follow"
                f" version {fields['version']} of {fields.get('id', event.case_id)}"
            )
        fields |= event.changes
        fields["id"], fields["version"] = event.case_id, event.version
    return Case.model_validate(fields)


def apply(case: Case | None, event: CaseEvent) -> Case:
    """The case after one event."""
    return advance(case, (event,))


def fold(events: Sequence[CaseEvent]) -> Case:
    """The case that a whole history, from version 1 on, leaves behind."""
    return advance(None, events)
