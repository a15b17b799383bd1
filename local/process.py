"""Whether a process is still the one that was started: its number may have gone to another."""

import subprocess
from pathlib import Path


def runs(pid: int, word: str) -> bool:
    """Whether the process lives and `word` is in its command line; a zombie does not live."""
    process = Path("/proc") / str(pid)
    if not process.parent.joinpath("self").exists():
        return _asked(pid, word)
    try:
        command = process.joinpath("cmdline").read_bytes().decode(errors="replace")
        state = process.joinpath("stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return word in command and state != "Z"


def _asked(pid: int, word: str) -> bool:
    """The same where there is no /proc, as on macOS."""
    found = subprocess.run(
        ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return word in found and not found.startswith("Z")
