"""The figures that we hold ourselves to, each measured: one small module per figure."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from local.bench.figure import Figure

MODULES = {
    "cpu_ratio": "processor",
    "model": "embedded",
    "import_ratio": "imports",
    "deps_layer_mb": "layer",
    "requests_for_25": "requests",
    "write_units_per_mention": "units",
    "log_bytes_per_mention": "logs",
    "cost_per_million": "cost",
    "alert_late_s": "timers",
    "simulate_s": "simulated",
    "calls": "calls",
    "sends": "sends",
    "end_to_end": "end_to_end",
}
ON_DEMAND = ("end_to_end",)


def measure(names: Iterable[str]) -> Iterator[list[Figure]]:
    """The figures of each name, as soon as they are measured."""
    for name in names:
        yield import_module(f"local.bench.{MODULES[name]}").measure()
