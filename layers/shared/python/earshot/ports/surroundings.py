"""What a use case is told of the world around it: the time, new names, secrets, languages."""

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


class Languages(Protocol):
    def tell(self, text: str) -> Label | None:
        """The language of a text by ISO 639-1; None where the built-in rules know as much."""
        ...
