"""`earshot due`: when a promise is due, and which time counts towards it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic_core import to_jsonable_python

from cli.lines import playbook_of, stop
from earshot.domain.duration import worked
from earshot.domain.explain import ExplainedTurn, Interval, explain, resolution
from earshot.domain.rehearsal import MOVES, Happening, rehearse
from earshot.errors import EarshotError

if TYPE_CHECKING:
    from rich.table import Table

Form = Callable[[datetime], str]

WORDS = {
    "open": "open",
    "closed": "closed",
    "holiday": "holiday",
    "override": "other hours on this date",
    "waiting_for_customer": "paused: waiting for the customer",
    "snoozed": "paused: snoozed",
    "resolved": "resolved",
    "answered": "answered; nothing owed",
    "before_start": "not begun yet",
    "earlier_calendar": "counted by an earlier calendar",
}


def run(
    policy: Annotated[str, typer.Option(help="the promise, as the playbook calls it")],
    begin: Annotated[
        str, typer.Option("--from", help="when the customer first wrote, as 2026-11-27T16:30")
    ],
    event: Annotated[
        list[str] | None, typer.Option(help=f"what happened when, as answer@…: {', '.join(MOVES)}")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="as of this instant; else of the last event")
    ] = None,
    playbook: Annotated[Path, typer.Option(help="the policy to count by")] = Path(
        "config/playbook.yaml"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Show each clock of a promise with every interval that counted, and every one that did not.

    Instants without an offset are times on the wall of the policy's calendar. Exit code 1 when a
    promise is broken.

    Example: `earshot due --policy standard --from 2026-11-27T16:30 --event answer@2026-11-27T17:10`
    """
    found = playbook_of(playbook)
    promise = found.terms(policy)
    if promise is None:
        stop(f"the playbook has no SLA policy {policy}; it has {', '.join(found.sla_policies)}")
    zone = found.calendars[promise.calendar].zone
    start = _instant(begin, zone)
    happened = [_happening(one, zone) for one in event or ()]
    now = _instant(until, zone) if until else max([start, *(h.at for h in happened)])
    if now < start:
        stop("--until: lies before --from; write a later instant")
    try:
        events = rehearse(
            promise,
            start,
            happened,
            found.calendars,
            name=policy,
            playbook=found.stamp,
            until=now,
        )
    except EarshotError as error:
        stop(str(error))
    _tell(explain(events, found.calendars, now), now, as_json=as_json)


def _happening(written: str, zone: ZoneInfo) -> Happening:
    name, _, at = written.partition("@")
    for move in MOVES:
        if name == move and at:
            return Happening(_instant(at, zone), move)
    stop(f"{written!r} is no event: write one of {', '.join(MOVES)}, an @ and an instant")


def _instant(written: str, zone: ZoneInfo) -> datetime:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        stop(f"{written!r} is no instant; write it as 2026-11-27T16:30 or 2026-11-27T16:30:00Z")
    if not 2000 <= at.year < 2200:
        stop(f"{written!r}: instants lie between 2000 and 2200")
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _tell(found: list[ExplainedTurn], now: datetime, *, as_json: bool) -> None:
    if as_json:
        told = {
            "at": now,
            "resolution": resolution(found).model_dump(),
            "turns": [one.model_dump() for one in found],
        }
        typer.echo(json.dumps(to_jsonable_python(told)))
    else:
        from rich.console import Console

        console = Console()
        for one in found:
            console.print(_title(one), soft_wrap=True)
            console.print(_table(one))
            console.print(_foot(one), soft_wrap=True)
    raise typer.Exit(1 if any(one.breached_at for one in found) else 0)


def _table(one: ExplainedTurn) -> "Table":
    from rich.table import Table

    form = _form(one)
    table = Table()
    table.add_column("from", no_wrap=True)
    table.add_column("to", no_wrap=True)
    table.add_column("counts", justify="right", no_wrap=True)
    table.add_column("why")
    for interval in one.intervals:
        table.add_row(*_row(interval, form))
    if one.ahead:
        table.add_section()
        for interval in one.ahead:
            table.add_row(*_row(interval, form), style="dim")
    return table


def _foot(one: ExplainedTurn) -> str:
    return (
        f"Times of {one.time_zone}; policy {one.sla_policy} of {one.playbook},"
        f" calendar {one.calendar}@{one.calendar_version}\n"
    )


def _title(one: ExplainedTurn) -> str:
    form = _form(one)
    name = one.clock.replace("_", " ")
    said = f"{name}, turn {one.cycle}: {one.state}, {worked(one.counted_seconds)} of"
    said += f" {worked(one.target_seconds)}"
    if one.breached_at:
        return f"{said}, BROKEN at {form(one.breached_at)}"
    return f"{said}, due {form(one.due_at)}" if one.due_at else said


def _row(interval: Interval, form: Form) -> tuple[str, str, str, str]:
    counts = worked(interval.seconds) if interval.seconds else "-"
    return form(interval.start), form(interval.end), counts, WORDS[interval.why]


def _form(one: ExplainedTurn) -> Form:
    """How its instants are written: times on its wall, with the year where there are two."""
    zone = ZoneInfo(one.time_zone)
    ends = [at for i in (*one.intervals, *one.ahead) for at in (i.start, i.end)]
    years = {at.astimezone(zone).year for at in ends}
    form = "%a %d %b %Y %H:%M:%S" if len(years) > 1 else "%a %d %b %H:%M:%S"
    return lambda at: at.astimezone(zone).strftime(form)
