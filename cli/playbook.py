"""`earshot playbook`: whether the organisation's policy makes sense."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.fill_in import blanks, said
from cli.lines import stop
from cli.publishing import publish
from cli.recompute import recompute
from cli.simulation.command import simulate
from cli.starting import new
from earshot.config import ConfigError, Problem, load_playbook, second_looks
from earshot.domain.playbook import Playbook

app = typer.Typer(
    help="Check the organisation's policy, try a change, bring it into force.",
    no_args_is_help=True,
)
app.command()(simulate)
app.command()(publish)
app.command()(new)
app.command()(recompute)


@app.callback()
def playbook() -> None:
    """Check the organisation's policy, try a change of it, and bring it into force."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="a playbook, as config/playbook.yaml")],
    channels: Annotated[
        Path | None, typer.Option(help="the connected accounts; else channels.yaml beside it")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """List every problem of form and sense with its line and what would be right.

    What may be meant and is worth a second look is listed, too; it is no problem. Lines marked
    `# fill in` are only not yours yet.

    Example: `earshot playbook check config/playbook.yaml`
    """
    if not file.is_file():
        stop(f"{file}: {'a folder; name a file in it' if file.is_dir() else 'no such file'}")
    try:
        found = load_playbook(file)
    except ConfigError as error:
        problems = [problem._asdict() for problem in error.problems]
        _tell({"ok": False, "problems": problems}, str(error), as_json=as_json)
        raise typer.Exit(1) from None
    overdue = found.review_by < datetime.now(UTC).date()
    fine = f"{file}: {found.stamp}, {len(found.clauses)} clauses, nothing to complain about"
    note = f"\nit was to be reviewed by {found.review_by}" if overdue else ""
    looks = _second_looks(file, found, channels)
    left = blanks(file.read_text(encoding="utf-8"))
    _tell(
        {
            "ok": True,
            "stamp": found.stamp,
            "problems": [],
            "notices": [notice._asdict() for notice in looks],
            "review_overdue": overdue,
            "fill_in": [blank._asdict() for blank in left],
        },
        fine + note + _listed(looks) + said(file, left),
        as_json=as_json,
    )


def _second_looks(file: Path, playbook: Playbook, channels: Path | None) -> list[Problem]:
    """Of the accounts beside the playbook what is wrong is a notice, too: they may be another's."""
    today = datetime.now(UTC).date()
    beside = file.parent / "channels.yaml"
    try:
        return second_looks(
            file, playbook, channels or (beside if beside.is_file() else None), today
        )
    except ConfigError as error:
        if channels:
            stop(str(error))
        return [*second_looks(file, playbook, None, today), *error.problems]


def _listed(looks: list[Problem]) -> str:
    return "\n".join(("\nWorth a second look:", *map(str, looks))) if looks else ""


def _tell(answer: dict[str, object], words: str, *, as_json: bool) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else words)
