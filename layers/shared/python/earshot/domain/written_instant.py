"""How an instant is written for programs."""

from datetime import datetime


def instant(at: datetime) -> str:
    """An instant as programs read it: RFC 3339, `Z` for UTC."""
    return at.isoformat().replace("+00:00", "Z")
