"""Turn events into the one write that makes them so."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from earshot.domain.agent import load_moves
from earshot.domain.case import Case, CaseEvent
from earshot.domain.fold import advance
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
    **also: Any,
) -> Commit:
    """Fold the events, choose the due step of the one pending timer, and name what moves with it.

    The step is stamped on the last event, so that the state stays the fold of the events. `limit`
    is the most that the load of whoever gets the case may be then. `also` is handed to `Commit`:
    mention, author, reply, reply_was.
    """
    after = advance(before, events)
    instant = next_instant(after)
    step = _step(before, instant, now) if instant else None
    if step != after.step:
        *earlier, last = events
        events = [*earlier, last.model_copy(update={"changes": {**last.changes, "step": step}})]
        after = after.model_copy(update={"step": step})
    return Commit(
        case=after,
        expected=before.version if before else 0,
        events=events,
        was_step=before.step if before else None,
        loads=load_moves(before, after, at=now, limit=limit),
        **also,
    )


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
