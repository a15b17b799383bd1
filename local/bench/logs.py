"""What the functions log per mention at INFO, and that nobody's words or name are in it."""

from collections.abc import Iterable, Iterator

from local.bench import traffic
from local.bench.figure import Figure
from local.bench.sample import Event

HOLD = 150.0
SHORTEST = 4
"""Shorter words may stand in any line by chance."""


def measure() -> list[Figure]:
    """`log_bytes_per_mention` for a batch of 25, and at worst: each mention posted by itself."""
    batch, single = traffic.batch(), traffic.one_by_one()
    told = list(leaks(batch.log + single.log, batch.events))
    return [
        Figure(
            name="log_bytes_per_mention",
            value=len(batch.log.encode()) / len(batch.events),
            unit="bytes",
            hold=HOLD,
            detail={"lines": batch.log.count("\n")},
        ),
        Figure(
            name="log_bytes_per_mention.one_by_one",
            value=len(single.log.encode()) / len(single.events),
            unit="bytes",
            hold=HOLD,
        ),
        Figure(name="log_leaks", value=len(told), unit="words of customers", hold=0),
    ]


def leaks(log: str, events: Iterable[Event]) -> Iterator[str]:
    """Which of their texts, names and ids stand in the log."""
    for event in events:
        author = event["author"]
        said = (event["text"], event["id"], author["id"], author["handle"], author["display_name"])
        for words in said:
            if words and len(words) >= SHORTEST and words in log:
                yield words
