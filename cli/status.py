"""`earshot status`: what runs where."""

import json
from typing import Annotated

import typer


def run(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the local stack; exit code 1 when it does not run.

    Example: `earshot status --json | jq -r .api`
    """
    from local import stack
    from local.demo import platforms

    found = stack.current()
    if found is None:
        typer.echo(json.dumps({"running": False}) if as_json else "not running: `earshot up`")
        raise typer.Exit(1)
    told = {
        "running": True,
        "endpoint": found.endpoint,
        "api": found.api_url,
        "demo_platforms": platforms.running(),
        **dict(sorted(found.outputs.items())),
    }
    if as_json:
        typer.echo(json.dumps(told))
        return
    width = max(map(len, told))
    for name, value in told.items():
        typer.echo(f"{name:<{width}}  {value}")
