"""What a use case is told of the world around it: the time, new names, secrets, languages."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from earshot.domain.judgement import Label


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant in UTC."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh, sortable, opaque identifier."""
        ...


class Secrets(Protocol):
    def values(self, name: str) -> tuple[str, ...]:
        """What the secret holds, newest first: the current value and, in rotation, the previous.

        May be up to five minutes old. Raise Unavailable when it cannot be read.
        """
        ...

    def refresh(self, name: str) -> tuple[str, ...]:
        """The same, read anew; asked too often, it answers from memory again."""
        ...

    def renew(self, name: str, was: str, make: Callable[[str], str]) -> str:
        """Replace the value `was` by what `make` makes of it, and return the value in force.

        One caller at a time makes; where the value is another one by now, that is returned and
        nothing is made. The new value is stored in one write before anybody sees it. Throttled
        while somebody else is at it; what `make` raises passes through and changes nothing.
        """
        ...


class Languages(Protocol):
    def tell(self, text: str) -> Label | None:
        """The language of a text by ISO 639-1; None where the built-in rules know as much."""
        ...
