"""Rules and use cases are told time, ids and settings; one module alone reads the environment."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "layers" / "shared" / "python" / "earshot"
PURE = sorted([*PACKAGE.glob("domain/**/*.py"), *PACKAGE.glob("usecases/**/*.py")])
ALL = sorted(PACKAGE.glob("**/*.py"))

CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "sleep"}
ASKED_OF = {"datetime", "date", "time"}
FORBIDDEN_MODULES = {"uuid", "random", "secrets", "time", "os", "socket", "boto3", "botocore"}


def named(node: ast.expr) -> str:
    """The dotted name of an expression, as far as it is one."""
    if isinstance(node, ast.Attribute):
        return f"{named(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def impurities(source: str) -> Iterator[str]:
    """What a module asks of the world by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found = [str(node.module)]
        elif isinstance(node, ast.Call):
            owner, _, verb = named(node.func).rpartition(".")
            if verb in CLOCKS and owner.rpartition(".")[2] in ASKED_OF:
                yield f"line {node.lineno}: {owner}.{verb}()"
            continue
        else:
            continue
        yield from (
            f"line {node.lineno}: import {name}"
            for name in found
            if name.partition(".")[0] in FORBIDDEN_MODULES
        )


def environment_reads(source: str) -> Iterator[int]:
    """Lines in which a module reads its process's environment, by whatever name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"):
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (node.lineno for a in node.names if a.name in ("environ", "getenv"))


@pytest.mark.parametrize("file", PURE, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_rules_and_use_cases_ask_nothing_of_the_world(file: Path) -> None:
    assert list(impurities(file.read_text(encoding="utf-8"))) == []


def test_only_the_settings_read_the_environment() -> None:
    found = {
        str(file.relative_to(PACKAGE))
        for file in ALL
        if list(environment_reads(file.read_text(encoding="utf-8")))
    }
    assert found == {"settings.py"}


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("from datetime import datetime\nx = datetime.now()", 1),
        ("import datetime\nx = datetime.datetime.utcnow()", 1),
        ("import time\nx = time.time()", 2),
        ("from uuid import uuid4", 1),
        ("import os.path", 1),
        ("x = self.clock.now()", 0),
        ("from earshot.domain.timer import step_instant", 0),
    ],
)
def test_the_search_finds_what_it_looks_for(source: str, number: int) -> None:
    assert len(list(impurities(source))) == number


@pytest.mark.parametrize(
    "source",
    ["import os\nos.environ['X']", "from os import getenv", "import os as o\no.getenv('X')"],
)
def test_the_search_finds_a_look_at_the_environment(source: str) -> None:
    assert len(list(environment_reads(source))) == 1


def test_there_is_something_to_search() -> None:
    assert len(PURE) > 60
