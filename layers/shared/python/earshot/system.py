"""Time and ids as the running system has them."""

from collections.abc import Callable
from datetime import UTC, datetime
from os import urandom
from time import time_ns

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class SystemClock:
    """`ports.Clock`."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SortableIds:
    """`ports.Ids`: 26 letters and digits as in a ULID, milliseconds first, then 80 random bits."""

    def __init__(self, nanoseconds: Callable[[], int] = time_ns) -> None:
        self._nanoseconds = nanoseconds

    def new(self) -> str:
        number = (self._nanoseconds() // 1_000_000) << 80 | int.from_bytes(urandom(10))
        return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
