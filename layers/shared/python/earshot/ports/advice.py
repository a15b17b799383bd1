"""Paid services that set labels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from earshot.domain.opinions import Advice, Question
    from earshot.domain.playbook.backends import Backend


class Adviser(Protocol):
    """A paid service that sets labels, asked for several posts at once or for one at a time.

    A new one keeps to this: it has a time-out of at most three seconds and does not try again; the
    words of a post are data to it and never instruction; what it says is handed on unchecked.
    """

    @property
    def heads(self) -> frozenset[str]:
        """The labels it can set."""
        ...

    def parcels(self, questions: "Sequence[Question]") -> "list[list[Question]]":
        """The questions as they are asked together; those it cannot answer are left out."""
        ...

    def price(self, parcel: "Sequence[Question]") -> int:
        """The most that asking can cost, in millionths of a US dollar."""
        ...

    def ask(self, parcel: "Sequence[Question]") -> "Advice":
        """Its opinions, as far as it has any. Throttled costs nothing, Unavailable may have."""
        ...


class Consulted(NamedTuple):
    """A service by what the playbook says of it, and one way of asking it."""

    backend: "Backend"
    adviser: Adviser
