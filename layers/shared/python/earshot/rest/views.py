"""What goes out of a case: chosen fields in a form of their own, nothing internal."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

from aws_lambda_powertools.event_handler.api_gateway import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from earshot.domain.case import Case, CaseEvent, Clock, EventKind, Reply
from earshot.domain.clocks import Calendars, spent
from earshot.domain.event_data import renamed
from earshot.domain.guard import redacted
from earshot.domain.promise import Promise
from earshot.domain.threads import part_ids


class Output(BaseModel):
    """The base of every response body."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class ClockView(Output):
    """One promise to the customer, as of the answer. Seconds are business time of its calendar."""

    name: Literal["first_response", "next_response", "resolution"]
    state: Literal["waiting", "running", "paused", "stopped"]
    target_seconds: int
    spent_seconds: Annotated[
        int, Field(description="What this turn has counted, up to now where it runs.")
    ]
    total_seconds: Annotated[int, Field(description="The same of all its turns.")]
    started_at: AwareDatetime
    due_at: AwareDatetime | None
    warn_at: AwareDatetime | None
    warned_at: AwareDatetime | None
    breached: bool
    breached_at: AwareDatetime | None
    escalated_at: AwareDatetime | None
    acknowledged_at: AwareDatetime | None
    stopped_at: AwareDatetime | None

    @classmethod
    def of(cls, clock: Clock, calendars: Calendars, now: datetime) -> "ClockView":
        counted = spent(clock, now, calendars)
        return cls(
            name=clock.name,
            state=_state(clock),
            target_seconds=clock.target,
            spent_seconds=counted,
            total_seconds=clock.spent_before + counted,
            started_at=clock.started_at,
            due_at=clock.due_at,
            warn_at=clock.warn_at,
            warned_at=clock.warned_at,
            breached=clock.breached_at is not None,
            breached_at=clock.breached_at,
            escalated_at=clock.escalated_at,
            acknowledged_at=clock.acknowledged_at,
            stopped_at=clock.stopped_at,
        )


class LegView(Output):
    """One message of a promise; `reply_id` is its newest attempt."""

    state: Literal["due", "planned", "sent", "refused", "unknown"]
    reply_id: str | None


class PromiseView(Output):
    """A matter that was taken offline: what is owed, in private and in public.

    `due_at` is when the public closure is missed; `waived` says why there will be none.
    """

    reason: Literal["customer_asked", "privacy", "complexity", "law"]
    mention_id: str
    made_at: AwareDatetime
    private: LegView
    acknowledgement: LegView
    closure: LegView
    due_at: AwareDatetime | None
    told_at: AwareDatetime | None
    waived: str | None

    @classmethod
    def of(cls, promise: Promise | None) -> "PromiseView | None":
        return cls.model_validate(promise.model_dump()) if promise else None


class CaseView(Output):
    """A case as it stands at `version`, which is also its entity tag."""

    id: str
    version: int
    brand: str
    channel: str
    account: str
    author_id: str
    author: str | None
    private: bool
    state: Literal["open", "pending", "snoozed", "resolved"]
    act: str
    team: str
    agent: str | None
    priority: Annotated[int, Field(description="0 to 100; the most urgent is 100.")]
    skills: list[str]
    topic: str
    intent: str
    sentiment: str
    language: str
    sla_policy: str | None
    playbook: Annotated[str, Field(description="Version and content hash of the playbook.")]
    opened_at: AwareDatetime
    customer_at: AwareDatetime
    replied_at: AwareDatetime | None
    resolved_at: AwareDatetime | None
    resolution: str | None
    snoozed_until: AwareDatetime | None
    reply_to: Annotated[str | None, Field(description="The mention that an answer goes to.")]
    mentions: int
    escalation: int
    tier: Annotated[
        Literal["own", "outside"],
        Field(description="Cases of the tier `outside` come after all others."),
    ]
    expires_at: Annotated[
        AwareDatetime | None,
        Field(description="When it ends unanswered if no person takes it up."),
    ]
    closes_at: Annotated[
        AwareDatetime | None,
        Field(description="When it ends by itself if the customer stays silent."),
    ]
    follows: Annotated[
        str | None, Field(description="The resolved case of the same thread before this one.")
    ]
    promise: PromiseView | None
    clocks: list[ClockView]

    @classmethod
    def of(cls, case: Case, calendars: Calendars, now: datetime) -> "CaseView":
        """The case as of now: clocks that run have counted up to it."""
        clocks = [ClockView.of(clock, calendars, now) for _, clock in sorted(case.clocks.items())]
        made = {"promise": PromiseView.of(case.promise), "clocks": clocks}
        return cls.model_validate({**_fields(case, cls), **made})


