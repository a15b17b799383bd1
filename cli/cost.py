"""`earshot cost`: what mentions cost on AWS, before they arrive."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.estimate import Line, Standing, Volume, bill, idle, opinions, standing_with, total
from cli.lines import playbook_of
from cli.sites import listed


def run(
    mentions: Annotated[int, typer.Option(min=0, help="mentions in the period")] = 1_000_000,
    cases: Annotated[float, typer.Option(min=0, max=1, help="cases per mention")] = 0.3,
    playbook: Annotated[Path | None, typer.Option(help="whose paid services count too")] = None,
    in_doubt: Annotated[
        float, typer.Option(min=0, max=1, help="part of mentions that services see")
    ] = 0.2,
    channels: Annotated[
        Path | None,
        typer.Option(help="accounts whose idle month is told, of the playbook beside them"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Show the cost of a volume of mentions by line, and of an idle month, with list prices.

    With a playbook, what its paid services may cost is added, up to one month's budget. What
    platforms take is not in it: `earshot channels` has their prices.

    Example: `earshot cost --mentions 300000 --cases 0.2 --channels config/channels.yaml`
    """
    volume = Volume(mentions=mentions, cases=round(mentions * cases))
    lines, standing = bill(volume), idle(_standing(channels, playbook))
    if playbook:
        lines += opinions(playbook_of(playbook).classification.backends, mentions * in_doubt)
    if as_json:
        idle_dollars = round(total(standing), 2)
        typer.echo(json.dumps({**as_object(volume, lines), "idle_dollars_a_month": idle_dollars}))
        return
    console = Console()
    console.print(as_table(f"{mentions:,} mentions, {volume.cases:,} cases", volume, lines))
    console.print(idle_table(standing, str(channels) if channels else "config/ as it is shipped"))


def _standing(channels: Path | None, playbook: Path | None) -> Standing:
    if channels is None:
        return Standing()
    policy = playbook_of(playbook or channels.parent / "playbook.yaml")
    return standing_with(listed(channels, policy).accounts)


def as_object(volume: Volume, lines: list[Line]) -> dict[str, object]:
    """The bill for programs."""
    dollars = total(lines)
    return {
        "mentions": volume.mentions,
        "cases": volume.cases,
        "dollars": round(dollars, 4),
        "dollars_per_million_mentions": round(dollars / max(1, volume.mentions) * 1e6, 2),
        "dollars_per_case": round(dollars / max(1, volume.cases), 6),
        "lines": [{"what": x.what, "units": x.units, "dollars": x.dollars} for x in lines],
    }


def as_table(title: str, volume: Volume, lines: list[Line]) -> Table:
    """The bill for people."""
    table = Table(title=f"Cost on AWS: {title}", title_justify="left")
    table.add_column("line")
    table.add_column("units", justify="right")
    table.add_column("US $", justify="right")
    for line in lines:
        table.add_row(line.what, f"{line.units:,.1f}", f"{line.dollars:,.4f}")
    dollars = total(lines)
    table.add_section()
    table.add_row("total", "", f"{dollars:,.4f}", style="bold")
    per_million = dollars / max(1, volume.mentions) * 1e6
    table.add_row("per million mentions", "", f"{per_million:,.2f}")
    table.add_row("per case", "", f"{dollars / max(1, volume.cases):,.5f}")
    return table


def idle_table(lines: list[Line], of: str) -> Table:
    """What is paid with nothing to do, for people."""
    table = Table(title=f"Idle, a month, {of}", title_justify="left")
    table.add_column("line")
    table.add_column("units", justify="right")
    table.add_column("US $", justify="right")
    for line in lines:
        table.add_row(line.what, f"{line.units:,.0f}", f"{line.dollars:,.2f}")
    table.add_section()
    table.add_row("total", "", f"{total(lines):,.2f}", style="bold")
    return table
