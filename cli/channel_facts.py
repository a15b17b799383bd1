"""What a connector says of itself, in words: one fact for each column of the tables."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from earshot.channels import connector_class
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.connector import Connector

REPEATED = {"none": "posts again", "key": "known by its key", "overwrites": "writes over itself"}


class Fact(NamedTuple):
    """`certified` names the mark of the tests that hold it in the contract suite."""

    name: str
    certified: str
    tell: Callable[[type[Connector]], str | None]


def _if(there: bool) -> str | None:
    return "yes" if there else None


def _listens(way: str) -> Callable[[type[Connector]], str | None]:
    return lambda kind: _if(way in kind.capabilities.listens)


def _does(what: str) -> Callable[[type[Connector]], str | None]:
    return lambda kind: _if(what in kind.capabilities.does)


def _window(
    of: Callable[[Capabilities], timedelta | None],
) -> Callable[[type[Connector]], str | None]:
    def told(kind: type[Connector]) -> str | None:
        window = of(kind.capabilities)
        return None if window is None else lasting(window)

    return told


def lasting(window: timedelta) -> str:
    """In the largest unit that leaves no rest, a day in hours."""
    for seconds, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        number, rest = divmod(int(window.total_seconds()), seconds)
        if not rest and number > (unit == "days"):
            return f"{number} {unit}"
    return f"{window.total_seconds():g} s"


def _limits(
    of: Callable[[Capabilities], tuple[Limit, ...]],
) -> Callable[[type[Connector]], str | None]:
    def told(kind: type[Connector]) -> str | None:
        if kind.capabilities.asks_limits:
            return "as its server says"
        return " and ".join(f"{x.most:,} {x.unit}" for x in of(kind.capabilities)) or None

    return told


def _repeated(kind: type[Connector]) -> str | None:
    return REPEATED[kind.capabilities.idempotent] if kind.capabilities.does else None


def _pace(kind: type[Connector]) -> str | None:
    pace = kind.capabilities.pace
    return None if pace is None else f"{pace[0]:,} in {lasting(pace[1])}"


def _prices(kind: type[Connector]) -> str | None:
    can = kind.capabilities
    dollars = [f"{what} {price:g} $" for what, price in can.prices.items()]
    units = [f"{what} {number:,} units" for what, number in can.units.items()]
    return ", ".join([*dollars, *units]) or None


HEARD = (
    Fact("webhook", "pushes", _listens("push")),
    Fact("poll", "polls", _listens("poll")),
    Fact("search", "searches", _listens("search")),
    Fact("edits", "tells_edits", lambda kind: _if(kind.capabilities.edits)),
    Fact("deletions", "tells_deletions", lambda kind: _if(kind.capabilities.deletions)),
    Fact("looked at again", "rereads", lambda kind: _if(hasattr(kind, "reread"))),
    Fact("asked by GET", "asked_by_get", lambda kind: _if(hasattr(kind, "challenge"))),
)
DONE = (
    Fact("reply", "replies", _does("reply")),
    Fact("private", "private", _does("private")),
    Fact("like", "likes", _does("like")),
    Fact("hide", "hides", _does("hide")),
    Fact("delete", "deletes", _does("delete")),
    Fact("thread", "threads", lambda kind: _if(kind.capabilities.threads)),
    Fact("reads back", "reads_back", lambda kind: _if(hasattr(kind, "find"))),
    Fact("sent again", "replies", _repeated),
)
BOUNDS = (
    Fact("public text", "replies", _limits(lambda can: can.public)),
    Fact("private text", "private", _limits(lambda can: can.private)),
    Fact("reply within", "replies", _window(lambda can: can.reply_window)),
    Fact("private within", "private", _window(lambda can: can.private_window)),
    Fact("pace", "replies", _pace),
)
COSTS = (Fact("each thing read or done", "", _prices),)
FACTS = (*HEARD, *DONE, *BOUNDS, *COSTS)


def facts(name: str) -> Mapping[str, str | None]:
    """All facts of a connector by name; None: it cannot, or there is no such bound."""
    kind = connector_class(name)
    return {fact.name: fact.tell(kind) for fact in FACTS}


def as_object(name: str) -> dict[str, Any]:
    """The capabilities for programs; windows in seconds."""
    kind = connector_class(name)
    can = kind.capabilities

    def seconds(window: timedelta | None) -> float | None:
        return None if window is None else window.total_seconds()

    return {
        "listens": sorted(can.listens),
        "does": sorted(can.does),
        "edits": can.edits,
        "deletions": can.deletions,
        "rereads": hasattr(kind, "reread"),
        "threads": can.threads,
        "reads_back": hasattr(kind, "find"),
        "asks_limits": can.asks_limits,
        "limits": {
            "public": [{"most": limit.most, "unit": limit.unit} for limit in can.public],
            "private": [{"most": limit.most, "unit": limit.unit} for limit in can.private],
        },
        "reply_window_s": seconds(can.reply_window),
        "private_window_s": seconds(can.private_window),
        "idempotent": can.idempotent,
        "pace": [can.pace[0], can.pace[1].total_seconds()] if can.pace else None,
        "prices_usd": dict(can.prices),
        "units": dict(can.units),
    }
