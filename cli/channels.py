"""`earshot channels`: what each channel hears and does, within which limits, and what it costs."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.channel_facts import FACTS, as_object, facts
from earshot.channels import CONNECTORS


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
        Console().print(as_table())


def as_table() -> Table:
    """A row for each connector."""
    table = Table(title="Channels", title_justify="left")
    table.add_column("connector", no_wrap=True)
    for fact in FACTS:
        table.add_column(fact.name)
    for name in CONNECTORS:
        table.add_row(name, *(facts(name)[fact.name] or "–" for fact in FACTS))
    return table
