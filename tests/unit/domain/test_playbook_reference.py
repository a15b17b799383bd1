"""The reference in the documentation speaks of every key that a playbook may hold."""

from collections.abc import Iterator
from inspect import isclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from earshot.domain.playbook import Playbook

REFERENCE = (Path(__file__).parents[3] / "docs" / "playbook.md").read_text(encoding="utf-8")


def keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in models(field.annotation):
            yield from keys(inner)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isclass(annotation) and not get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def test_every_key_is_explained() -> None:
    found = set(keys(Playbook))
    assert len(found) > 70
    assert {key for key in found if f"`{key}`" not in REFERENCE} == set()
