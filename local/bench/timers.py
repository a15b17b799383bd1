"""How late alerts come with ten thousand open timers: the real check, on a clock that is reckoned.

Each step has an execution of its own, which wakes `check` at the step's instant; `check` evaluates
eight cases at a time, and a crowd is divided among several of it. What a case takes there is
measured on the real store and client; what AWS takes for its part is assumed, and named in the
figure's detail.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from earshot.domain.classify import classify
from earshot.domain.envelope import Received
from earshot.domain.mention import Author, Mention
from earshot.domain.ownerless import Watch
from earshot.domain.playbook import Playbook
from earshot.domain.sla import next_instant
from earshot.domain.timer import ALONE, SHARDS, WIDTH_S, step_instant
from earshot.ports import Commit, Store
from earshot.usecases.check import Checker
from earshot.usecases.classify import understand
from earshot.usecases.route import Router
from earshot.wiring import CASES_AT_ONCE
from local.bench import sample
from local.bench.figure import Figure
from local.bench.wire import Wire
from local.memory import FixedClock, MemoryStore, MemoryTimers

NUMBER, MEASURED = 10_000, 150
HOLD_S = WIDTH_S + 5.0
BEGIN = datetime(2026, 11, 23, 9, 0, 0, 1, UTC)
AN_HOUR = 3600.0
BREACHED = timedelta(minutes=17)
WAKES_S, READS_S, WRITES_S, STARTS_S = 1.5, 0.006, 0.020, 0.2
"""Assumed: from a step's instant until a cold `check` runs; one read, one transaction; starting
the shards of a crowd, eight at a time."""
A_CASE_S = 0.002
"""What a case takes of a partition, which writes 1,000 units a second: two for the timer where all
leave one step, and two in the index where all wait in one team's queue."""
ASSUMED = {
    "wakes_s": WAKES_S,
    "reads_s": READS_S,
    "writes_s": WRITES_S,
    "starts_s": STARTS_S,
    "a_case_of_one_partition_s": A_CASE_S,
}
CORE = 512 / 1769
"""The part of a core that Lambda gives to a function of this size."""


class Told(NamedTuple):
    """One alert, or several of one write: when the first became true, and when it was on record."""

    true_at: datetime
    at: datetime


class Slow(MemoryStore):
    """Lets the clock go on by what each case takes, and notes alerts and steps."""

    def __init__(self, clock: FixedClock, case_s: float) -> None:
        super().__init__()
        self._clock, self._case_s = clock, case_s
        self.steps: set[str] = set()
        self.told: list[Told] = []

    def commit(self, commit: Commit) -> None:
        """As it is done, and a while later."""
        standing = self.case(commit.case.id)
        super().commit(commit)
        if standing:
            at = self._clock.advance(seconds=self._case_s)
            if any(event.alert_id for event in commit.events):
                self.told.append(Told(next_instant(standing) or at, at))
        if commit.case.step:
            self.steps.add(commit.case.step)


def measure() -> list[Figure]:
    """`alert_late_s.*`: the latest of all alerts, and how many came before they were true."""
    cpu_s = cpu_of_a_case()
    case_s = max(cpu_s / CORE, (READS_S + WRITES_S) / CASES_AT_ONCE)
    spread = played(AN_HOUR, case_s)
    together = played(0.0, case_s)
    one_partition = paced(together)
    detail = {
        "timers": NUMBER,
        "alerts": len(spread),
        "median_s": round(median(map(_late, spread)), 2),
        "case_ms_measured": round(cpu_s * 1e3, 2),
        "case_ms_in_lambda": round(case_s * 1e3, 2),
        "assumed": ASSUMED,
    }
    crowd = {"alerts": len(together), "functions": SHARDS, "functions_s": latest(together)}
    early = [one for one in [*spread, *together] if _late(one) < 0]
    return [
        _seconds("alert_late_s.due_within_an_hour", spread, hold=HOLD_S, **detail),
        _seconds("alert_late_s.due_at_one_instant", one_partition, **crowd),
        Figure(name="alerts_early", value=len(early), unit="alerts", hold=0),
    ]


