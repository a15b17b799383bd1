"""Thousands of replies to the fake platforms while everything goes wrong: posted once, or told.

`python -m local.bench.sends --number 10000 --seed 1 [--json]` plays them with the hands of the
contract suite (`tests/sends.py`), over HTTP on loopback and on a clock of its own. The exit code is
1 when anything was posted twice, has no end state, or says what is not true.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from local.bench.figure import Figure

NUMBER = 1_000
NEVER = ("doubled", "untrue", "open")
SHOWN = ("sends", "posted", *NEVER, "unknown", "repeated", "requests")
COLUMNS = (
    *("sends", "posted", "doubled", "untrue", "open", "sent", "refused", "unknown"),
    *("unknown_posted", "repeated", "redriven", "struck", "faulty", "requests"),
)


def measure() -> list[Figure]:
    """`sends.*`: what must not happen to any of a thousand, and requests for each."""
    told = played(NUMBER, seed=1)
    total = told["all"]
    return [
        *(Figure(name=f"sends.{name}", value=total[name], unit="", hold=0) for name in NEVER),
        Figure(name="sends.unknown", value=total["unknown"], unit=f"of {total['sends']:,}"),
        Figure(
            name="sends.calls_per_send",
            value=total["requests"] / total["sends"],
            unit="1",
            detail=told,
        ),
    ]


def played(number: int, *, seed: int, moved: Callable[[int], None] = lambda _: None) -> Any:
    """The numbers by connector and of `all`, and the seconds it took."""
    began = time.monotonic()
    tallies = import_module("tests.sends").play(number, seed=seed, moved=moved)
    rows = {tally.connector: {name: getattr(tally, name) for name in COLUMNS} for tally in tallies}
    rows["all"] = {name: sum(row[name] for row in rows.values()) for name in COLUMNS}
    return {**rows, "seed": seed, "seconds": round(time.monotonic() - began, 1)}


def as_table(told: dict[str, Any]) -> Table:
    """A row for each connector, and one for all."""
    title = f"{told['all']['sends']:,} sends, seed {told['seed']}, {told['seconds']} s"
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("connector")
    for name in SHOWN:
        table.add_column(name, justify="right")
    for connector, row in told.items():
        if isinstance(row, dict):
            table.add_row(connector, *(f"{row[name]:,}" for name in SHOWN))
    return table


def main() -> int:
    """Play them, with a bar, and tell what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--number", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--json", action="store_true", help="one JSON object for programs")
    given = asked.parse_args()
    columns = (TextColumn("sends"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        bar = bars.add_task("sends", total=given.number)
        told = played(given.number, seed=given.seed, moved=lambda n: bars.advance(bar, n))
    if given.json:
        print(json.dumps(told))
    else:
        Console().print(as_table(told))
    return int(any(told["all"][name] for name in NEVER))


if __name__ == "__main__":
    sys.exit(main())
