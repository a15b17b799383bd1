"""Find the questions that are left to peers: no list of cases shows them, but their timers do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from earshot.domain.case import Case
from earshot.domain.playbook import Playbook
from earshot.domain.timer import step_instant, steps_between
from earshot.ports import Page, Store

STEPS_AT_ONCE = 120
"""Due steps that one page reads: ten minutes of them, each a read of next to nothing."""
SLACK = timedelta(seconds=10)
"""A timer fires in the first step after its instant that was far enough ahead."""


class _Timer(NamedTuple):
    step: str
    case_id: str


def left_to_peers(
    store: Store, playbook: Playbook, now: datetime, *, limit: int, cursor: str | None = None
) -> Page[Case]:
    """Cases that are snoozed and nobody's with a timer within the longest hold of the playbook.

    That is every question that is left to peers. `limit` is how many timers are looked at; a page
    may be empty and go on.
    """
    longest = max((c.hold_for for c in playbook.clauses if c.act == "hold"), default=0)
    done = _parsed(cursor) if cursor else _Timer("", "")
    begin = step_instant(done.step) - timedelta(seconds=1) if cursor else now
    steps = steps_between(begin, now + timedelta(seconds=longest) + SLACK)
    read = list(islice(steps, STEPS_AT_ONCE))
    found = list(islice(_timers(store, read, done), limit + 1))
    cases = (store.case(timer.case_id) for timer in found[:limit])
    held = [case for case in cases if case and case.state == "snoozed" and case.agent is None]
    if len(found) > limit:
        return Page(held, " ".join(found[limit - 1]))
    following = next(steps, None)
    return Page(held, f"{following} " if following else None)


def _timers(store: Store, steps: list[str], done: _Timer) -> Iterator[_Timer]:
    for step in steps:
        for case_id in sorted(store.due_in(step)):
            if _Timer(step, case_id) > done:
                yield _Timer(step, case_id)


def _parsed(cursor: str) -> _Timer:
    step, case_id = cursor.split(" ", 1)
    return _Timer(step, case_id)