def _late(told: Told) -> float:
    return (told.at - told.true_at).total_seconds()


def _seconds(
    name: str, told: Sequence[Told], hold: float | None = None, **detail: object
) -> Figure:
    return Figure(name=name, value=latest(told), unit="s", hold=hold, detail=detail)


def latest(told: Sequence[Told]) -> float:
    """By how many seconds the latest comes."""
    return round(max(map(_late, told)), 3)


def paced(told: Sequence[Told]) -> list[Told]:
    """As they come where all of a step leave one partition of the table, in their order."""
    done: list[Told] = []
    for one in sorted(told, key=lambda one: one.at):
        free = done[-1].at + timedelta(seconds=A_CASE_S) if done else one.at
        done.append(one._replace(at=max(one.at, free)))
    return done


def played(within_s: float, case_s: float, number: int = NUMBER) -> list[Told]:
    """Warnings and breaches of so many cases that were opened within this time."""
    clock = FixedClock(BEGIN)
    store = Slow(clock, case_s)
    opened(store, clock, number, within_s)
    while step := min(store.steps, default=None):
        store.steps.remove(step)
        if step_instant(step) < BEGIN + timedelta(seconds=within_s) + BREACHED:
            _fired(step, store, clock)
    return store.told


def _fired(step: str, store: Store, clock: FixedClock) -> None:
    """As the state machine does it: one function, or one for each shard of a crowd."""
    woken = step_instant(step) + timedelta(seconds=WAKES_S)
    timers = MemoryTimers()
    clock.set(woken)
    _checked(step, store, clock, timers=timers, alone=ALONE)
    for shard in timers.started:
        clock.set(woken + timedelta(seconds=STARTS_S + WAKES_S))
        _checked(shard, store, clock)


def opened(store: Store, clock: FixedClock, number: int, within_s: float) -> None:
    """Route so many posts of different people, evenly over the time."""
    policy, accounts = promising(), sample.accounts()
    router = Router(store=store, clock=clock, accounts=accounts, playbook=policy)
    understood = classify(next(posts(1, 0.0)), policy)
    for mention in posts(number, within_s):
        clock.set(mention.created_at)
        received = Received(
            receipt=mention.id, received_at=clock.now(), source="webhook", mention=mention
        )
        router.route(understand(received, policy, classifier=lambda *_: understood))


def posts(number: int, within_s: float) -> Iterator[Mention]:
    """So many questions, each by somebody else."""
    site = sample.accounts().accounts[0]
    for n in range(number):
        yield Mention(
            id=f"m{n}",
            channel=site.channel,
            account=site.account,
            author=Author(id=f"a{n}"),
            text="Where is my parcel?",
            created_at=BEGIN + timedelta(seconds=within_s * n / number),
        )


@cache
def promising() -> Playbook:
    """The project's own, with one clause that promises an answer by day and by night."""
    clause = {"name": "all", "act": "respond", "sla_policy": "critical"}
    written = sample.playbook().model_dump(mode="json", by_alias=True)
    return Playbook.model_validate({**written, "clauses": [clause]})


def cpu_of_a_case() -> float:
    """Processor seconds for evaluating one case, with the store and the client that AWS has."""
    clock = FixedClock(BEGIN)
    wire = Wire()
    store = wire.store()
    opened(store, clock, MEASURED, 0.0)
    found = wire.steps()
    began, evaluated = process_time(), 0
    for step in found:
        clock.set(step_instant(step) + timedelta(seconds=WAKES_S))
        evaluated += _checked(step, store, clock)
    return (process_time() - began) / evaluated


def _checked(step: str, store: Store, clock: FixedClock, **how: Any) -> int:
    policy = promising()
    checker = Checker(
        store=store,
        clock=clock,
        calendars=policy.calendars,
        ladder=policy.ladder,
        watch=Watch.of(policy),
    )
    return checker.check(step, **how)
