"""A part of the evaluation: a title, a few words, tables and plots."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Cell = str | float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under their columns; a float is shown with `places` after the point."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    places: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A picture beside the page; `draw` writes it as SVG to the path that it is given."""

    name: str
    says: str
    draw: Callable[[Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one module measured, and how to read it."""

    title: str
    about: str
    tables: tuple[Table, ...]
    plots: tuple[Plot, ...] = field(default=())
