"""Acknowledge an alert: somebody has seen it, and nobody else is paged about it."""

from earshot.domain import ladder
from earshot.domain.case import CaseEvent
from earshot.errors import Unknown
from earshot.ports import Clock, Store
from earshot.usecases.casework import anybody
from earshot.usecases.change import Asked, Done, Happened, change
from earshot.usecases.look import history_for


def acknowledge(store: Store, clock: Clock, asked: Asked, alert_id: str) -> Done:
    """Note who has seen it, once; Unknown when the case has no such alert."""
    case, events = history_for(store, asked.caller, asked.case_id)
    alert = next((event for event in events if event.alert_id == alert_id), None)
    if alert is None:
        raise Unknown(f"case {case.id} has no alert {alert_id}")
    if any(_seen(event, alert_id) for event in events):
        return Done(case)
    by = asked.caller.agent
    return change(
        store,
        clock,
        asked,
        lambda case, now: Happened(ladder.acknowledge(case, alert, by=by, now=now)),
        guard=anybody,
    )


def _seen(event: CaseEvent, alert_id: str) -> bool:
    return event.kind == "alert_acknowledged" and event.data["alert_id"] == alert_id
