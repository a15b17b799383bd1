"""`make lock`: choose versions anew, for the project and, among those, for the Lambda layer."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from local.paths import ROOT

LAYER = ROOT / "layers" / "deps"
# No addresses: where packages come from is the business of whoever installs them.
SILENT = ("--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--upgrade")


def main() -> None:
    """Write both locks."""
    project = ROOT / "requirements.txt"
    _compile("pyproject.toml", project, "--extra", "dev", "--universal", "--python-version", "3.11")
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "chosen.txt"
        chosen.write_text("\n".join(_versions(project)), encoding="utf-8")
        _compile(
            str(LAYER / "requirements.in"),
            LAYER / "requirements.txt",
            *("--constraints", str(chosen), "--only-binary", ":all:"),
            *("--python-version", "3.13", "--python-platform", "aarch64-manylinux_2_28"),
        )


def _compile(source: str, lock: Path, *options: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", source, *options, *SILENT]
    subprocess.run([*command, "--output-file", str(lock)], cwd=ROOT, check=True)


def _versions(lock: Path) -> list[str]:
    return re.findall(r"^[A-Za-z0-9_.-]+==[^ ;\\]+", lock.read_text(encoding="utf-8"), re.MULTILINE)


if __name__ == "__main__":
    main()
