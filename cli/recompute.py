"""`earshot playbook recompute`: open deadlines anew after a calendar was changed."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from pydantic_core import to_jsonable_python

from cli.deployment import Deployment, StackName, reach
from earshot.domain.clocks import Calendars
from earshot.usecases.recompute import Moved, Recomputing

BY = "operator"


def recompute(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only tell what would move")] = False,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Recompute open deadlines by the playbook in force, and tell which of them moved.

    Needed where a published playbook changes a calendar under cases that wait. It looks at every
    open case, for which it reads the whole table. It may be broken off and run again: nothing moves
    twice. Exit code 1 when a deadline had passed by its new instant, or when a case kept changing
    meanwhile and was left as it was.

    Example: `earshot playbook recompute --dry-run --stack-name Earshot`
    """
    deployment = reach(stack_name)
    looked = _work(deployment).each(deployment.open_cases(), by=BY, dry_run=dry_run)
    moved = looked.moved
    told = {"playbook": deployment.playbook.stamp, "dry_run": dry_run, "cases": looked.cases}
    if as_json:
        found = {"moved": [_as_dict(one) for one in moved], "changing": looked.changing}
        typer.echo(json.dumps(told | found))
    else:
        _print(told, moved, deployment.playbook.calendars)
        for case_id in looked.changing:
            typer.echo(f"case {case_id} kept changing and was left as it was: run again", err=True)
    raise typer.Exit(1 if looked.changing or any(one.overdue for one in moved) else 0)


def _work(deployment: Deployment) -> Recomputing:
    from earshot.system import SystemClock

    return Recomputing(store=deployment.store, clock=SystemClock(), playbook=deployment.playbook)


def _as_dict(one: Moved) -> dict[str, Any]:
    fields = {**one._asdict(), **one.shift._asdict()}
    fields.pop("shift")
    return dict(to_jsonable_python(fields))


def _print(told: dict[str, Any], moved: list[Moved], calendars: Calendars) -> None:
    for case_id, some in groupby(moved, key=lambda one: one.case_id):
        typer.echo("\n".join(_case(case_id, list(some), calendars)))
    verb = "would move" if told["dry_run"] else "moved"
    late = sum(one.overdue for one in moved)
    typer.echo(
        f"{told['cases']} open cases by {told['playbook']}: {len(moved)} deadlines {verb},"
        f" {late} of them to an instant that has passed"
    )


def _case(case_id: str, moved: list[Moved], calendars: Calendars) -> Iterator[str]:
    """A case and a line for each deadline of it, on the wall of the calendar that counts."""
    first = moved[0]
    yield f"{case_id}, team {first.team}{f', held by {first.agent}' if first.agent else ''}"
    for one in moved:
        shift, zone = one.shift, calendars[one.shift.calendar].zone
        name = f"{shift.clock.replace('_', ' ')} {shift.cycle}"
        passed = ", passed" if one.overdue else ""
        yield f"  {name}: {_wall(shift.was, zone)} -> {_wall(shift.due_at, zone)}, {zone}{passed}"


def _wall(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %d %b %Y %H:%M}" if at else "never"
