"""Time as a test's clock shows it, for connectors and the fakes of their platforms."""

import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import local.platforms
from earshot import channels
from local.memory.inputs import FixedClock

ALSO = ("tests.rigs", "standardwebhooks")


def simulate(clock: FixedClock, patch: pytest.MonkeyPatch) -> None:
    """Let every module that speaks to a platform, or plays one, see this clock's time."""

    class Kind(type):
        def __instancecheck__(cls, one: Any) -> bool:
            return isinstance(one, datetime)

    class Simulated(datetime, metaclass=Kind):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return clock.now().astimezone(tz)

    for name in _modules():
        if getattr(sys.modules[name], "datetime", None) is datetime:
            patch.setattr(sys.modules[name], "datetime", Simulated)


def _modules() -> Iterator[str]:
    for package in (channels, local.platforms):
        for found in walk_packages(package.__path__, package.__name__ + "."):
            import_module(found.name)
            yield found.name
    yield from [name for name in sys.modules if name.startswith(ALSO)]
