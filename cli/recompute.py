"""`earshot playbook recompute`: open deadlines anew after a calendar was changed."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic_core import to_jsonable_python

from cli.deployment import Deployment, StackName, reach
from earshot.usecases.recompute import Moved, Recomputing

if TYPE_CHECKING:
    from rich.table import Table

BY = "operator"


def recompute(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only tell what would move")] = False,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Recompute open deadlines by the playbook in force, and tell which of them moved.

    Needed where a published playbook changes a calendar under cases that wait. It looks at every
    open case, for which it reads the whole table. It may be broken off and run again: nothing moves
    twice. Exit code 1 when a deadline had passed by its new instant.

    Example: `earshot playbook recompute --dry-run --stack-name Earshot`
    """
    deployment = reach(stack_name)
    looked = _work(deployment).each(deployment.open_cases(), by=BY, dry_run=dry_run)
    moved = looked.moved
    told = {"playbook": deployment.playbook.stamp, "dry_run": dry_run, "cases": looked.cases}
    if as_json:
        typer.echo(json.dumps({**told, "moved": [_as_dict(one) for one in moved]}))
    else:
        _print(told, moved)
    raise typer.Exit(1 if any(one.overdue for one in moved) else 0)


def _work(deployment: Deployment) -> Recomputing:
    from earshot.system import SystemClock

    return Recomputing(store=deployment.store, clock=SystemClock(), playbook=deployment.playbook)


def _as_dict(one: Moved) -> dict[str, Any]:
    fields = {**one._asdict(), **one.shift._asdict()}
    fields.pop("shift")
    return dict(to_jsonable_python(fields))


def _print(told: dict[str, Any], moved: list[Moved]) -> None:
    from rich.console import Console

    console = Console()
    if moved:
        console.print(_table(moved))
    verb = "would move" if told["dry_run"] else "moved"
    late = sum(one.overdue for one in moved)
    console.print(
        f"{told['cases']} open cases by {told['playbook']}: {len(moved)} deadlines {verb},"
        f" {late} of them to an instant that has passed",
        soft_wrap=True,
    )


def _table(moved: list[Moved]) -> "Table":
    from rich.table import Table

    table = Table()
    for heading in ("case", "team", "held by", "clock", "calendar", "due before", "due now"):
        table.add_column(heading, no_wrap=heading.startswith("due"))
    for one in moved:
        shift = one.shift
        name = f"{shift.clock} {shift.cycle}"
        was, now = _utc(shift.was), _utc(shift.due_at)
        now += " (passed)" if one.overdue else ""
        table.add_row(one.case_id, one.team, one.agent or "-", name, shift.calendar, was, now)
    return table


def _utc(at: datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else "-"
