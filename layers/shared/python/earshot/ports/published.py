"""What is published apart from the code: the playbook, the list of accounts, weights."""

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    # Functions that only hear and hand on have no use for a playbook.
    from earshot.domain.playbook import Playbook


T_co = TypeVar("T_co", covariant=True)


class Published(Protocol[T_co]):
    """A document that is deployed apart from the code: the playbook, the list of accounts."""

    def current(self) -> T_co:
        """What is in force now, at most a minute old."""
        ...


class Playbooks(Protocol):
    """Every version that has been published."""

    def version(self, name: str) -> "Playbook":
        """The playbook of that stamp (`v3:9f2c01ab77de`), or the newest of that version (`v3`).

        Raise Unknown when none such was published.
        """
        ...


class ModelRegistry(Protocol):
    """Versions of the embedded model's weights that this deployment has trained, by name."""

    def weights(self, version: str) -> bytes:
        """Raise Unknown when there are none of the name, Unavailable when they cannot be read."""
        ...

    def is_finished(self, version: str) -> bool:
        """Whether the version has its report, which is written last."""
        ...

    def put(self, version: str, weights: bytes) -> None: ...

    def finish(self, version: str, report: str) -> None:
        """Add the report, as JSON."""
        ...
