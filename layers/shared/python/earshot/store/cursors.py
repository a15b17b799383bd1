"""Page cursors: the place of the last item shown, opaque to everyone else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from json import JSONDecodeError, dumps, loads

from earshot.errors import Malformed


def encode(*place: str) -> str:
    """A cursor behind this place."""
    return urlsafe_b64encode(dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str, parts: int) -> list[str]:
    """The place in it; Malformed when it is not one of ours."""
    try:
        place = loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (JSONDecodeError, UnicodeError, ValueError):
        raise Malformed("not a page cursor", field="cursor") from None
    if not isinstance(place, list) or len(place) != parts:
        raise Malformed("not a page cursor", field="cursor")
    if not all(isinstance(part, str) for part in place):
        raise Malformed("not a page cursor", field="cursor")
    return place
