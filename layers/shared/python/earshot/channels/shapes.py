"""Values out of JSON of unknown making: the right type, or None, or the field to blame."""

from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from earshot.errors import Malformed

T = TypeVar("T")


def part(of: Any, path: str, name: str, kind: type[T]) -> T:
    """The field `name` of what lies at `path`; Malformed, naming it, if it is of another type."""
    value = of.get(name) if isinstance(of, dict) else None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        where = f"{path}.{name}" if path else name
        raise Malformed(f"{where}: missing or of the wrong type", field=where)
    return value


def listed(of: Any, *path: str) -> list[Any]:
    """The list at the path; an empty one where there is none."""
    for name in path:
        of = of.get(name) if isinstance(of, dict) else None
    return of if isinstance(of, list) else []


def text(value: Any) -> str | None:
    """A text that is not empty."""
    return value if isinstance(value, str) and value else None


def count(value: Any) -> int | None:
    """A count where the platform tells one (some hide it as -1)."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10**12:
        return value
    return None


def link(value: Any) -> str | None:
    """An address that a browser may be sent to."""
    if not isinstance(value, str) or len(value) > 2048:
        return None
    try:
        return value if urlsplit(value).scheme in ("http", "https") else None
    except ValueError:
        return None


def instant(value: Any) -> datetime | None:
    """An ISO 8601 time, in UTC where it names no other offset."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def words(value: str) -> str:
    """A text without what platforms change of it: its spacing."""
    return " ".join(value.split())
