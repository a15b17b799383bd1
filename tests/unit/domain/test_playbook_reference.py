"""The reference in the documentation speaks of every key that a playbook may hold, by example."""

import re
from collections.abc import Iterator
from inspect import isclass
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, TypeAdapter

from earshot.domain.playbook import Playbook

REFERENCE = (Path(__file__).parents[3] / "docs" / "playbook.md").read_text(encoding="utf-8")
AS_WRITTEN = {"public_holidays", "holidays_from"}
"""Keys of a calendar that are dates by the time a playbook is published."""

Key = tuple[str, str]
"""A model and a field of it."""


def keys(model: type[BaseModel]) -> Iterator[Key]:
    for name, field in model.model_fields.items():
        yield model.__name__, field.alias or name
        for inner in models(field.annotation):
            yield from keys(inner)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isclass(annotation) and not get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def examples() -> Iterator[tuple[str, Any]]:
    """Each chapter of each example, with the dates of its calendars left to be written out."""
    for block in re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL):
        written = yaml.safe_load(block)
        chapters = {"clauses": written} if isinstance(written, list) else written
        for calendar in chapters.get("calendars", {}).values():
            for key in AS_WRITTEN:
                calendar.pop(key, None)
        yield from chapters.items()


def given(value: Any) -> Iterator[Key]:
    """The keys that an example writes down."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value).__name__, type(value).model_fields[name].alias or name
            yield from given(getattr(value, name))
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from given(one)


def explained() -> Iterator[str]:
    """What the first column of each table of keys names."""
    for rows in re.findall(r"^\| key \|.*\n\|[-| :]+\n((?:\|.*\n)+)", REFERENCE, re.MULTILINE):
        for row in rows.splitlines():
            yield from re.findall(r"`([^`]+)`", row.split("|")[1])


def test_every_key_is_explained_and_none_besides() -> None:
    known = {name for _, name in keys(Playbook)} | AS_WRITTEN
    assert len(known) > 130
    assert {key for key in known if f"`{key}`" not in REFERENCE} == set()
    assert set(explained()) - known == set()


def test_every_key_has_an_example_and_every_example_is_right() -> None:
    shown: set[Key] = set()
    for chapter, written in examples():
        field = Playbook.model_fields[chapter]
        shown |= {
            ("Playbook", chapter),
            *given(TypeAdapter(field.annotation).validate_python(written)),
        }
    assert set(keys(Playbook)) - shown == set()
    assert all(f"{key}:" in REFERENCE for key in AS_WRITTEN)
