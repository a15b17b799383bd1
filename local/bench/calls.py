"""Polls, pages and platform calls for a hundred mentions and a hundred replies, channel by channel.

Each connector is played by its rig of the contract suite, against the fake of its platform.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

from earshot.channels import CONNECTORS, connector_class
from earshot.usecases.poll import PAGES_PER_RUN
from local.bench.figure import Figure

HUNDRED, AT_ONCE = 100, 10
MOST_PAGES = 300
WORDS = "Thanks for telling us, we look into number {}."


class Heard(NamedTuple):
    """What it took to hear of some mentions."""

    polls: int
    pages: int
    calls: int

    def as_dict(self, mentions: int) -> dict[str, float]:
        """For a hundred mentions, whatever their number was."""
        return {name: 100 * n / mentions for name, n in self._asdict().items()}


def measure() -> list[Figure]:
    """`calls.<connector>.…`: for a hundred mentions that wait, or come by tens; for each reply."""
    return [figure for name in CONNECTORS for figure in _of(name)]


def _of(name: str) -> Iterator[Figure]:
    can = connector_class(name).capabilities
    if "poll" in can.listens:
        yield from _listening(name)
    elif "push" in can.listens:
        yield Figure(name=f"calls.{name}.hundred_pushed", value=_pushed(name), unit="calls")
    if "reply" in can.does:
        for what, value in _answering(name).items():
            yield Figure(name=f"calls.{name}.{what}", value=value, unit="calls")


def _listening(name: str) -> Iterator[Figure]:
    with _rig(name) as rig:
        rig.channel().fetch(None)
        for number in range(1, HUNDRED + 1):
            rig.say(number)
        heard, cursor = _heard(rig, None)
        yield _figure(f"calls.{name}.hundred_at_once", heard, HUNDRED)
        quiet, cursor = _heard(rig, cursor)
        yield Figure(
            name=f"calls.{name}.quiet_poll",
            value=quiet.calls,
            unit="calls",
            detail={"pages": quiet.pages},
        )
        number, total = HUNDRED, Heard(0, 0, 0)
        for _ in range(HUNDRED // AT_ONCE):
            for _ in range(AT_ONCE):
                rig.say(number := number + 1)
            heard, cursor = _heard(rig, cursor)
            total = Heard(*map(sum, zip(total, heard, strict=True)))
        yield _figure(f"calls.{name}.hundred_by_tens", total, HUNDRED)


def _figure(name: str, heard: Heard, mentions: int) -> Figure:
    told = heard.as_dict(mentions)
    return Figure(name=name, value=told["calls"], unit="calls", detail=told)


def _heard(rig: Any, cursor: str | None) -> tuple[Heard, str | None]:
    """Poll until nothing is new; a poll takes so many pages at most."""
    before = len(rig.server.requests)
    for pages in range(1, MOST_PAGES + 1):
        page = rig.channel().fetch(cursor)
        cursor = page.cursor
        if page.done:
            calls = len(rig.server.requests) - before
            return Heard(-(-pages // PAGES_PER_RUN), pages, calls), cursor
    raise RuntimeError(f"{rig.connector}: a poll of {MOST_PAGES} pages has no end")


def _pushed(name: str) -> int:
    """Calls of ours while a hundred mentions come by webhook, twenty in each."""
    with _rig(name) as rig:
        for start in range(1, HUNDRED + 1, 20):
            numbers = list(range(start, start + 20))
            for number in numbers:
                rig.say(number)
            push = rig.push(numbers)
            channel = rig.channel()
            channel.verify(push.headers, push.body, now=rig.now)
            channel.elements(push.body)
        return len(rig.server.requests)


def _answering(name: str) -> dict[str, float]:
    """Calls for a reply, on average of a hundred, and for looking whether it is there."""
    with _rig(name) as rig:
        numbers = range(1, HUNDRED + 1)
        postings = [rig.posting(rig.say(n), text=WORDS.format(n), id=f"r{n:05}") for n in numbers]
        before = len(rig.server.requests)
        for posting in postings:
            rig.channel().send(posting)
        told = {"reply": (len(rig.server.requests) - before) / HUNDRED}
        before = len(rig.server.requests)
        if hasattr(rig.channel(), "find"):
            rig.channel().find(postings[HUNDRED // 2])
            told["read_back"] = len(rig.server.requests) - before
        return told


def _rig(name: str) -> Any:
    rig = import_module("tests.rigs").RIGS[name]()
    rig.never_too_many()
    return rig
