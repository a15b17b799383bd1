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
from earshot.config import ConfigError, load_playbook

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
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """List every problem of form and sense with its line and what would be right.

    Lines marked `# fill in` are listed too; they are no problem, only not yours yet.

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
    left = blanks(file.read_text(encoding="utf-8"))
    _tell(
        {
            "ok": True,
            "stamp": found.stamp,
            "problems": [],
            "review_overdue": overdue,
            "fill_in": [blank._asdict() for blank in left],
        },
        fine + note + said(file, left),
        as_json=as_json,
    )


def _tell(answer: dict[str, object], words: str, *, as_json: bool) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False) if as_json else words)
