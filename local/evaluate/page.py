"""The evaluation as a page of Markdown."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from local.evaluate.section import Cell, Section, Table

COMMAND = "make eval"
_HEAD = f"""# Evaluation

How well mentions are understood, measured on posts that the shipped weights were not taught with.
Settings were tried on the parts of the sets called `train`; when the last of them were chosen, on
2026-11-25, the figures of `dev` stood beside. So `dev` taught nothing, yet is not quite unseen.
Figures are per cent unless a column says otherwise. This page is written by `{COMMAND}`
(`python -m local.evaluate`), which reads `../shared/data`; the rows are not part of the project.
"""


def page(sections: Iterable[Section], pictures: str = "evaluation") -> str:
    """The whole page; plots are linked in the folder `pictures` beside it."""
    parts = [_HEAD]
    for section in sections:
        parts += [f"## {section.title}\n", section.about.strip() + "\n"]
        parts += [table(one) for one in section.tables]
        parts += [f"![{plot.says}]({pictures}/{plot.name}.svg)\n" for plot in section.plots]
    return "\n".join(parts)


def table(told: Table) -> str:
    """One table; numbers stand to the right."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Table) -> Iterator[str]:
    if told.title:
        yield f"**{told.title}**\n"
    yield f"| {' | '.join(told.columns)} |"
    first = told.rows[0] if told.rows else ()
    marks = ["---:" if isinstance(cell, int | float) else "---" for cell in first]
    yield f"| {' | '.join(marks or ['---'] * len(told.columns))} |"
    for row in told.rows:
        yield f"| {' | '.join(shown(cell, told.places) for cell in row)} |"


def shown(cell: Cell, places: int) -> str:
    """A cell; what is missing is a dash."""
    if cell is None:
        return "—"
    return f"{cell:.{places}f}" if isinstance(cell, float) else str(cell)


def write(sections: list[Section], file: Path) -> None:
    """The page and its plots, in a folder beside it that is named like it."""
    folder = file.with_suffix("")
    for section in sections:
        for plot in section.plots:
            folder.mkdir(parents=True, exist_ok=True)
            plot.draw(folder / f"{plot.name}.svg")
    file.write_text(page(sections, folder.name), encoding="utf-8")
