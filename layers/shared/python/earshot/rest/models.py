"""What comes in: bodies of requests. What is not listed here is refused, whatever it is."""

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from earshot.domain.judgement import HEADS, Head, Relevance
from earshot.domain.mention import Identifier, Instant, Visibility
from earshot.domain.playbook.conditions import Intent, Sentiment
from earshot.domain.promise import LegName, PromiseReason

LONGEST_TEXT = 10_000
"""Code points, before the channel's own limit is asked."""

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)
]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Name = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f]{1,128}$")]


Skill = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]


class Input(BaseModel):
    """The base of every request body."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Assignment(Input):
    """To whom the case goes: a team, an agent, or an agent of another team.

    `force` lets a supervisor give an agent more than their capacity. What was promised to the
    customer stays, unless `sla_policy` names another policy of the playbook.
    """

    team: Name | None = None
    agent: Name | None = None
    reason: Reason
    force: StrictBool = False
    sla_policy: Name | None = None


class AgentLine(Input):
    """What the roster says of somebody. Without a capacity the playbook's counts.

    `shifts` names a calendar of the playbook; without one every hour is theirs. No `brands` means
    every brand. Skills are your own words, or `language:de` and the like, as clauses ask for them.
    """

    display_name: Reason | None = None
    teams: Annotated[tuple[Name, ...], Field(min_length=1, max_length=50)]
    brands: Annotated[tuple[Name, ...], Field(max_length=50)] = ()
    skills: Annotated[tuple[Skill, ...], Field(max_length=100)] = ()
    capacity: Annotated[StrictInt, Field(ge=0, le=1000)] | None = None
    shifts: Name | None = None
    enabled: StrictBool = True
    trainee: StrictBool = False


class BeingThere(Input):
    """Whether you are there; an absence may say when it ends."""

    state: Literal["available", "away"]
    until: Instant | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.until is not None and self.state != "away":
            raise ValueError("until is the end of an absence: leave it out when available")
        return self


class Labels(Input):
    """What a mention's labels should have been; give those that are wrong."""

    mention_id: Identifier
    relevance: Relevance | None = None
    topic: Name | None = None
    intent: Intent | None = None
    sentiment: Sentiment | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.given():
            raise ValueError("give at least one of relevance, topic, intent, sentiment")
        return self

    def given(self) -> dict[Head, str]:
        """The labels that are there, by head."""
        return {head: value for head in HEADS if (value := getattr(self, head)) is not None}


class Answer(Input):
    """What to say to the customer.

    Without `mention_id` it answers the customer's newest mention. `visibility` may be narrower than
    that mention's, never wider. `leg` says which part of a matter that was taken offline it is; the
    public ones answer the post that was taken offline. `force` lets a supervisor answer a case that
    another person holds; `repeat` says nearly the same again within a day.
    """

    text: Words
    visibility: Visibility | None = None
    mention_id: Identifier | None = None
    leg: LegName | None = None
    force: StrictBool = False
    repeat: StrictBool = False


class Deed(Input):
    """What to do to a post without saying anything, as far as the channel can.

    `like` and `hide` are for a mention of the case, the newest where none is named; `delete` takes
    back a reply of ours.
    """

    act: Literal["like", "hide", "delete"]
    mention_id: Identifier | None = None
    reply_id: Identifier | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.act == "delete" and (self.reply_id is None or self.mention_id):
            raise ValueError("delete needs the reply_id of a reply of ours, and nothing else")
        if self.act != "delete" and self.reply_id:
            raise ValueError(f"{self.act} is for a mention: give mention_id")
        return self


class ReplyDecision(Input):
    """What a person found on the platform of a reply that is `unknown`.

    `sent`: it is there, as the post `platform_id` where you can tell. `not_sent`: it is not, and
    with `resend` the same words are sent once more.
    """

    decision: Literal["sent", "not_sent"]
    platform_id: Identifier | None = None
    resend: StrictBool = False

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.decision == "sent" and self.resend:
            raise ValueError("resend goes with not_sent: what is there is not sent again")
        if self.decision == "not_sent" and self.platform_id:
            raise ValueError("platform_id goes with sent: what is not there has none")
        return self


class Note(Input):
    """A remark for colleagues; the customer never sees it."""

    text: Words


class Resolution(Input):
    """How the matter ended.

    `without_closure` says why nobody is told in public of a matter that was taken offline.
    """

    resolution: Literal["solved", "no_answer_needed", "duplicate", "handed_over", "spam"]
    note: Reason | None = None
    without_closure: Reason | None = None


class Offline(Input):
    """Why the matter goes on in private."""

    reason: PromiseReason


class Reopening(Input):
    """Why a resolved case is work again."""

    reason: Reason


class Snooze(Input):
    """Until when the case waits; it wakes earlier when the customer writes."""

    until: Instant


class Recomputation(Input):
    """Which page of the open cases to recompute; with `dry_run` it is only told what would move."""

    dry_run: StrictBool = False
    limit: Annotated[StrictInt, Field(ge=1, le=50)] = 25
    page: Annotated[str, Field(max_length=4096)] | None = None
