"""What a playbook leaves to be filled in: its lines that are marked `# fill in`."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"(?:^|\s)#\s*fill in\b:?\s*(.*?)\s*$")


class Blank(NamedTuple):
    """A line that waits for what only the deployer knows, and what that is."""

    line: int
    what: str


def blanks(text: str) -> list[Blank]:
    """Every marked line; who has filled it in takes the mark away."""
    found = ((number, _MARK.search(line)) for number, line in enumerate(text.splitlines(), 1))
    return [Blank(number, mark[1]) for number, mark in found if mark]


def said(file: Path, left: Iterable[Blank]) -> str:
    """The same for people, a line each, to stand behind a sentence."""
    listed = "".join(f"\n{file}:{line}: {what or 'see there'}" for line, what in left)
    return f"\nTo fill in (then take the mark `# fill in` away):{listed}" if listed else ""
