"""The layer that Lambda gets is whole: all that any handler imports is in it or in the runtime.

The wheels are for another processor, so they are looked at, not imported. They are downloaded
once and kept under `.cache/layers`.
"""

import ast
import sys
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from infra import wheels
from infra.layers import LOCK, fingerprint
from infra.stage import ROOT

pytestmark = pytest.mark.slow

SHARED = ROOT / "layers" / "shared" / "python"
ENTRIES = sorted((ROOT / "functions").glob("*/*.py"))
RUNTIME = {"boto3", "botocore", "s3transfer", "jmespath", "python-dateutil", "urllib3", "six"}
# Looked for before it is imported, and told of where it is not there (see `earshot.backends`).
OPTIONAL = {"fasttext"}
LAMBDA = {
    "python_version": "3.13",
    "python_full_version": "3.13.0",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "platform_machine": "aarch64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "os_name": "posix",
    "extra": "",
}


@pytest.fixture(scope="module")
def layer() -> Path:
    built = ROOT / ".cache" / "layers" / fingerprint(local=False)
    if not built.exists():
        unfinished = built.with_suffix(".unfinished")
        wheels.install_for_lambda(LOCK, unfinished / "python")
        unfinished.rename(built)
    return built / "python"


def imported_by(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def found_in(folder: Path, module: str) -> Path | None:
    path = folder.joinpath(*module.split("."))
    candidates = [path.with_suffix(".py"), path / "__init__.py"]
    candidates += path.parent.glob(f"{path.name}.*.so") if path.parent.is_dir() else []
    return next((candidate for candidate in candidates if candidate.exists()), None)


def reach(entry: Path) -> tuple[set[str], set[str]]:
    """What an entry imports, directly or through our own code: third parties, unknown of ours."""
    others: set[str] = set()
    missing: set[str] = set()
    seen: set[Path] = set()
    waiting = [entry]
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        for module in imported_by(file):
            ours = found_in(SHARED, module) or found_in(entry.parent, module)
            if ours:
                waiting.append(ours)
            elif module.split(".")[0] == "earshot":
                # `from earshot.x import name`: a name in a module that was found as well.
                if not found_in(SHARED, module.rpartition(".")[0]):
                    missing.add(module)
            elif module.split(".")[0] not in sys.stdlib_module_names:
                others.add(module)
    return others, missing


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.parent.name}/{e.stem}")
def test_every_import_of_a_handler_resolves_in_lambda(entry: Path, layer: Path) -> None:
    others, missing = reach(entry)
    assert not missing
    for module in others:
        package = module.split(".")[0]
        if package in RUNTIME | OPTIONAL:
            continue
        # The last part may be a name in a module; all before it must be there.
        assert found_in(layer, module) or found_in(layer, module.rpartition(".")[0] or module), (
            f"{module} is not in layers/deps/requirements.txt"
        )


def test_every_package_of_the_layer_finds_what_it_needs(layer: Path) -> None:
    described = [
        message_from_string(file.read_text(encoding="utf-8"))
        for file in layer.glob("*.dist-info/METADATA")
    ]
    there = {canonicalize_name(str(package["Name"])) for package in described}
    assert "pydantic-core" in there
    for package in described:
        for line in package.get_all("Requires-Dist", []):
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate(LAMBDA):
                name = canonicalize_name(needed.name)
                assert name in there | RUNTIME, f"{package['Name']} needs {name}"


def test_compiled_parts_are_for_arm_and_python_3_13(layer: Path) -> None:
    compiled = [path.name for path in layer.rglob("*.so")]
    assert any(name.startswith("_pydantic_core") for name in compiled)
    for name in compiled:
        assert "x86_64" not in name
        assert "aarch64" in name or "abi3" in name, name
        assert "cpython-313" in name or "abi3" in name, name


def test_the_layer_is_small(layer: Path) -> None:
    size = sum(path.stat().st_size for path in layer.rglob("*") if path.is_file())
    assert size <= 40_000_000
