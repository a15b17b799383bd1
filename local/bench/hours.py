"""The times at which figures are measured, whenever the bench runs: a workday's noon and night.

Playbooks treat the night otherwise (an acknowledgement is written, say), and a figure that follows
the hour of its measuring could not be compared with any other.
"""

from datetime import UTC, datetime, timedelta
from time import monotonic

_BEGAN = monotonic()


class Hour:
    """`ports.Clock`, going on from its start as time passes."""

    def __init__(self, start: datetime) -> None:
        self._start = start

    def now(self) -> datetime:
        return self._start + timedelta(seconds=monotonic() - _BEGAN)


NOON = Hour(datetime(2026, 6, 9, 11, 0, tzinfo=UTC))  # a Tuesday
NIGHT = Hour(datetime(2026, 6, 9, 23, 0, tzinfo=UTC))
