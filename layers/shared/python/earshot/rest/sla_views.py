"""What goes out of a case's promises: each turn with all the time that counted or did not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.case import Case
from earshot.domain.explain import ExplainedTurn, TimeToResolution, resolution
from earshot.rest.views import Output
from earshot.usecases.recompute import Looked, Moved


class SlaView(Output):
    """Every promise of a case, explained as of `at`."""

    case_id: str
    version: int
    at: AwareDatetime
    resolution: TimeToResolution
    turns: Annotated[list[ExplainedTurn], Field(description="In the order in which they began.")]
    earlier_turns: Annotated[int, Field(description="How many older ones are left out.")]

    @classmethod
    def of(
        cls, case: Case, explained: Sequence[ExplainedTurn], at: datetime, shown: int
    ) -> "SlaView":
        return cls(
            case_id=case.id,
            version=case.version,
            at=at,
            resolution=resolution(explained),
            turns=list(explained[-shown:]),
            earlier_turns=max(0, len(explained) - shown),
        )


class MovedView(Output):
    """A deadline that moved, or would: `was` before, `due_at` from now on."""

    case_id: str
    team: str
    agent: str | None
    clock: Literal["first_response", "next_response", "resolution"]
    cycle: int
    calendar: str
    was: AwareDatetime | None
    due_at: AwareDatetime | None
    overdue: Annotated[bool, Field(description="Whether the new deadline has already passed.")]

    @classmethod
    def of(cls, moved: Moved) -> "MovedView":
        return cls.model_validate({**moved._asdict(), **moved.shift._asdict()})


class RecomputedView(Output):
    """One page of a recomputation by the playbook in force."""

    playbook: str
    cases: Annotated[int, Field(description="How many cases were looked at.")]
    moved: list[MovedView]
    changing: Annotated[
        list[str],
        Field(description="Cases that others kept writing meanwhile: ask for these once more."),
    ]
    next: Annotated[str | None, Field(description="The `page` for what follows; null at the end.")]

    @classmethod
    def of(cls, looked: Looked, playbook: str, next_: str | None) -> "RecomputedView":
        return cls(
            playbook=playbook,
            cases=looked.cases,
            moved=[MovedView.of(one) for one in looked.moved],
            changing=list(looked.changing),
            next=next_,
        )
