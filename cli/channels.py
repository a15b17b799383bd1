"""`earshot channels`: what each channel hears and does, within which limits, and what it costs."""

import json
from collections.abc import Iterable
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cli.channel_facts import BOUNDS, COSTS, DONE, HEARD, Fact, as_object, facts
from earshot.channels import CONNECTORS

TABLES = {"What is heard": HEARD, "What is done": DONE, "Limits": BOUNDS, "Costs": COSTS}


def run(
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="docs/channels.md, each cell with its tests")
    ] = False,
) -> None:
    """Tell what the connectors can do, as they say it themselves.

    Example: `earshot channels --json`
    """
    if markdown:
        from local.certified import document

        typer.echo(document(), nl=False)
    elif as_json:
        typer.echo(json.dumps({name: as_object(name) for name in CONNECTORS}, ensure_ascii=False))
    else:
        for title, columns in TABLES.items():
            Console().print(as_table(title, columns))


def as_table(title: str, columns: Iterable[Fact]) -> Table:
    """A row for each connector; narrow enough for 80 columns."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("connector", no_wrap=True)
    for fact in columns:
        table.add_column(fact.name)
    for name in CONNECTORS:
        table.add_row(name, *(facts(name)[fact.name] or "–" for fact in columns))
    return table
