"""`earshot demo`: a day of mentions through the local stack, and what came of it."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.lines import stop

DAY = Path(__file__).resolve().parent.parent / "local" / "demo" / "day" / "day.jsonl"


def run(
    mentions: Annotated[
        Path, typer.Option(help="Events as JSON lines, one a line, in the order they arrive.")
    ] = DAY,
    seconds: Annotated[float, typer.Option(min=5, max=3600, help="How long the day takes.")] = 40.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, last.")] = False,
) -> None:
    """Deploy to the local AWS if need be, play a day of mentions through it, show the outcome.

    Example: `earshot demo --mentions my-day.jsonl --json`
    """
    from requests import RequestException
    from rich.console import Console

    from local.demo import tables
    from local.demo.farewell import farewell
    from local.demo.progress import progress
    from local.demo.run import play
    from local.demo.timeline import read
    from local.deploy import DeployError
    from local.emulator import EmulatorError

    # A file or a pipe has no width of its own; the tables want a little more than 80.
    width = None if sys.stderr.isatty() else 110
    console = Console(stderr=True, width=width)
    try:
        events = read(mentions)
    except OSError as error:
        stop(f"{mentions}: {error.strerror}")
    except ValueError as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(2) from None
    try:
        with progress(console) as bars:
            played = play(events, bars, seconds=seconds, spoil=mentions == DAY)
    except (DeployError, EmulatorError, RuntimeError, RequestException) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    outcome, heard, volume = played.outcome, played.heard, played.volume
    console.print(tables.tables(outcome, heard, volume, played.delivered, played.done))
    console.print(farewell(played), soft_wrap=True)
    if as_json:
        typer.echo(json.dumps(tables.as_object(outcome, heard, volume, played.seconds)))
    unheard = played.delivered.total() - outcome.total.received
    if outcome.total.missing or unheard or heard.doubled:
        raise typer.Exit(1)
