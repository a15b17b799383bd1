"""Say what has become true of every case that is due in a step, and set its next timer."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import TypeVar

from earshot.domain.calendar import Calendar
from earshot.domain.ladder import Ladder
from earshot.domain.ownerless import Watch
from earshot.domain.sla import evaluate
from earshot.domain.timer import ALONE, shards, step_and_shard, step_instant, steps_between
from earshot.errors import Conflict, Unavailable
from earshot.ports import Clock, Store, Timers
from earshot.usecases.commit import prepare

ATTEMPTS = 5
GRACE = timedelta(seconds=30)
HORIZON = timedelta(hours=24)
LOOK_BACK = timedelta(minutes=3)
FIRST_LOOK = timedelta(minutes=15)
PATIENCE = timedelta(hours=1)

T = TypeVar("T")
Worry = Callable[[str, Exception], None]
"""Is told of the case that made trouble, and of the trouble."""


def _keep_quiet(name: str, what: object) -> None:
    """Leave it to what is raised or returned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """The ports and the policy that watching promises needs.

    `watch` is for cases that begin to wait for somebody with what has come true. `at_once` cases
    are evaluated beside each other: a night's mentions are all due at the same instant of the
    morning. No case waits for another's trouble, whatever that is: `worry` is told of each, and
    `divided` of a step that was a crowd's, with the number of its shards.
    """

    store: Store
    clock: Clock
    calendars: Mapping[str, Calendar]
    ladder: Ladder = ()
    watch: Watch | None = None
    at_once: int = 1
    worry: Worry = _keep_quiet
    divided: Callable[[str, int], None] = _keep_quiet

    def check(self, step: str, *, timers: Timers | None = None, alone: int = ALONE) -> int:
        """Evaluate every case whose timer points at this step; return how many had something due.

        Raise Unavailable when a case is not due yet, as it is when our clock runs behind the one
        that set the timer: the state machine then tries again. Of several troubles the first is
        raised in the end. Where there are more cases than `alone`, nothing is done here: each shard
        of the step gets a timer of its own from `timers`, and is evaluated when that calls for it
        by its name. Without `timers` one call does it all.
        """
        step, shard = step_and_shard(step)
        divides = timers is not None and shard is None
        due = self.store.due_in(step, shard=shard, most=alone + 1 if divides else None)
        if timers and divides and len(due) > alone:
            started = shards(step)
            self._beside(lambda name: timers.start(name, step_instant(step)), started)
            self.divided(step, len(started))
            return 0
        outcomes = self._beside(lambda case_id: self._outcome(case_id, step), due)
        troubles = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        if troubles:
            raise troubles[0]
        return sum(outcome is True for outcome in outcomes)

    def sweep(self, until: datetime) -> int:
        """Check the steps that should have fired since the last sweep; how many cases were late.

        Stops at `until` and carries on from there; after an outage it goes back a day at most.
        In the end it looks back three minutes before its beginning, for timers that a clock running
        behind has written to a step already swept. Of a step that makes trouble the later ones are
        checked all the same, and the trouble is raised in the end. The next sweep begins with it
        again while it is no older than an hour: one case that nobody can evaluate must not hold up
        the rest.
        """
        latest = self.clock.now() - GRACE
        swept = self.store.swept_until()
        begin = max(step_instant(swept) if swept else latest - FIRST_LOOK, latest - HORIZON)
        late, troubles = 0, []
        for step in chain(steps_between(begin, latest), steps_between(begin - LOOK_BACK, begin)):
            try:
                late += self.check(step)
            except Exception as trouble:  # noqa: BLE001  # raised once the later steps are done
                troubles.append(trouble)
            if not troubles or latest - step_instant(step) > PATIENCE:
                swept = max(swept or step, step)
            if self.clock.now() >= until:
                break
        if swept:
            self.store.save_swept(swept)
        if troubles:
            raise troubles[0]
        return late

    def _beside(self, do: Callable[[str], T], names: Sequence[str]) -> list[T]:
        """So many of them at once; the first error is raised."""
        if self.at_once == 1 or len(names) < 2:
            return [do(name) for name in names]
        with ThreadPoolExecutor(max_workers=min(self.at_once, len(names))) as pool:
            return list(pool.map(do, names))

    def _outcome(self, case_id: str, step: str) -> bool | Exception:
        try:
            return self._evaluate(case_id, step)
        except Exception as trouble:  # noqa: BLE001  # told of, and raised once the others are done
            self.worry(case_id, trouble)
            return trouble

    def _evaluate(self, case_id: str, step: str) -> bool:
        """Whether something was due."""
        for _ in range(ATTEMPTS):
            case = self.store.case(case_id)
            if case is None or case.step != step:
                return False
            now = self.clock.now()
            events = evaluate(case, now, self.calendars, self.ladder)
            if not events:
                raise Unavailable(f"case {case_id} is not due at {now.isoformat()} in step {step}")
            commit = prepare(case, events, now=now, watch=self.watch)
            try:
                self.store.commit(commit)
            except Conflict:
                continue
            if commit.case.step == step:
                raise Unavailable(f"case {case_id} has more to come in step {step}")
            return True
        raise Conflict(f"case {case_id} keeps changing")
