"""`earshot classify`: what the words of mentions are understood to mean."""

import json
from pathlib import Path
from typing import Annotated

import typer

from cli.deployment import StackName
from cli.lines import Lines, classifier_of, playbook_of
from cli.weights import WeightsFile, weighed

DEFAULT = Path("config/playbook.yaml")


def run(
    file: Annotated[Path, typer.Argument(help="mentions as JSON lines; - for standard input")],
    playbook: Annotated[Path, typer.Option(help="whose topics and cues count")] = DEFAULT,
    weights: WeightsFile = None,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="what it prints anyway")] = True,
) -> None:
    """Print one classification per mention, as JSON lines in the order of the file.

    A line that is no mention is named on standard error with its field, and the exit code is 1.

    Example: `earshot classify mentions.jsonl | head -1`
    """
    policy = weighed(playbook_of(playbook), weights, stack_name)
    classify = classifier_of(policy)
    lines = Lines(file)
    for mention in lines:
        found = {**mention.key._asdict(), **classify(mention, policy).as_dict()}
        typer.echo(json.dumps(found, ensure_ascii=False))
    raise typer.Exit(1 if lines.refused else 0)
