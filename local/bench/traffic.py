"""The runs that several figures are read from: each once, over an empty imitated AWS."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import boto3

from earshot.domain.case import Case
from earshot.store.census import census
from local.bench import sample
from local.bench.flow import Flow
from local.bench.hours import NOON, Hour
from local.bench.imitation import REGION, TABLE, imitated
from local.bench.sample import Event

BATCH, CASES = 25, 8
"""30 % of 25 is seven and a half: we count with eight."""
SHARE = 0.3
ASKED = 0.31
"""The share of authors with a case that comes to 0.3, since some of their posts join others'."""
MENTIONS = 320
"""The imitation copies its table for each transaction, so that more would take minutes."""
POST = 20
ARRIVING_TOGETHER = 160

Requests = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What became of events: requests by stage, service and operation; units; the log."""

    events: Sequence[Event]
    posts: int
    cases: int
    requests: Requests
    write_units: int
    by_kind: dict[str, int]
    read_units: float
    log: str

    def number(self, stage: str, service: str, *operations: str) -> int:
        """Requests of a stage to a service; of all operations, or only those named."""
        return sum(
            number
            for (by, to, operation), number in self.requests.items()
            if (by, to) == (stage, service) and (not operations or operation in operations)
        )


@cache
def batch() -> Traffic:
    """25 mentions of one account in one post, eight of which open a case."""
    return run([sample.batch(BATCH, cases=CASES)], warm=True)


@cache
def quiet_batch() -> Traffic:
    """25 mentions that belong to no case."""
    return run([sample.batch(BATCH, cases=0)], warm=True)


@cache
def stream(hour: Hour = NOON) -> Traffic:
    """A part of the day in which three cases come to ten mentions, in posts of up to twenty."""
    events = sample.fewer(sample.thinned(sample.day(hour), ASKED), MENTIONS)
    return run(posts(events), hour=hour)


@cache
def one_by_one() -> Traffic:
    """25 mentions, each in a post of its own."""
    return run([[event] for event in sample.batch(BATCH, cases=CASES)], warm=True)


def posts(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Posts as platforms make them out of events that arrive closely together."""
    together = groupby(enumerate(events), key=lambda one: one[0] // ARRIVING_TOGETHER)
    for _, part in together:
        by_channel: dict[str, list[Event]] = defaultdict(list)
        for _, event in part:
            by_channel[event["channel"]].append(event)
        for held in by_channel.values():
            yield from (held[start : start + POST] for start in range(0, len(held), POST))


def run(posted: Iterable[list[Event]], *, warm: bool = False, hour: Hour = NOON) -> Traffic:
    """Send posts through the handlers, which settle when as much is there as arrives together.

    With `warm` one mention goes first, uncounted, so that policy and secrets are known.
    """
    with imitated(hour) as world:
        flow = Flow(world)
        if warm:
            flow.post(sample.batch(1, cases=1, skip=2 * BATCH))
            flow.settle()
            world.forget()
            flow.log.truncate(flow.log.seek(0))
        sent: list[Event] = []
        number = waiting = 0
        for events in posted:
            flow.post(events)
            sent += events
            number, waiting = number + 1, waiting + len(events)
            if waiting >= ARRIVING_TOGETHER:
                flow.settle()
                waiting = 0
        flow.settle()
        records = census(boto3.client("dynamodb", region_name=REGION), TABLE)
        cases = sum(isinstance(record, Case) for record in records)
        return Traffic(
            events=sent,
            posts=number,
            cases=cases - warm,
            requests=Counter(world.requests),
            write_units=world.meter.write_units,
            by_kind=dict(world.meter.by_kind),
            read_units=world.meter.read_units,
            log=flow.log.getvalue(),
        )
