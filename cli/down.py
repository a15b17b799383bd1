"""`earshot down`: stop the local AWS."""

from typing import Annotated

import typer


def run(
    wipe: Annotated[bool, typer.Option(help="Forget all that it held.")] = False,
) -> None:
    """Stop the local AWS and the demo's fake platforms; state stays for the next `up`.

    Example: `earshot down --wipe` to begin afresh.
    """
    from local import stack
    from local.demo import platforms

    # The platforms first: their note of themselves lies where `wipe` sweeps.
    stopped = [platforms.stop(), stack.down(wipe=wipe)]
    said = "stopped" if any(stopped) else "nothing was running"
    typer.echo(f"{said}; what it held is forgotten" if wipe else said)
