"""The size of the layer of third-party packages, unzipped, as Lambda gets it."""

import marshal
import shutil
from pathlib import Path

from infra import wheels
from local.bench.figure import Figure
from local.paths import ROOT

LOCK = ROOT / "layers" / "deps" / "requirements.txt"
HOLD = 40.0
UNWANTED = ("boto3", "botocore", "aws_xray_sdk")
HEADER_BYTES = 16


def measure() -> list[Figure]:
    """`deps_layer_mb`, byte code included, and that what Lambda brings itself is not in it."""
    folder = built()
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    code = 0 if any(path.suffix == ".pyc" for path in files) else byte_code(folder)
    unwanted = [name for name in UNWANTED if (folder / "python" / name).exists()]
    return [
        Figure(
            name="deps_layer_mb",
            value=(size + code) / 1e6,
            unit="MB",
            hold=HOLD,
            detail={"packages": len(list(folder.glob("python/*.dist-info")))},
        ),
        Figure(name="deps_layer_unwanted", value=len(unwanted), unit="packages", hold=0),
    ]


def built() -> Path:
    """The layer's folder, built as a synth does and kept in `.cache/` until the lock changes."""
    folder = ROOT / ".cache" / "layers" / wheels.fingerprint(LOCK, local=False)
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        wheels.install_for_lambda(LOCK, unfinished / "python")
        unfinished.rename(folder)
    return folder


def byte_code(folder: Path) -> int:
    """Bytes that compiled modules take: only Lambda's own Python version writes them for real."""
    return sum(_compiled(path) for path in folder.rglob("*.py"))


def _compiled(path: Path) -> int:
    try:
        code = compile(path.read_bytes(), path.name, "exec", dont_inherit=True)
    except SyntaxError:  # written for a newer Python than this one
        return path.stat().st_size
    return len(marshal.dumps(code)) + HEADER_BYTES
