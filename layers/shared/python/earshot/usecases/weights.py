"""Read mentions by the weights that the playbook names, or by those that come with the code."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from earshot.domain.classify import model
from earshot.domain.classify.model.weights import version
from earshot.domain.playbook import Playbook, compiled, load
from earshot.errors import EarshotError, Malformed
from earshot.ports import Clock, ModelRegistry, Playbooks

AGAIN = timedelta(minutes=1)


def known(name: str, registry: ModelRegistry | None) -> bool:
    """Whether weights of this name are here now; fetched once where the registry has them.

    Raise Unknown, Unavailable or Malformed when they cannot be read.
    """
    if model.named(name) is not None:
        return True
    if registry is None:
        return False
    data = registry.weights(name)
    if version(data) != name:
        raise Malformed(f"weights {name}: what the registry holds by that name is other weights")
    try:
        model.provide(data)
    except ValueError as error:
        raise Malformed(f"weights {name}: {error}") from None
    return True


class Weighing:
    """The playbook as mentions are read by it.

    Where its weights cannot be had, the shipped ones stand in and `worry` is told, once a minute
    as long as it lasts. Each classification says by which weights it was made.
    """

    def __init__(
        self, registry: ModelRegistry | None, clock: Clock, worry: Callable[[str, Exception], None]
    ) -> None:
        self._registry = registry
        self._clock = clock
        self._worry = worry
        self._stand_in: tuple[str, Playbook, datetime] | None = None

    def of(self, playbook: Playbook) -> Playbook:
        """The playbook itself, or one that differs in naming no weights."""
        name = playbook.classification.weights
        if name is None or playbook.classification.model != "embedded":
            return playbook
        now = self._clock.now()
        if self._stand_in and self._stand_in[0] == playbook.stamp and now < self._stand_in[2]:
            return self._stand_in[1]
        try:
            if known(name, self._registry):
                self._stand_in = None
                return playbook
            self._worry(name, Malformed(f"weights {name}: this deployment has no registry"))
        except EarshotError as error:
            self._worry(name, error)
        without = pointing_at(playbook, None)
        self._stand_in = playbook.stamp, without, now + AGAIN
        return without


class Weighed:
    """`ports.Playbooks` that fetches the weights which a version was read by."""

    def __init__(self, playbooks: Playbooks, weighing: Weighing) -> None:
        self._playbooks = playbooks
        self._weighing = weighing

    def version(self, name: str) -> Playbook:
        found = self._playbooks.version(name)
        self._weighing.of(found)
        return found


def pointing_at(playbook: Playbook, weights: str | None) -> Playbook:
    """The same policy by other weights; its stamp is another as well."""
    data = json.loads(compiled(playbook))
    data["classification"] = {**data.get("classification", {}), "weights": weights}
    return load(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
