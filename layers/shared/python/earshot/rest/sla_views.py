"""What goes out of a case's promises: each turn with all the time that counted or did not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.case import Case
from earshot.domain.explain import Explained, Why, as_dict, resolution
from earshot.rest.views import Output
from earshot.usecases.recompute import Looked, Moved


class IntervalView(Output):
    """A stretch of time; `seconds` is how much of it counted, `why` says why or why not."""

    start: AwareDatetime
    end: AwareDatetime
    seconds: int
    why: Why


class TurnView(Output):
    """One turn of one promise. Seconds are business time of the calendar.

    `intervals` are what has passed; their seconds sum to `counted_seconds`. `ahead` lies between
    now and the deadline. `calendar_version` is that of the calendar as it is now, `counts_by` that
    of the deadline: where they differ, the calendar was changed and the deadline not recomputed.
    """

    clock: Literal["first_response", "next_response", "resolution"]
    cycle: int
    state: Literal["running", "paused", "stopped"]
    sla_policy: str | None
    playbook: str
    calendar: str
    calendar_version: str
    counts_by: str | None
    time_zone: str
    target_seconds: int
    counted_seconds: int
    started_at: AwareDatetime
    due_at: AwareDatetime | None
    warn_at: AwareDatetime | None
    warned_at: AwareDatetime | None
    breached_at: AwareDatetime | None
    stopped_at: AwareDatetime | None
    intervals: list[IntervalView]
    ahead: list[IntervalView]


class ResolutionView(Output):
    """Business seconds until the case was first resolved, and in all with its reopenings."""

    first_seconds: int | None
    total_seconds: int | None


class SlaView(Output):
    """Every promise of a case, explained as of `at`."""

    case_id: str
    version: int
    at: AwareDatetime
    resolution: ResolutionView
    turns: Annotated[list[TurnView], Field(description="In the order in which they began.")]
    earlier_turns: Annotated[int, Field(description="How many older ones are left out.")]

    @classmethod
    def of(cls, case: Case, explained: Sequence[Explained], at: datetime, shown: int) -> "SlaView":
        return cls(
            case_id=case.id,
            version=case.version,
            at=at,
            resolution=ResolutionView(**resolution(explained)._asdict()),
            turns=[TurnView.model_validate(as_dict(one)) for one in explained[-shown:]],
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
    next: Annotated[str | None, Field(description="The `page` for what follows; null at the end.")]

    @classmethod
    def of(cls, looked: Looked, playbook: str, next_: str | None) -> "RecomputedView":
        return cls(
            playbook=playbook,
            cases=looked.cases,
            moved=[MovedView.of(one) for one in looked.moved],
            next=next_,
        )
