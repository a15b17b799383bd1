"""What goes out about the service, the caller and the connected accounts."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.records import Quarantined
from earshot.rest.views import Output


class Health(Output):
    """The API answers."""

    status: Literal["ok"]


class Version(Output):
    """What is at work: release, classifier, and the playbook's version and content hash."""

    earshot: str
    classifier: str
    playbook: str


class Me(Output):
    """Who the API takes you for."""

    id: str
    agent: Annotated[str, Field(description="The name under which you hold cases.")]
    name: str
    roles: list[str]
    teams: list[str]
    brands: Annotated[list[str], Field(description="Empty: every brand.")]
    all_teams: Annotated[bool, Field(description="Whether you see every team's cases.")]


class QuarantinedView(Output):
    """An element that could not be understood, and why."""

    receipt: str
    received_at: AwareDatetime
    stage: Literal["webhook", "poll", "backfill", "classify", "route"]
    reason: str
    field: str | None
    raw: str
    replayed_at: AwareDatetime | None

    @classmethod
    def of(cls, item: Quarantined) -> "QuarantinedView":
        return cls.model_validate({name: getattr(item, name) for name in cls.model_fields})


class QuarantinePage(Output):
    items: list[QuarantinedView]
    next: Annotated[str | None, Field(description="The `page` for what follows; null at the end.")]
