"""A case: one customer's matter on one channel account. State is the fold of its events."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.frozen import Frozen
from earshot.domain.judgement import Act, Tier
from earshot.domain.promise import LegName, Promise

CaseState = Literal["open", "pending", "snoozed", "resolved"]
ClockName = Literal["first_response", "next_response", "resolution"]


class Clock(Frozen):
    """One promise. `target` and `spent` are business seconds, the instants are wall time.

    A clock runs while `running_since` is set: `due_at`, `warn_at` and `escalate_at` then stand for
    what the calendar said when it was last started. A paused clock has none of the three, and
    `paused_at` says since when. A stopped clock (`stopped_at`) never moves again; its result is
    `breached_at` or none. `pauses` are the case states it does not run in. `cycle` counts the turns
    of the promise: a customer's turn or a reopening begins the next one; 0 is a promise whose first
    turn is yet to come. `spent_before` is what the turns before this one have spent.
    `calendar_version` names the content of the calendar that counted last. Warnings come in the
    hours of `alert_calendar`, where one is named; `warned_at` is the instant of the last one, and a
    later `warn_at` is one more. `page` counts the pages after a breach; the next
    one is due when `page_after` business seconds have passed since the deadline (the first:
    `escalate_after`), unless somebody has acknowledged one.
    """

    name: ClockName
    calendar: str
    calendar_version: str | None = None
    target: int
    lead: int
    escalate_after: int | None = None
    alert_calendar: str | None = None
    pauses: tuple[CaseState, ...] = ()
    cycle: int = 1
    started_at: AwareDatetime
    spent: int = 0
    spent_before: int = 0
    running_since: AwareDatetime | None = None
    paused_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    warn_at: AwareDatetime | None = None
    escalate_at: AwareDatetime | None = None
    warned_at: AwareDatetime | None = None
    breached_at: AwareDatetime | None = None
    escalated_at: AwareDatetime | None = None
    page: int = 0
    page_after: int | None = None
    acknowledged_at: AwareDatetime | None = None
    stopped_at: AwareDatetime | None = None


class PeerAnswer(Frozen):
    """Who answered a customer before us, where and when."""

    author_id: str
    mention_id: str
    at: AwareDatetime


class Hold(Frozen):
    """A question that is left to peers until `snoozed_until`, and what follows if one answers.

    `review`: a person looks at once whether the answer is right. `close`: the case ends with the
    hold, or earlier when the asker says thanks.
    """

    on_peer_answer: Literal["review", "close"] = "review"
    answer: PeerAnswer | None = None


class Case(Frozen):
    """The state that an event left behind; `version` is the number of its last event.

    `playbook` is the version and hash the clocks were set by. `step` is the due step the case's one
    pending timer points at. `reply_to` is the mention an answer goes to. `expires_at` ends a case
    of the tier `outside` that no person has taken up until then, `closes_at` one whose customer has
    been silent since our answer. `follows` is the resolved case of the same thread before this one.
    `weight` is what the case counts for its holder, 0 for one whom the roster does not know;
    `last_agent` had it until it was taken from them for being away, `declined` are those who gave
    it back. `taken_as` names the request that took it as the next of a queue. At
    `ownerless_at` it has been nobody's for too long. `customer_at` is when the customer last wrote,
    `private_at` when they did so in private, which windows of private messages count from.
    """

    id: str
    version: int
    brand: str
    channel: str
    account: str
    author_id: str
    author: str | None = None
    thread: str
    private: bool = False
    state: CaseState = "open"
    act: Act
    team: str
    agent: str | None = None
    weight: int = 0
    last_agent: str | None = None
    declined: tuple[str, ...] = ()
    taken_as: str | None = None
    priority: int
    skills: tuple[str, ...] = ()
    topic: str = "other"
    intent: str = "other"
    sentiment: str = "neutral"
    language: str = "und"
    sla_policy: str | None = None
    playbook: str
    opened_at: AwareDatetime
    customer_at: AwareDatetime
    private_at: AwareDatetime | None = None
    replied_at: AwareDatetime | None = None
    resolved_at: AwareDatetime | None = None
    resolution: str | None = None
    snoozed_until: AwareDatetime | None = None
    reply_to: str | None = None
    mentions: int = 1
    escalation: int = 0
    tier: Tier = "own"
    expires_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
    follows: str | None = None
    hold: Hold | None = None
    ownerless_at: AwareDatetime | None = None
    promise: Promise | None = None
    clocks: dict[ClockName, Clock] = Field(default_factory=dict)
    step: str | None = None

    @property
    def wrote_in_private_at(self) -> datetime | None:
        """When the customer last wrote in private, also in a case of before `private_at`."""
        return self.private_at or (self.customer_at if self.private else None)


EventKind = Literal[
    "case_opened",
    "mention_added",
    "mention_edited",
    "mention_deleted",
    "case_claimed",
    "case_released",
    "case_assigned",
    "case_weighed",
    "note_added",
    "reply_planned",
    "reply_sent",
    "reply_refused",
    "reply_unknown",
    "reply_decided",
    "reply_failed",
    "reply_removed",
    "reply_edited",
    "case_resolved",
    "case_reopened",
    "case_snoozed",
    "case_woken",
    "case_expired",
    "peer_answered",
    "peer_withdrew",
    "case_ownerless",
    "labels_corrected",
    "promise_made",
    "promise_unfinished",
    "sla_warned",
    "sla_breached",
    "case_escalated",
    "alert_acknowledged",
    "warning_postponed",
    "sla_recalculated",
    "sla_policy_changed",
]


class CaseEvent(Frozen):
    """One thing that happened to a case, in the order of `version` (1, 2, … without gaps).

    `changes` is what the event does to the case's fields, as JSON values, so that folding needs
    nothing but the events; `data` is what people and programs want to know about it. `alert_id` is
    set where a supervisor is told: case, clock and policy version make it, so it is the same
    however often it is computed. `request` is set where a person's request caused the event: who
    asked under which idempotency key, and what, as hashes, so that a repeat is answered alike.
    """

    case_id: str
    version: Annotated[int, Field(ge=1)]
    kind: EventKind
    at: AwareDatetime
    actor: str
    mention_id: str | None = None
    reply_id: str | None = None
    alert_id: str | None = None
    request: str | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    changes: dict[str, Any] = Field(default_factory=dict)


ReplyState = Literal["waiting", "planned", "sending", "sent", "refused", "unknown"]
ReplyAct = Literal["reply", "like", "hide", "delete"]


class Reply(Frozen):
    """An entry of the reply ledger: one intent to say one thing in public or private, once.

    `act` is what to do to the post `in_reply_to`; only `reply` says something. `approver` is who
    answers for it: the agent, or the clause of the playbook that speaks by itself. `hops` counts
    the automatic answers of its conversation, each to an answer to the one before. `leg` names the
    part of the case's promise that it is (see `promise`), where it is one. `turn_at` is its turn in
    the account's pace. `tried_at` is when it was last sent; `unanswered` counts the sends that
    nobody answered. `delivery` is how far it came after it was sent, as far as the platform tells.
    A reply in several posts is an entry for each `part` of its `parts` (see `threads`): those after
    the first are `waiting` until the one before is sent, and go below it; `answers` then names the
    customer's mention.
    """

    id: str
    case_id: str
    channel: str
    account: str
    in_reply_to: str
    text: str
    text_hash: str
    visibility: Literal["public", "unlisted", "followers", "private"]
    mention_author: str | None = None
    language: str | None = None
    agent: str
    approver: str | None = None
    kind: Literal["human", "auto"] = "human"
    hops: int = 0
    act: ReplyAct = "reply"
    leg: LegName | None = None
    part: int | None = None
    parts: int | None = None
    answers: str | None = None
    created_at: AwareDatetime
    state: ReplyState = "planned"
    attempt: int = 0
    unanswered: int = 0
    tried_at: AwareDatetime | None = None
    lease_until: AwareDatetime | None = None
    not_before: AwareDatetime | None = None
    turn_at: AwareDatetime | None = None
    platform_id: str | None = None
    permalink: str | None = None
    sent_at: AwareDatetime | None = None
    delivery: Literal["delivered", "read", "failed"] | None = None
    delivery_at: AwareDatetime | None = None
    reason: str | None = None

    @property
    def post_id(self) -> str | None:
        """The platform's id of the post that it is; acts are none."""
        return self.platform_id if self.act == "reply" else None

    @property
    def mention_id(self) -> str:
        """What the customer wrote that it answers, wherever on the platform it stands."""
        return self.answers or self.in_reply_to

    @property
    def completes(self) -> bool:
        """Whether all has been said once it is sent."""
        return self.part == self.parts

    @property
    def numbered(self) -> dict[str, int]:
        """What events tell of a part: which it is, of how many."""
        return {"part": self.part, "parts": self.parts} if self.part and self.parts else {}

    @property
    def whole_id(self) -> str:
        """The id of the reply that it is, or is a part of."""
        return self.id.removesuffix(f"-{self.part}") if self.part else self.id

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the ledger; every move of it is from one place to another."""
        stage = f"{self.state}/{self.delivery}" if self.delivery else self.state
        return stage, self.attempt
