"""The services that a playbook chooses, each as the use case asks it."""

from collections.abc import Callable, Iterator
from typing import Any

from earshot.domain.opinions import choices
from earshot.domain.playbook import Playbook
from earshot.domain.playbook.backends import Backend
from earshot.ports import Adviser, Consulted


def consulted(playbook: Playbook, client: Callable[[str, int], Any]) -> Iterator[Consulted]:
    """In the playbook's order; `client` makes one for a service and a time-out in seconds."""
    for backend in playbook.classification.backends:
        for adviser in _advisers(backend, playbook, client):
            yield Consulted(backend, adviser)


def _advisers(
    backend: Backend, playbook: Playbook, client: Callable[[str, int], Any]
) -> list[Adviser]:
    if backend.name == "comprehend":
        from earshot.aws.comprehend import advisers

        return advisers(client("comprehend", backend.time_out), backend.ask_for)
    from earshot.aws.bedrock import Bedrock

    if backend.model is None or backend.prices is None:
        raise RuntimeError("the playbook chooses bedrock without `model` or `prices`")
    made = Bedrock(
        client("bedrock-runtime", backend.time_out),
        model=backend.model,
        prices=backend.prices,
        choices=choices(playbook),
    )
    return [made]
