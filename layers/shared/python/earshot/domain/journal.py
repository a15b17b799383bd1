"""The events of one command, numbered as they are written down, and the state they lead to."""

from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_jsonable_python

from earshot.domain.case import Case, CaseEvent, EventKind
from earshot.domain.clocks import Clocks
from earshot.domain.fold import apply


class Journal:
    """Write down what happens to a case: `case` is always the state after the last entry."""

    def __init__(self, case: Case, *, actor: str, now: datetime) -> None:
        self.case = case
        self.events: list[CaseEvent] = []
        self._actor = actor
        self.now = now.astimezone(UTC)

    def add(
        self,
        kind: EventKind,
        changes: dict[str, Any] | None = None,
        *,
        data: dict[str, Any] | None = None,
        mention_id: str | None = None,
        reply_id: str | None = None,
        alert_id: str | None = None,
    ) -> None:
        """Add one event. Fields that the case already has like that are no change."""
        event = CaseEvent(
            case_id=self.case.id,
            version=self.case.version + 1,
            kind=kind,
            at=self.now,
            actor=self._actor,
            mention_id=mention_id,
            reply_id=reply_id,
            alert_id=alert_id,
            data=to_jsonable_python(data or {}),
            changes={
                name: _json(name, value)
                for name, value in (changes or {}).items()
                if getattr(self.case, name) != value
            },
        )
        self.case = apply(self.case, event)
        self.events.append(event)


def _json(name: str, value: Any) -> Any:
    return clocks_json(value) if name == "clocks" else to_jsonable_python(value)


def clocks_json(clocks: Clocks) -> dict[str, Any]:
    """Clocks as events hold them: without defaults, which are a part of what a clock is."""
    return {n: clock.model_dump(mode="json", exclude_defaults=True) for n, clock in clocks.items()}
