"""Where the local stack keeps what it needs; all of it lies in the project folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".earshot"
STACK = HOME / "stack.json"
OUTPUTS = HOME / "outputs.json"
DEPLOYED = HOME / "deployed.sha256"
ASSEMBLY = HOME / "cdk.out"
LOG = HOME / "emulator.log"
