"""Times as Meta writes them: seconds, milliseconds, texts of either, ISO 8601 without a colon."""

from datetime import UTC, datetime
from typing import Any

from earshot.channels.shapes import instant
from earshot.errors import Malformed

# Seconds reach this in the year 5138.
MILLISECONDS_FROM = 10**11


def instant_of(value: Any) -> datetime | None:
    """The instant; None where it is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:16])
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) >= MILLISECONDS_FROM else value
        try:
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    return value if isinstance(value, datetime) else instant(value)


def needed(value: Any, field: str) -> datetime:
    """The same; Malformed, naming the field, where it is none."""
    found = instant_of(value)
    if found is None:
        raise Malformed(f"{field}: is no time", field=field)
    return found
