"""`earshot train`: new weights for the embedded model, with their report, unless they are worse."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from cli.lines import stop, write
from cli.training import corpus, corrections_of, examples_of, feelings_in
from earshot.domain.classify.model import SHIPPED
from earshot.domain.classify.model.weights import Weights
from earshot.domain.classify.training.corrections import Lessons, accept
from earshot.domain.classify.training.examples import Example
from earshot.usecases.train import Outcome, Sources, table, train


def run(
    files: Annotated[
        list[Path] | None, typer.Argument(help="labelled texts as JSON lines; see training/")
    ] = None,
    from_corrections: Annotated[
        Path | None, typer.Option(help="labels that agents corrected, in the same form")
    ] = None,
    words: Annotated[
        Path | None, typer.Option(help="what words feel like: word, tab, -4 to 4; else as before")
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--go-on", help="go on from the weights that are there, not anew")
    ] = False,
    beside: Annotated[
        Path | None, typer.Option(help="weights that must not be better; else the shipped ones")
    ] = None,
    out: Annotated[Path, typer.Option(help="folder for the weights and their report")] = Path(
        ".build/weights"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Train weights from labelled texts and write them, with a report on examples held back.

    A tenth of the examples, chosen by their ids, is never learned from. Where the recall or F1 of
    a class on these is lower than with the weights that are there, nothing is written and the
    exit code is 1. So it is where fewer than 200 labels of a head have been corrected.
    Corrections without FILES go on from the weights that are there, beside the shipped corpus:
    they tell only what was wrong, and alone would make the model forget what was right.

    Example: `earshot train training/corpus/*.jsonl --out .build/weights`
    """
    if not files and not from_corrections:
        stop("nothing to learn from: name files of labelled texts, or --from-corrections FILE")
    try:
        put_right = corrections_of(from_corrections) if from_corrections else Lessons([], [])
        texts = files or _corpus(put_right.examples)
        sources = Sources(
            [one for file in texts for one in examples_of(file)],
            put_right.examples,
            feelings_in(words) if words else None,
            _there(beside),
            [file.name for file in [*texts, from_corrections, words] if file],
            goes_on=go_on or not files,
            unlearnable=put_right.unlearnable,
        )
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}")
    except ValueError as error:
        stop(str(error))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        done = train(sources, _bar(progress))
    _tell(done, out, as_json=as_json)
    raise typer.Exit(0 if done.accepted else 1)


def _corpus(corrections: list[Example]) -> list[Path]:
    if not accept(corrections).examples:
        return []
    return corpus() or stop("training/corpus is not here: name labelled texts beside corrections")


def _there(beside: Path | None) -> bytes | None:
    if not beside:
        return SHIPPED.read_bytes() if SHIPPED.exists() else None
    data = beside.read_bytes()
    try:
        Weights.from_bytes(data)
    except ValueError as error:
        raise ValueError(f"{beside}: {error}") from error
    return data


def _bar(progress: Progress) -> Any:
    tasks: dict[str, TaskID] = {}

    def told(head: str, number: int, of: int) -> None:
        if head not in tasks:
            tasks[head] = progress.add_task(head, total=of)
        progress.update(tasks[head], completed=number)

    return told


def _keep(done: Outcome, told: dict[str, Any], out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{done.version}.weights").write_bytes(done.weights)
    except OSError as error:
        stop(f"{out}: {error.strerror}")
    write(out / f"{done.version}.json", json.dumps(told, indent=1) + "\n")
    write(out / f"{done.version}.md", table(done))


def _tell(done: Outcome, out: Path, *, as_json: bool) -> None:
    told = done.as_object()
    if done.accepted:
        _keep(done, told, out)
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(table(done) if done.weights else "", nl=False)
    for reason in [*done.declined, *map(str, done.falls)]:
        typer.echo(reason, err=True)
    where = out / f"{done.version}.weights"
    typer.echo(f"{where}" if done.accepted else "nothing written")
