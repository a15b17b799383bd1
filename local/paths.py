"""Where the local stack keeps what it needs; all of it lies in the project folder.

`EARSHOT_HOME` names another folder for a second stack beside the first, as the tests use.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("EARSHOT_HOME") or ROOT / ".earshot").resolve()
STACK = HOME / "stack.json"
OUTPUTS = HOME / "outputs.json"
DEPLOYED = HOME / "deployed.sha256"
ASSEMBLY = HOME / "cdk.out"
LOG = HOME / "emulator.log"
TLS = HOME / "tls"
