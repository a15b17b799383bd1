"""`python -m local.evaluate`: measure how well mentions are understood and write it down."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.table import Table as Shown

from local.evaluate import SECTIONS, page, sections, targets
from local.evaluate.section import Section
from local.paths import ROOT

DATA = ROOT.parent / "shared" / "data"
PAGE = ROOT / "docs" / "evaluation.md"


def main(arguments: list[str] | None = None) -> int:
    """0, also where there is no data to measure with, which is said."""
    asked = _parser().parse_args(arguments)
    console = Console()
    if not (asked.data / "open").is_dir():
        console.print(f"Nothing to measure with: {asked.data} is not there. Left as it was.")
        return 0
    measured: list[Section] = []
    for section in sections(asked.data, tuple(asked.only or SECTIONS)):
        measured.append(section)
        _tell(section, console)
    if not asked.only:
        measured.insert(0, targets.section(measured))
        _tell(measured[0], console)
    if not (asked.print_only or asked.only):
        page.write(measured, asked.out)
        console.print(f"Written to {asked.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the shared data")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write")
    parser.add_argument("--only", action="append", choices=SECTIONS, help="one section, printed")
    parser.add_argument("--print-only", action="store_true", help="write no page")
    return parser


def _tell(section: Section, console: Console) -> None:
    for told in section.tables:
        shown = Shown(*told.columns, title=f"{section.title} {told.title}", title_justify="left")
        for row in told.rows:
            shown.add_row(*(page.shown(cell, told.places) for cell in row))
        console.print(shown)


if __name__ == "__main__":
    raise SystemExit(main())
