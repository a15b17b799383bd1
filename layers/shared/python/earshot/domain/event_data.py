"""What an event's data is called, where events of earlier versions call it otherwise."""

from collections.abc import Mapping
from typing import Any

RENAMED = {"target_s": "target_seconds", "late_s": "late_seconds"}


def renamed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of an event under the names of today."""
    return {RENAMED.get(name, name): value for name, value in data.items()}
