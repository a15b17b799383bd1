"""Processor time for importing each handler, in that of creating one DynamoDB client."""

import compileall
import os
import resource
import subprocess
import sys
from pathlib import Path

from local.bench.figure import Figure
from local.paths import ROOT

HOLD, HOLD_API = 1.7, 1.9
ROUNDS = 5
SHARED = ROOT / "layers" / "shared" / "python"
CLIENT = "from botocore.session import get_session; get_session().create_client('dynamodb')"
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def measure() -> list[Figure]:
    """`import_ratio.<handler>`: each in a fresh interpreter, without what that itself takes."""
    entries = sorted((ROOT / "functions").glob("*/*.py"))
    for folder in (SHARED, ROOT / "functions"):
        compileall.compile_dir(folder, quiet=2)
    bare = least("pass")
    client = least(CLIENT) - bare
    return [_figure(entry, client, least(importing(entry)) - bare) for entry in entries]


def _figure(entry: Path, client: float, own: float) -> Figure:
    return Figure(
        name=f"import_ratio.{entry.stem}",
        value=own / client,
        unit="×",
        hold=HOLD_API if entry.stem == "api" else HOLD,
        detail={"import_ms": round(own * 1e3, 1), "client_ms": round(client * 1e3, 1)},
    )


def importing(entry: Path) -> str:
    """Code that imports a handler as Lambda does: its own folder and the layer come first."""
    return f"import sys; sys.path[:0] = {[str(entry.parent), str(SHARED)]!r}; import {entry.stem}"


def least(code: str, *, rounds: int = ROUNDS) -> float:
    """The least processor time that an interpreter takes for this, in seconds."""
    return min(_seconds(code) for _ in range(rounds))


def _seconds(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, **ENVIRONMENT}
    subprocess.run([sys.executable, "-P", "-c", code], check=True, cwd=ROOT, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
