"""`earshot up`: the local AWS, with the very app that a cloud team deploys."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from cli.lines import stop


def run(
    config: Annotated[
        Path, typer.Option(help="The folder with playbook, channels and deployment.")
    ] = Path("config"),
    iam: Annotated[bool, typer.Option(help="Enforce every role's permissions, by TLS.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Start the local AWS and deploy to it with the real CDK command.

    Quick when nothing has changed. Example: `earshot up --config config`
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from earshot.config import ConfigError
    from local import stack
    from local.deploy import DeployError
    from local.emulator import EmulatorError

    console = Console(stderr=True)
    began = time.monotonic()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console) as bars:
            task = bars.add_task("looking at what is there", total=1.0)

            def show(what: str, done: float) -> None:
                bars.update(task, description=what, completed=done)

            deployed = stack.up(config, show, iam=iam)
            show("deployed", 1.0)
    except ConfigError as error:
        stop(str(error))
    except (DeployError, EmulatorError) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from None
    if as_json:
        told = {"endpoint": deployed.endpoint, "api": deployed.api_url, **deployed.outputs}
        typer.echo(json.dumps(told))
    else:
        for notice in stack.notices(config):
            console.print(f"Note: {notice}", markup=False, soft_wrap=True)
        console.print(f"The API answers at {deployed.api_url} ({time.monotonic() - began:.0f} s)")
