"""Each test of the suite runs for every connector that can do what it is about."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from earshot.channels import connector_class, http
from earshot.channels.capabilities import Capabilities
from tests.rigs import RIGS
from tests.rigs.rig import Rig

Impatience = Callable[[], AbstractContextManager[None]]
HAS = {"reads_back": "find", "asked_by_get": "challenge", "rereads": "reread"}
ASKS: dict[str, Callable[[Capabilities], bool]] = {
    "polls": lambda can: "poll" in can.listens,
    "pushes": lambda can: "push" in can.listens,
    "searches": lambda can: "search" in can.listens,
    "tells_edits": lambda can: can.edits,
    "tells_deletions": lambda can: can.deletions,
    "threads": lambda can: can.threads,
    "replies": lambda can: "reply" in can.does,
    "answers": lambda can: bool({"reply", "private"} & can.does),
    "private": lambda can: "private" in can.does,
    "likes": lambda can: "like" in can.does,
    "hides": lambda can: "hide" in can.does,
    "deletes": lambda can: "delete" in can.does,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test marked `certifies("polls", …)` a rig of each connector that does all of it."""
    if "rig" not in metafunc.fixturenames:
        return
    marks = [mark for mark in metafunc.definition.iter_markers("certifies")]
    wanted = [name for mark in marks for name in mark.args]
    able = [name for name in RIGS if all(_can(name, one) for one in wanted)]
    metafunc.parametrize("rig", able, indirect=True)


def _can(name: str, wanted: str) -> bool:
    connector = connector_class(name)
    if wanted in HAS:
        return hasattr(connector, HAS[wanted])
    return ASKS[wanted](connector.capabilities)


@pytest.fixture
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with RIGS[request.param]() as made:
        yield made


@contextmanager
def _impatient() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http, "READ_S", 0.3)
        patch.setattr(http, "TOTAL_S", 0.4)
        yield


@pytest.fixture
def impatience() -> Impatience:
    """Patience of a third of a second for one call, so that tests of slow platforms are quick.

    Calls that are to succeed are waited for as long as ever, on a busy machine too.
    """
    return _impatient


@pytest.fixture
def short_waits() -> Iterator[None]:
    """The same for a whole test."""
    with _impatient():
        yield
