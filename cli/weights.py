"""Which weights a command reads mentions by: a file's, or those that the playbook names."""

from pathlib import Path
from typing import Annotated

import typer

from cli.deployment import reach
from cli.lines import stop
from earshot.domain.playbook import Playbook
from earshot.errors import EarshotError

WeightsFile = Annotated[
    Path | None, typer.Option("--weights", help="read by these weights, not by the playbook's")
]


def weighed(policy: Playbook, file: Path | None, stack_name: str | None) -> Playbook:
    """The policy with its weights loaded; ends with 2 where they cannot be had.

    Weights that do not come with the code lie in a file, or in the registry of a stack.
    """
    from earshot.domain.classify import model
    from earshot.usecases.weights import known, pointing_at

    if file:
        try:
            return pointing_at(policy, model.provide(file.read_bytes()).version)
        except OSError as error:
            stop(f"{file}: {error.strerror}")
        except ValueError as error:
            stop(f"{file}: {error}")
    name = policy.classification.weights
    if name is None or policy.classification.model != "embedded":
        return policy
    try:
        if known(name, reach(stack_name).registry if stack_name else None):
            return policy
    except EarshotError as error:
        stop(f"classification.weights: {error}")
    stop(
        f"classification.weights: {name} do not come with the code; give their file with --weights,"
        " or the stack that trained them with --stack-name"
    )
