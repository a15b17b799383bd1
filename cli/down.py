"""`earshot down`: stop the local AWS."""

from typing import Annotated

import typer


def run(
    wipe: Annotated[bool, typer.Option(help="Forget all that it held.")] = False,
) -> None:
    """Stop the local AWS; its state stays for the next `up`.

    Example: `earshot down --wipe` to begin afresh.
    """
    from local import stack

    stopped = stack.down(wipe=wipe)
    typer.echo("stopped" if stopped else "nothing was running")
