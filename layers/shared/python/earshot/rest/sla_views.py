"""What goes out of a case's promises: each turn with all the time that counted or did not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.case import Case
from earshot.domain.explain import Explained, Why, as_dict, resolution
from earshot.rest.views import Output


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
