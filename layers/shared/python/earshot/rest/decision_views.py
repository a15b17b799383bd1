"""What goes out of a decision: the act, the clause that chose it, and all that follows."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from earshot.rest.views import Output


class Part(Output):
    """A named part of the priority; the parts sum to it."""

    name: str
    points: int


class DecisionView(Output):
    """An act, the clause that chose it, and all that follows; `factors` sum to `priority`."""

    playbook: Annotated[str, Field(description="Version and content hash of the playbook.")]
    classifier: str
    act: str
    clause: Annotated[str, Field(description="The playbook's clause that chose the act.")]
    priority: int
    factors: list[Part]
    team: str
    skills: list[str]
    sla_policy: str | None
    template: str | None
    mode: str
    tier: str = "own"


def fields_of(decision: Mapping[str, Any]) -> dict[str, Any]:
    """A decision record as the views take it: each factor is a part with its name."""
    factors = [Part(name=name, points=points) for name, points in decision["factors"].items()]
    return {**decision, "factors": factors}
