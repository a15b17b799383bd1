"""Each handler loads as in Lambda: its own folder and the layer are all there is of us."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.functions.entries import FUNCTIONS

LAYER = FUNCTIONS.parent / "layers" / "shared" / "python"
HANDLERS = sorted(FUNCTIONS.glob("*/*.py"))
LOAD = """
import sys
from importlib.util import find_spec
# Without the ways that an editable install opens, whichever checkout of the project it names.
installed = [p for p in sys.path if p.startswith((sys.prefix, sys.base_prefix))]
sys.path[:] = [{folder!r}, {layer!r}, *installed]
assert not any(map(find_spec, ("functions", "cli", "infra", "local", "tests")))
module = __import__({stem!r})
assert callable(module.lambda_handler), "no lambda_handler"
assert "boto3" not in sys.modules, "boto3 is loaded before anybody asks for it"
"""


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_handler_needs_only_its_folder_and_the_layer(handler: Path, tmp_path: Path) -> None:
    """Nothing of the repository's root, no sibling, and no setting before the first event."""
    code = LOAD.format(folder=str(handler.parent), layer=str(LAYER), stem=handler.stem)
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("EARSHOT_", "AWS_", "PYTHON"))}
    run = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_every_stage_has_a_handler() -> None:
    assert [f"{file.parent.name}/{file.stem}" for file in HANDLERS] == [
        "api/api",
        "classify/classify",
        "ingest/poll",
        "ingest/webhook",
        "relay/relay",
        "reply/reply",
        "route/route",
        "sla/check",
        "sla/sweep",
        "train/train",
    ]


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_handler_fits_on_a_screen(handler: Path) -> None:
    assert len(handler.read_text(encoding="utf-8").splitlines()) <= 60
