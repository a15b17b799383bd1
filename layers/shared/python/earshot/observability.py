"""Log lines and metrics as JSON, one line each, from a closed list of fields.

A line never holds what people wrote, their names or a token: there is no field for it. Fields that
are not on the list are dropped, and the line says how many.
"""

import sys
import time
from collections.abc import Mapping
from json import dumps
from traceback import extract_tb
from typing import Any

from earshot.errors import EarshotError

FIELDS = frozenset(
    {
        "account",
        "act",
        "attempt",
        "backend",
        "batch",
        "brand",
        "caller",
        "case_id",
        "channel",
        "clause",
        "duplicate",
        "ending",
        "error",
        "event_id",
        "failed",
        "field",
        "filtered",
        "frames",
        "health",
        "kind",
        "late",
        "mention_id",
        "message_id",
        "milliseconds",
        "number",
        "pages",
        "playbook",
        "quarantined",
        "reason",
        "receipt",
        "received",
        "records",
        "reply_id",
        "request_id",
        "route",
        "state",
        "status",
        "step",
        "stored",
        "team",
        "version",
    }
)
FRAMES = 6
LONGEST = 256
NAMESPACE = "Earshot"


class Log:
    """The log of one function; `stage` is its name, as `route`."""

    def __init__(self, stage: str) -> None:
        self._stage = stage

    def info(self, event: str, **fields: object) -> None:
        self._line("INFO", event, fields)

    def warning(self, event: str, **fields: object) -> None:
        self._line("WARNING", event, fields)

    def failure(self, event: str, error: BaseException, **fields: object) -> None:
        """Tell of an error: its type, our own words for it, and where it was raised."""
        reason = {"reason": str(error)} if isinstance(error, EarshotError) else {}
        frames = [
            f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
            for frame in extract_tb(error.__traceback__)[-FRAMES:]
        ]
        told = {"error": type(error).__name__, **reason, "frames": frames, **fields}
        self._line("ERROR", event, told)

    def count(self, dimensions: Mapping[str, str] | None = None, **numbers: float) -> None:
        """Emit counts as CloudWatch metrics, `count({"channel": "x"}, Stored=3)`."""
        named = {"stage": self._stage, **(dimensions or {})}
        told = {
            "Namespace": NAMESPACE,
            "Dimensions": [list(named)],
            "Metrics": [{"Name": name, "Unit": "Count"} for name in numbers],
        }
        stamp = {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": [told]}
        _write({"_aws": stamp, **named, **numbers})

    def _line(self, level: str, event: str, fields: Mapping[str, object]) -> None:
        kept = {k: _short(v) for k, v in fields.items() if k in FIELDS and v is not None}
        dropped = {"dropped": n} if (n := len(fields.keys() - FIELDS)) else {}
        _write({"level": level, "event": event, "stage": self._stage, **kept, **dropped})


def under_playbook_broken() -> None:
    """Count what the playbook in force may have broken: an alarm on it takes a rollout back."""
    Log("playbook").count(Broken=1)


def _short(value: object) -> object:
    return value[:LONGEST] if isinstance(value, str) else value


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(dumps(line, separators=(",", ":"), default=str) + "\n")
