"""Read the stock: texts written by hand, under headings that say what they are.

A heading is `== language topic intent sentiment key=value …`; every other line is one text, with
line breaks written as backslash-n. Lines that start with two semicolons are remarks.
In `talks.txt` a line is one turn: `speaker minutes intent sentiment | text`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STOCK = Path(__file__).parent / "stock"


@dataclass(frozen=True)
class Heading:
    """What holds for all texts below it."""

    lang: str
    topic: str
    intent: str
    sentiment: str
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Saying:
    """One hand-written text with its labels; `ref` names it in the truth file."""

    ref: str
    segment: str
    heading: Heading
    text: str


@dataclass(frozen=True)
class Turn:
    """One post of a conversation: A is the customer, @ the brand, other letters bystanders."""

    speaker: str
    minutes: int
    intent: str
    sentiment: str
    text: str


@dataclass(frozen=True)
class Talk:
    """A conversation of several turns."""

    ref: str
    heading: Heading
    turns: tuple[Turn, ...]


def read_sayings(segment: str) -> list[Saying]:
    """Return all texts of one file in order; the segment is the file's unless a heading says so."""
    found: list[Saying] = []
    for number, (heading, line) in enumerate(_lines(segment), 1):
        kind = heading.options.get("segment", segment)
        text = line.replace("\\n", "\n")
        found.append(Saying(f"{segment}:{number}", kind, heading, text))
    return found


def read_talks() -> list[Talk]:
    """Return the conversations; each heading starts a new one."""
    grouped: dict[int, tuple[Heading, list[Turn]]] = {}
    for heading, line in _lines("talks"):
        grouped.setdefault(id(heading), (heading, []))[1].append(_turn(line))
    return [
        Talk(f"talks:{number}", heading, tuple(turns))
        for number, (heading, turns) in enumerate(grouped.values(), 1)
    ]


def read_words(name: str) -> dict[str, list[str]]:
    """Return a word list by heading: `== name` and words parted by commas."""
    words: dict[str, list[str]] = {}
    for line in _raw(name):
        if line.startswith("== "):
            current = words.setdefault(line[3:].strip(), [])
        else:
            current.extend(word.strip() for word in line.split(",") if word.strip())
    return words


def _turn(line: str) -> Turn:
    head, text = line.split(" | ", 1)
    speaker, minutes, intent, sentiment = head.split()
    return Turn(speaker, int(minutes), intent, sentiment, text.replace("\\n", "\n"))


def _lines(name: str) -> Iterator[tuple[Heading, str]]:
    heading: Heading | None = None
    for line in _raw(name):
        if line.startswith("== "):
            heading = _heading(line)
        elif heading is None:
            raise ValueError(f"{name}.txt: a text before the first heading: {line}")
        else:
            yield heading, line


def _heading(line: str) -> Heading:
    lang, topic, intent, sentiment, *rest = line[3:].split()
    return Heading(lang, topic, intent, sentiment, dict(pair.split("=", 1) for pair in rest))


def _raw(name: str) -> Iterator[str]:
    for line in (STOCK / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(";;"):
            yield line
