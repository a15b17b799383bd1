"""How `classify` reads: by which weights, and which paid services it may ask."""

from functools import cache
from typing import TYPE_CHECKING

from earshot import settings
from earshot.observability import Log, under_playbook_broken
from earshot.system import SystemClock
from earshot.wiring.reach import client, told

if TYPE_CHECKING:
    from earshot.domain.playbook import Playbook
    from earshot.ports import ModelRegistry, Store
    from earshot.usecases.advise import Advisers
    from earshot.usecases.weights import Weighing


@cache
def do_without(playbook: str, reason: str) -> None:
    """Said once for each playbook, not with every batch."""
    Log("classify").warning("backend_missing", playbook=playbook, reason=reason)


def read_by(rules: "Playbook") -> "Playbook":
    """The policy with its weights loaded, or as it reads without them."""
    if rules.classification.weights is None:
        return rules
    return weighing(told(settings.ClassifySettings).weights_bucket).of(rules)


@cache
def weighing(bucket: str) -> "Weighing":
    from earshot.usecases.weights import Weighing

    return Weighing(_registry(bucket), SystemClock(), _without_weights)


def _registry(bucket: str) -> "ModelRegistry | None":
    if not bucket:
        return None
    from earshot.aws.registry import S3Registry

    return S3Registry(client("s3"), bucket)


def _without_weights(version: str, error: Exception) -> None:
    """A playbook that is being rolled out and names what cannot be had is taken back by this."""
    Log("classify").failure("weights_missing", error, version=version)
    under_playbook_broken()


def advisers(rules: "Playbook", store: "Store") -> "Advisers":
    """Those that the playbook chooses, made once for each playbook."""
    from earshot.aws.advisers import consulted
    from earshot.usecases.advise import Advisers

    found = _ADVISERS.get(rules.stamp)
    if found is None:
        log = Log("classify")
        _ADVISERS.clear()
        found = _ADVISERS[rules.stamp] = Advisers(
            [*consulted(rules, lambda service, read_s: client(service, read_s, attempts=1))],
            store=store,
            clock=SystemClock(),
            playbook=rules,
            count=lambda source, numbers: log.count({"backend": source}, **numbers),
            worry=lambda source, error: log.failure("unanswered", error, backend=source),
        )
    return found


_ADVISERS: "dict[str, Advisers]" = {}
"""Those of the playbook in force, by its stamp: they remember what failed."""
