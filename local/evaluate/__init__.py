"""How well mentions are understood: one section of `docs/evaluation.md` per module.

A section is a function `section(data: Path) -> Section`, where `data` is the folder that holds
`open/` and `research-only/`. To add one, write a module with it and name the module here.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from local.evaluate.section import Section

SECTIONS = ("sentiment", "labels", "urgency", "elsewhere", "language", "personal_data", "cost")


def sections(data: Path, names: tuple[str, ...] = SECTIONS) -> Iterator[Section]:
    """Each section as soon as it is measured."""
    for name in names:
        yield import_module(f"local.evaluate.{name}").section(data)