Tagged = TypeVar("Tagged", bound=CaseView)


def tagged(view: Tagged) -> Response[Tagged]:
    """The response with a case, and its version as the entity tag."""
    return Response(200, "application/json", view, headers={"ETag": f'"{view.version}"'})


class ReplyView(Output):
    """An entry of the reply ledger; a long reply may be several, each a post below the one before.

    `waiting` is a part whose turn comes when the one before it is sent, `planned` waits for its
    turn, `sending` is being posted, `sent` is on the platform, `refused` was declined (see
    `reason`), `unknown` may be on the platform and needs a person to decide.
    """

    id: str
    case_id: str
    state: Literal["waiting", "planned", "sending", "sent", "refused", "unknown"]
    text: str
    visibility: Literal["public", "unlisted", "followers", "private"]
    in_reply_to: str
    agent: str
    approver: Annotated[
        str | None,
        Field(description="Who answers for it: an agent, or `clause:…` of the playbook."),
    ]
    kind: Literal["human", "auto"]
    act: Annotated[
        Literal["reply", "like", "hide", "delete"],
        Field(description="What is done to the post `in_reply_to`; only a `reply` has words."),
    ]
    leg: Literal["private", "acknowledgement", "closure"] | None
    part: Annotated[int | None, Field(description="Which part it is, from 1; null: it is whole.")]
    parts: Annotated[
        list[str], Field(description="The ids of all parts, in their order; empty: it is whole.")
    ]
    created_at: AwareDatetime
    attempt: int
    tried_at: Annotated[
        AwareDatetime | None, Field(description="When it was last sent to the platform.")
    ]
    not_before: AwareDatetime | None
    platform_id: str | None
    permalink: str | None
    sent_at: AwareDatetime | None
    delivery: Annotated[
        Literal["delivered", "read", "failed"] | None,
        Field(description="How far it came since; null: sent, or the platform tells no more."),
    ]
    delivery_at: Annotated[AwareDatetime | None, Field(description="When it came so far.")]
    reason: str | None

    @classmethod
    def of(cls, reply: Reply, hidden: Collection[str] = ()) -> "ReplyView":
        """Without personal data of the kinds that are hidden from the caller."""
        shown = {"text": redacted(reply.text, hidden), "parts": part_ids(reply)}
        return cls.model_validate({**_fields(reply, cls), **shown})

    @classmethod
    def planned(cls, reply: Reply) -> "ReplyView":
        """As it was when it was planned, so that a repeated request gets the same answer."""
        return cls.of(
            Reply(**{k: v for k, v in dict(reply).items() if k not in _LATER}, state="planned")
        )


_LATER = {
    "state",
    "attempt",
    "unanswered",
    "tried_at",
    "lease_until",
    "not_before",
    "turn_at",
    "platform_id",
    "permalink",
    "sent_at",
    "delivery",
    "delivery_at",
    "reason",
}


class TimelineEntry(Output):
    """One thing that happened to the case."""

    version: int
    kind: EventKind
    at: AwareDatetime
    actor: str
    mention_id: str | None
    reply_id: str | None
    alert_id: Annotated[str | None, Field(description="Set where supervisors were told.")]
    data: dict[str, Any]

    @classmethod
    def of(cls, event: CaseEvent, hidden: Collection[str]) -> "TimelineEntry":
        """Without personal data of the kinds that are hidden from the caller."""
        return cls.model_validate(
            {**_fields(event, cls), "data": _shown(renamed(event.data), hidden)}
        )


_WRITTEN = frozenset({"text", "note", "reason", "words", "without_closure"})
"""What holds people's words in the data of events and of the evidence that some keep."""


def _shown(data: dict[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    shown = {k: redacted(v, hidden) if k in _WRITTEN else v for k, v in data.items()}
    if isinstance(kept := data.get("evidence"), dict):
        shown["evidence"] = _shown(kept, hidden)
    return shown


def _fields(value: BaseModel, view: type[Output]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in view.model_fields if hasattr(value, name)}


def _state(clock: Clock) -> Literal["waiting", "running", "paused", "stopped"]:
    """A promise of cycle 0 waits for the customer's next turn."""
    if clock.cycle == 0:
        return "waiting"
    if clock.stopped_at:
        return "stopped"
    return "running" if clock.running_since else "paused"
