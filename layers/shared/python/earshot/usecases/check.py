"""Say what has become true of every case that is due in a step, and set its next timer."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from earshot.domain.calendar import Calendar
from earshot.domain.sla import evaluate
from earshot.domain.timer import step_instant, steps_between
from earshot.errors import Conflict, Retryable, Unavailable
from earshot.ports import Clock, Store
from earshot.usecases.commit import prepare

ATTEMPTS = 5
GRACE = timedelta(seconds=30)
HORIZON = timedelta(hours=24)


def check(step: str, *, store: Store, clock: Clock, calendars: Mapping[str, Calendar]) -> int:
    """Evaluate every case whose timer points at this step; return how many had something due.

    Raise Unavailable when a case is not due yet, as it is when our clock runs behind the one that
    set the timer: the state machine then tries again. No case waits for another's trouble.
    """
    late, troubles = 0, []
    for case_id in store.due_in(step):
        try:
            late += _check_case(case_id, step, store=store, clock=clock, calendars=calendars)
        except Retryable as trouble:
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
    return late


def _check_case(
    case_id: str, step: str, *, store: Store, clock: Clock, calendars: Mapping[str, Calendar]
) -> bool:
    for _ in range(ATTEMPTS):
        case = store.case(case_id)
        if case is None or case.step != step:
            return False
        now = clock.now()
        events = evaluate(case, now, calendars)
        if not events:
            raise Unavailable(f"case {case_id} is not due at {now.isoformat()} in step {step}")
        commit = prepare(case, events, now=now)
        try:
            store.commit(commit)
        except Conflict:
            continue
        if commit.case.step == step:
            raise Unavailable(f"case {case_id} has more to come in step {step}")
        return True
    raise Conflict(f"case {case_id} keeps changing")


def sweep(*, store: Store, clock: Clock, calendars: Mapping[str, Calendar], until: datetime) -> int:
    """Check the steps that should have fired since the last sweep; return the late cases found.

    Stops at `until` and carries on from there next time. After an outage it goes back as far as the
    last sweep, a day at most. Of a step that makes trouble the later ones are checked all the same,
    the next sweep begins with it again, and the trouble is raised in the end.
    """
    latest = clock.now() - GRACE
    swept = store.swept_until()
    earliest = step_instant(swept) if swept else latest - timedelta(minutes=15)
    late, troubles = 0, []
    for step in steps_between(max(earliest, latest - HORIZON), latest):
        try:
            late += check(step, store=store, clock=clock, calendars=calendars)
        except Retryable as trouble:
            troubles.append(trouble)
        if not troubles:
            swept = step
        if clock.now() >= until:
            break
    if swept:
        store.save_swept(swept)
    if troubles:
        raise troubles[0]
    return late
