"""What is computed once per playbook and then used for every mention."""

from collections.abc import Callable
from typing import Generic, TypeVar

from earshot.domain.playbook.playbook import Playbook

T = TypeVar("T")
_KEPT = 8


class Derived(Generic[T]):
    """Remembers `build(playbook)` by the playbook's stamp, for the last few playbooks seen."""

    def __init__(self, build: Callable[[Playbook], T]) -> None:
        self._build = build
        self._known: dict[str, T] = {}

    def of(self, playbook: Playbook) -> T:
        found = self._known.get(playbook.stamp)
        if found is None:
            while len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)), None)
            found = self._known[playbook.stamp] = self._build(playbook)
        return found
