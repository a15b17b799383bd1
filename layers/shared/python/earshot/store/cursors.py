"""Page cursors: the sort key of the last item shown, opaque to everyone else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from earshot.errors import Malformed
from earshot.ports import Page
from earshot.store.body import Item

R = TypeVar("R")


def encode(place: str) -> str:
    """A cursor behind this place."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def decode(cursor: str) -> str:
    """The place in it; Malformed when it is not one of ours."""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise Malformed("not a page cursor", field="cursor") from None


def page(found: Iterable[Item], limit: int, sort: str, read: Callable[[Item], R]) -> Page[R]:
    """The first `limit` of these items, and a cursor if there is at least one more."""
    taken = list(islice(found, limit + 1))
    cursor = encode(taken[limit - 1][sort]["S"]) if len(taken) > limit else None
    return Page([read(item) for item in taken[:limit]], cursor)
