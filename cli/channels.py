"""`earshot channels`: what each channel hears and does, and whether `channels.yaml` makes sense."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cli.channel_facts import BOUNDS, COSTS, DONE, HEARD, Fact, as_object, facts
from cli.connecting import as_object as connected
from cli.connecting import lines
from cli.lines import playbook_of, stop
from earshot.channels import CONNECTORS
from earshot.config import ConfigError, load_accounts, notices

TABLES = {"What is heard": HEARD, "What is done": DONE, "Limits": BOUNDS, "Costs": COSTS}

app = typer.Typer()

AsJson = Annotated[bool, typer.Option("--json", help="one JSON object for programs")]


@app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    as_json: AsJson = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="docs/channels.md, each cell with its tests")
    ] = False,
) -> None:
    """Tell what the connectors can do, as they say it themselves.

    Example: `earshot channels --json`
    """
    if context.invoked_subcommand:
        return
    if markdown:
        from local.certified import document

        typer.echo(document(), nl=False)
    elif as_json:
        typer.echo(json.dumps({name: as_object(name) for name in CONNECTORS}, ensure_ascii=False))
    else:
        for title, columns in TABLES.items():
            Console().print(as_table(title, columns))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="the connected accounts")] = Path(
        "config/channels.yaml"
    ),
    playbook: Annotated[
        Path | None, typer.Option(help="whose brands they are of; else playbook.yaml beside it")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List every problem of the accounts with its line, or what connecting each of them takes.

    The same check stops a deployment. Of accounts without problems it tells the webhook's address,
    which secrets the stack makes and what you put into them. Exit code 1 when there is a problem.

    Example: `earshot channels check config/channels.yaml`
    """
    if not file.is_file():
        stop(f"{file}: {'a folder; name a file in it' if file.is_dir() else 'no such file'}")
    beside = playbook or file.parent / "playbook.yaml"
    if not beside.is_file():
        stop(f"{beside}: no such file; name the playbook whose brands they are of by --playbook")
    policy = playbook_of(beside)
    try:
        accounts = load_accounts(file, policy).accounts
    except ConfigError as error:
        problems = [problem._asdict() for problem in error.problems]
        told = {"ok": False, "problems": problems}
        typer.echo(json.dumps(told, ensure_ascii=False) if as_json else str(error))
        raise typer.Exit(1) from None
    looks = list(notices(accounts))
    if as_json:
        rows = [connected(account) for account in accounts]
        found = {"ok": True, "problems": [], "notices": looks, "accounts": rows}
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    typer.echo("\n".join(line for account in accounts for line in lines(account)))
    typer.echo("\n".join(f"Note: {look}" for look in looks) if looks else "nothing to complain of")


def as_table(title: str, columns: Iterable[Fact]) -> Table:
    """A row for each connector; narrow enough for 80 columns."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("connector", no_wrap=True)
    for fact in columns:
        table.add_column(fact.name)
    for name in CONNECTORS:
        table.add_row(name, *(facts(name)[fact.name] or "–" for fact in columns))
    return table
