"""2,000 mentions into a deployed local stack by webhook, until the last is in the table.

The stack is one of its own in a folder of its own, so that one which stands is left as it is.
"""

import json
import os
import subprocess
import sys

from local.bench.figure import Figure
from local.paths import HOME, ROOT

NEVER = ("lost", "doubled", "alerts", "dead_letters")


def measure() -> list[Figure]:
    """`end_to_end.*`: seconds, mentions a second, and what must not have happened."""
    done = subprocess.run(
        [sys.executable, "-m", "local.bench.played"],
        cwd=ROOT,
        env={**os.environ, "EARSHOT_HOME": str(HOME / "bench")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return figures(json.loads(done.stdout.splitlines()[-1]))


def figures(told: dict[str, float]) -> list[Figure]:
    """What a run told, as figures."""
    seconds = told["seconds"]
    return [
        Figure(name="end_to_end.seconds", value=seconds, unit="s", detail=told),
        Figure(name="end_to_end.mentions_per_second", value=told["sent"] / seconds, unit="1/s"),
        *(Figure(name=f"end_to_end.{name}", value=told[name], unit="", hold=0) for name in NEVER),
    ]
