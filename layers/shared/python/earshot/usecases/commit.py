"""Turn events into the one write that makes them so."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic_core import to_jsonable_python

from earshot.domain.agent import load_moves
from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance
from earshot.domain.ownerless import Watch, ownerless_at
from earshot.domain.sla import next_instant
from earshot.domain.timer import due_step, step_instant
from earshot.ports import Commit

STILL_PENDING = timedelta(seconds=30)


def prepare(
    before: Case | None,
    events: Sequence[CaseEvent],
    *,
    now: datetime,
    limit: int | None = None,
    watch: Watch | None = None,
    **also: Any,
) -> Commit:
    """Fold the events, choose the due step of the one pending timer, and name what moves with it.

    What follows from all of them is stamped on the last event, so that the state stays the fold of
    the events. `limit` is the most that the load of whoever gets the case may be then; `watch` says
    how long the case may be nobody's, where it may become that. `also` is handed to `Commit`:
    mention, author, reply, reply_was, parts, correction.
    """
    after = advance(before, events)
    alone = ownerless_at(before, after, now, watch)
    events, after = _stamped(events, after, "ownerless_at", alone)
    instant = next_instant(after)
    step = _step(before, instant, now) if instant else None
    events, after = _stamped(events, after, "step", step)
    return Commit(
        case=after,
        expected=before.version if before else 0,
        events=events,
        was_step=before.step if before else None,
        loads=load_moves(before, after, at=now, limit=limit),
        **also,
    )


def _stamped(
    events: Sequence[CaseEvent], after: Case, name: str, value: Any
) -> tuple[Sequence[CaseEvent], Case]:
    """The events and the state with this field as it follows from them."""
    if getattr(after, name) == value:
        return events, after
    *earlier, last = events
    changes = {**last.changes, name: to_jsonable_python(value)}
    stamped = last.model_copy(update={"changes": changes})
    return [*earlier, stamped], after.model_copy(update={name: value})


def _step(before: Case | None, instant: datetime, now: datetime) -> str:
    """The step that the case waits for already, if that one serves; else the first that does.

    A fresh step lies a few seconds ahead, so a case that is written again and again while its
    promise comes due would push its timer along for ever. The step it points at is pending, or is
    being checked at this moment and will be read again.
    """
    fresh = due_step(instant, now=now)
    held = before.step if before else None
    if held and instant <= step_instant(held) and now - step_instant(held) < STILL_PENDING:
        return min(held, fresh)
    return fresh
