"""`earshot bench`: the figures that the project holds itself to, measured here and now."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from local.bench import MODULES, ON_DEMAND, measure
from local.bench.figure import Figure, as_object

COLOURS = {"ok": "green", "over": "bold red", "told": "dim"}


def run(
    only: Annotated[
        list[str] | None, typer.Option(help=f"one of {', '.join(MODULES)}; may be repeated")
    ] = None,
    end_to_end: Annotated[
        bool, typer.Option("--end-to-end", help="also send 2,000 mentions to a local stack")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Measure processor time, requests, write units, sizes and cost, and hold them to their limits.

    The exit code is 1 when a figure is over its limit.

    Example: `earshot bench --only cpu_ratio --only import_ratio`
    """
    names = chosen(only or [], end_to_end=end_to_end)
    console = Console(stderr=True)
    figures: list[Figure] = []
    measuring = measure(names)
    for name in names:
        with console.status(f"measuring {name}"):
            figures += next(measuring)
    told = as_object(figures)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        Console().print(as_table(figures))
    raise typer.Exit(0 if told["ok"] else 1)


def chosen(only: list[str], *, end_to_end: bool) -> list[str]:
    """What is to be measured, in the order of the list; exit code 2 for a name not on it."""
    if unknown := [name for name in only if name not in MODULES]:
        typer.echo(f"no figure {', '.join(unknown)}: want {', '.join(MODULES)}", err=True)
        raise typer.Exit(2)
    wanted = set(only) or MODULES.keys() - set(ON_DEMAND)
    return [name for name in MODULES if name in wanted or (end_to_end and name in ON_DEMAND)]


def as_table(figures: list[Figure]) -> Table:
    """The figures for people."""
    table = Table(title="Figures", title_justify="left")
    table.add_column("figure", no_wrap=True)
    for column in ("measured", "hold"):
        table.add_column(column, justify="right")
    table.add_column("unit")
    table.add_column("")
    for figure in figures:
        hold = "" if figure.hold is None else f"≤ {figure.hold:g}"
        value = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
        style = COLOURS[figure.state]
        table.add_row(figure.name, value, hold, figure.unit, f"[{style}]{figure.state}[/{style}]")
    return table
