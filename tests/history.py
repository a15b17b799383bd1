"""A case as its events tell it, for tests of what happens next."""

from datetime import UTC, datetime

from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance, fold


class History:
    """The events of one case; each that follows must fit the state before it."""

    def __init__(self, events: list[CaseEvent]) -> None:
        self.events = events

    @property
    def case(self) -> Case:
        return fold(self.events)

    def follow(self, events: list[CaseEvent]) -> list[CaseEvent]:
        advance(self.case, events)
        self.events += events
        return events


def at(text: str) -> datetime:
    """`06T16:30` is Friday the 6th of March 2026, UTC."""
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=UTC)
