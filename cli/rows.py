"""Mentions of one account from a file of theirs: JSON lines, or CSV with the same names.

A line that is none is told with its number and refused; the others go on.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import typer

from cli.lines import stop
from earshot.channels import elements
from earshot.domain.accounts import Account
from earshot.domain.mention import Author, Engagement, Mention
from earshot.errors import Malformed

PLAIN = (
    *("id", "event", "channel", "account", "text", "created_at", "permalink", "in_reply_to"),
    *("root", "visibility", "language", "edited_at", "rating", "reshare_of"),
)
DOTTED = (
    *(f"author.{name}" for name in Author.model_fields),
    *(f"engagement.{name}" for name in Engagement.model_fields),
)
COLUMNS = (*PLAIN, *DOTTED)
NUMBERS = {"rating", "author.followers", *(name for name in DOTTED if name.startswith("eng"))}
NEEDED = ("id", "author.id", "created_at")
LARGEST_CELL = 1_000_000
# What is no UTF-8 stays in its line, which is refused for it.
NEITHER = "surrogateescape"


class Rows:
    """The mentions in order; `refused` counts the lines that were none.

    `read` of `size` bytes were read so far.

    `channel` and `account` may be left out; where they name another account, the line is refused.
    """

    def __init__(self, file: Path, account: Account) -> None:
        self._file = file
        self._account = account
        self.refused = 0
        self.read = 0
        try:
            self.size = file.stat().st_size
        except OSError as error:
            stop(f"{file}: {error.strerror}")

    def __iter__(self) -> Iterator[Mention]:
        read = self._csv if self._file.suffix.lower() == ".csv" else self._json_lines
        try:
            with self._file.open(
                encoding="utf-8-sig", errors="surrogateescape", newline=""
            ) as stream:
                yield from self._each(read(self._watched(stream)))
        except OSError as error:
            stop(f"{self._file}: {error.strerror}")

    def _watched(self, stream: IO[str]) -> Iterator[str]:
        for line in stream:
            self.read += len(line.encode("utf-8", "replace"))
            yield line

    def _each(self, lines: Iterator[tuple[int, Any]]) -> Iterator[Mention]:
        for number, found in lines:
            try:
                yield self._mention(found)
            except Malformed as error:
                self.refused += 1
                said = {"line": number, "field": error.field, "error": str(error)}
                typer.echo(json.dumps(said, ensure_ascii=False), err=True)

    def _mention(self, found: Any) -> Mention:
        if isinstance(found, Malformed):
            raise found
        if not isinstance(found, dict):
            raise Malformed("want an object with the fields of a mention")
        ours = {"channel": self._account.channel, "account": self._account.account}
        for name, value in ours.items():
            if (told := found.get(name)) not in (None, value):
                raise Malformed(f"{name}: {told!r} is not {value!r}", field=name)
        return elements.mention({**found, **ours})

    @staticmethod
    def _json_lines(stream: Iterator[str]) -> Iterator[tuple[int, Any]]:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield number, elements.parse(line.encode("utf-8"))
                except UnicodeEncodeError:
                    yield number, Malformed("not UTF-8")
                except Malformed as error:
                    yield number, error

    def _csv(self, stream: Iterator[str]) -> Iterator[tuple[int, Any]]:
        csv.field_size_limit(LARGEST_CELL)
        reader = csv.DictReader(stream, restkey="", strict=True)
        self._check_header(reader.fieldnames or ())
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield reader.line_num, Malformed(f"not CSV: {error}")
                continue
            yield reader.line_num, _fields(row)

    def _check_header(self, names: Any) -> None:
        unknown = [name for name in names if name not in COLUMNS]
        if unknown:
            stop(f"{self._file}: unknown column {unknown[0]!r}; there are {', '.join(COLUMNS)}")
        missing = [name for name in NEEDED if name not in names]
        if missing:
            stop(f"{self._file}: column {missing[0]!r} is missing")


def _fields(row: dict[str, Any]) -> dict[str, Any] | Malformed:
    """The fields of a row: an empty cell is one that is not told."""
    if row.get(""):
        return Malformed("more cells than the header names")
    found: dict[str, Any] = {}
    for name, cell in row.items():
        if name == "" or cell is None or cell == "":
            continue
        value: Any = cell
        if name in NUMBERS and cell.isascii() and cell.isdigit():
            value = int(cell[:15])
        group, dot, part = name.partition(".")
        if dot:
            found.setdefault(group, {})[part] = value
        else:
            found[name] = value
    return found
