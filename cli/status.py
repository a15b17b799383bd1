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
    from local.emulator import Emulator

    found = stack.current()
    if found is None:
        bare = Emulator.running()
        said = f"the local AWS runs at {bare.endpoint}, and nothing is deployed" if bare else ""
        idle = {"running": False, **({"endpoint": bare.endpoint} if bare else {})}
        typer.echo(json.dumps(idle) if as_json else f"{said or 'not running'}: `earshot up`")
        raise typer.Exit(1)
    told = {
        "running": True,
        "endpoint": found.endpoint,
        "api": found.api_url,
        "demo_platforms": platforms.running(),
        # ApiUrl is the address that AWS would give it, which leads nowhere here: `api` answers.
        **{name: told for name, told in sorted(found.outputs.items()) if name != "ApiUrl"},
    }
    if as_json:
        typer.echo(json.dumps(told))
        return
    width = max(map(len, told))
    for name, value in told.items():
        typer.echo(f"{name:<{width}}  {value}")
