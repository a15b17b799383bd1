"""`earshot corrections`: the labels that people have put right, as a file to learn from."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cli.deployment import StackName, reach
from cli.lines import stop, write
from earshot.domain.duration import seconds


def run(
    since: Annotated[str, typer.Option(help="corrected within this time, such as 90d")] = "90d",
    out: Annotated[Path | None, typer.Option(help="the file to write, else stdout")] = None,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="what it prints anyway")] = True,
) -> None:
    """Write one JSON line for each mention whose labels somebody has put right, with its words.

    What was edited or deleted since is left out. The file holds what people wrote: treat it as you
    treat the table. Exit code 1 when there is nothing.

    Example: `earshot corrections --since 90d --out corrections.jsonl`
    """
    from earshot.usecases.corrections import lessons

    try:
        begin = datetime.now(UTC) - timedelta(seconds=seconds(since))
    except ValueError as error:
        stop(f"--since: {error}")
    store = reach(stack_name).store
    rows = [json.dumps(row, ensure_ascii=False) for row in lessons(store, begin, datetime.now(UTC))]
    if out:
        write(out, "".join(f"{row}\n" for row in rows))
        typer.echo(f"{out}: {len(rows)} corrected mentions")
    else:
        for row in rows:
            typer.echo(row)
    if not rows:
        typer.echo(f"no label that still stands was put right within {since}", err=True)
    raise typer.Exit(0 if rows else 1)
