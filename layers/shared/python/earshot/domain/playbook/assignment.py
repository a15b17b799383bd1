"""The chapter on assignment: who gives cases to whom, and how much one person may hold."""

from typing import Annotated, Literal

from pydantic import Field

from earshot.domain.duration import Duration
from earshot.domain.judgement import Act
from earshot.domain.playbook.written import Several, Written


class Weighing(Written):
    """How much a case counts that is like this; every key that is given must hold."""

    weight: Annotated[int, Field(ge=0, le=100)]
    act: Several[Act] = ()
    channel: Several[str] = ()
    topic: Several[str] = ()
    private: bool | None = None
    min_priority: Annotated[int, Field(ge=0, le=100)] = 0


class Assignment(Written):
    """In `pull` agents take cases themselves; in `push` the least loaded who suits gets them.

    `capacity` holds for agents with none of their own. The first of `weights` that holds counts,
    and 1 where none does. `sticky` prefers who has dealt with the customer before. An open case
    that nobody holds is told of after `ownerless_after` of its policy's business hours.
    """

    mode: Literal["pull", "push"] = "pull"
    capacity: Annotated[int, Field(ge=1, le=1000)] = 10
    weights: tuple[Weighing, ...] = ()
    sticky: bool = True
    ownerless_after: Annotated[Duration, Field(ge=1)] | None = None
