"""The time of day at which figures are measured: a workday's noon, whenever the bench runs.

Playbooks treat the night otherwise (an acknowledgement is written, say), and a figure that follows
the hour of its measuring could not be compared with any other.
"""

from datetime import UTC, datetime, timedelta
from time import monotonic

START = datetime(2026, 6, 9, 11, 0, tzinfo=UTC)  # a Tuesday
_BEGAN = monotonic()


class Noon:
    """`ports.Clock`, going on from noon as time passes."""

    def now(self) -> datetime:
        return START + timedelta(seconds=monotonic() - _BEGAN)
