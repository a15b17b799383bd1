"""Import this before `aws_cdk`: it starts the CDK's Node process inside the project folder.

Node is the one of the virtual environment, also when `cdk` is called from outside of it. The
process keeps its caches in `.cache/`; the CDK's library would write some of them into the home
folder, whatever `CDK_HOME` says, so it is given another home. Ours stays what it was.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
NODE = ROOT / ".venv" / "bin" / "node"


def _start() -> None:
    if NODE.exists():
        os.environ.setdefault("JSII_NODE", str(NODE))
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(CACHE / "jsii"))
    home = os.environ.get("HOME")
    other = CACHE / "home"
    other.mkdir(parents=True, exist_ok=True)
    os.environ["HOME"] = str(other)
    try:
        import aws_cdk  # noqa: F401  # its import starts the process
    finally:
        if home is None:
            del os.environ["HOME"]
        else:
            os.environ["HOME"] = home


_start()
