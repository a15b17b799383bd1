"""Mentions from a file of JSON lines; a line that is none is reported and the others go on."""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import typer
from pydantic import ValidationError

from earshot.config import ConfigError, load_playbook
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook

if TYPE_CHECKING:
    from earshot.usecases.classify import Classifier


class Lines:
    """The mentions of a file, in order; `refused` counts the lines that were none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.refused = 0

    def __iter__(self) -> Iterator[Mention]:
        if str(self._file) == "-":
            yield from self._read(sys.stdin.buffer)
            return
        try:
            with self._file.open("rb") as stream:
                yield from self._read(stream)
        except OSError as error:
            stop(f"{self._file}: {error.strerror}")

    def _read(self, stream: BinaryIO) -> Iterator[Mention]:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                mention = Mention.model_validate_json(line)
            except ValidationError as error:
                self._refuse(number, error)
                continue
            yield mention

    def _refuse(self, number: int, error: ValidationError) -> None:
        self.refused += 1
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        said = {"line": number, "field": field or None, "error": first["msg"]}
        typer.echo(json.dumps(said, ensure_ascii=False), err=True)


def stop(message: str) -> NoReturn:
    """Say what was used wrongly and end with 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def write(path: Path, text: str) -> None:
    """Write a file, or say why that cannot be and end with 2."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        stop(f"{path}: {error.strerror}")


def playbook_of(path: Path) -> Playbook:
    """The playbook, or its problems and the end."""
    try:
        return load_playbook(path)
    except ConfigError as error:
        stop(str(error))


@cache
def _say_once(why: str) -> None:
    typer.echo(f"{why}; the built-in rules tell the languages", err=True)


def classifier_of(playbook: Playbook) -> "Classifier":
    """Who understands mentions as the playbook says, with what is installed here."""
    from earshot.backends import classifier_for

    return classifier_for(playbook, _say_once)
