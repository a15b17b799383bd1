"""What the table holds of mentions, authors and accounts, and of what nobody understood."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from earshot.domain.followed import Followed
from earshot.domain.frozen import Frozen
from earshot.domain.judgement import Head, Span, spans_from
from earshot.domain.mention import Mention, MentionKey, hash_text
from earshot.domain.spending import Spending
from earshot.domain.standing import Health, Standing
from earshot.domain.upkeep import Upkeep

Outcome = Literal["stored", "duplicate", "own_retry"]
COUNTED = ("received", "stored", "duplicate", "filtered", "quarantined")
REASONED = ("filtered", "quarantined")


class MentionRecord(Frozen):
    """A mention with its newest text, and the record of why it was treated as it was.

    `mention` is what holds now: the newest edit wins, a delete blanks the text and the author's
    names. `seen` maps each change of the post (`Mention.revision`) to the receipt that brought it;
    `duplicates` are the receipts of further deliveries of a change already seen, the last fifty of
    `duplicate_count`. `received_at` is when we first heard of the post, `heard_at` when the
    delivery came that was written last, if that is another. `revision` counts writes of this item
    and guards each of them. `answers` is another author's case that this post may end; `early` says
    that it may answer a post that we had not heard of when it came. `own_reply` names the reply
    that a post of our own is (`case:reply`). `labelled` stands for the words that were classified,
    where they are not those that were decided on. `history` says that it came by a backfill.
    """

    mention: Mention
    received_at: AwareDatetime
    heard_at: AwareDatetime | None = None
    revision: int = 1
    seen: dict[str, str] = Field(default_factory=dict)
    duplicates: tuple[str, ...] = ()
    duplicate_count: int = 0
    filtered: str | None = None
    thread: str
    case_id: str | None = None
    answers: str | None = None
    early: bool = False
    own_reply: str | None = None
    classification: dict[str, Any] | None = None
    labelled: str | None = None
    decision: dict[str, Any] | None = None
    deleted: bool = False
    history: bool = False

    @property
    def key(self) -> MentionKey:
        return self.mention.key

    @property
    def awaits_question(self) -> bool:
        """Whether it may still turn out to answer a post that we have yet to hear of."""
        return self.early and not (self.deleted or self.filtered or self.case_id or self.answers)

    @property
    def personal_data(self) -> tuple[Span, ...]:
        """What its classification found in the words as they are now.

        None where these are not the words that were classified: a place in one text says nothing
        of another.
        """
        if self.classification is None or not self.has_read(self.mention.text):
            return ()
        return spans_from(self.classification["personal_data"])

    def has_read(self, text: str | None) -> bool:
        """Whether these are the words that its classification was made of."""
        words = self.labelled or (self.decision or {}).get("basis", {}).get("words")
        return bool(words == hash_text(text))

    def knows(self, other: "MentionRecord") -> bool:
        """Whether each change that the other has seen was brought here by the same delivery."""
        return other.seen.items() <= self.seen.items()


class AuthorRecord(Frozen):
    """One author towards one of our accounts: which case each of their threads belongs to.

    `threads` maps thread root to case id, oldest first, the last twenty. `open_case` is the newest
    case and `opened_at` its time, `public_at` that of the newest one in public, `since` that of the
    first one. `revision` guards each write, so that two mentions of one author at the same instant
    cannot open two cases for one matter.
    """

    channel: str
    account: str
    author_id: str
    revision: int = 0
    threads: dict[str, str] = Field(default_factory=dict)
    cases: int = 0
    open_case: str | None = None
    opened_at: AwareDatetime | None = None
    public_at: AwareDatetime | None = None
    since: AwareDatetime | None = None

    @property
    def known_since(self) -> datetime | None:
        """When their first case was opened; None where that is no longer known."""
        return self.since or (self.opened_at if self.cases == 1 else None)


class Quarantined(Frozen):
    """An element that could not be understood: the raw text, where it came from, and the reason."""

    channel: str
    account: str
    receipt: str
    received_at: AwareDatetime
    stage: Literal["webhook", "poll", "backfill", "classify", "route"]
    reason: str
    field: str | None = None
    raw: str
    replayed_at: AwareDatetime | None = None

    @property
    def kind(self) -> Literal["not_connected", "malformed", "unreadable"]:
        """The class of the reason: of no account of ours, a wrong field, or no telling what."""
        if self.stage == "route":
            return "not_connected"
        return "malformed" if self.field else "unreadable"


class Correction(Frozen):
    """What a mention's labels should have been, by head; `was` is what they were.

    `words` stands for the text that was judged: when it has changed since, there is nothing to
    learn from it. Who corrected it stands in the case's event alone.
    """

    at: AwareDatetime
    case_id: str
    version: int
    channel: str
    account: str
    mention_id: str
    words: str
    labels: dict[Head, str] = Field(default_factory=dict)
    was: dict[Head, str] = Field(default_factory=dict)

    @property
    def mention(self) -> MentionKey:
        return MentionKey(self.channel, self.account, self.mention_id)


class AccountRecord(Frozen):
    """How hearing an account goes: cursor, lease, health. Configuration is not here.

    `health` is that of the last real calls; `silent_since` tells of too little that came in.
    `polled_at` is when a page came last, `cursor_at` when one led further, `heard_at` when one held
    a mention. `expiring` is the end of its token once that is near. `upkeep` is of its webhook.
    `followed` are posts to look at again.
    """

    channel: str
    account: str
    cursor: str | None = None
    lease: str | None = None
    lease_until: AwareDatetime | None = None
    not_before: AwareDatetime | None = None
    health: Health = "ok"
    health_since: AwareDatetime | None = None
    detail: str | None = None
    silent_since: AwareDatetime | None = None
    polled_at: AwareDatetime | None = None
    cursor_at: AwareDatetime | None = None
    heard_at: AwareDatetime | None = None
    expiring: AwareDatetime | None = None
    spending: Spending = Field(default_factory=Spending)
    upkeep: Upkeep = Field(default_factory=Upkeep)
    followed: Followed = Field(default_factory=Followed)

    @property
    def standing(self) -> Standing:
        """What its calls say, then what its webhook lacks, then whether it has fallen silent."""
        kept = self.upkeep
        if self.health == "ok" and kept.health != "ok":
            return Standing(kept.health, kept.health_since, kept.detail, self.expiring)
        if self.health == "ok" and self.silent_since:
            return Standing("silent", self.silent_since, None, self.expiring)
        return Standing(self.health, self.health_since, self.detail, self.expiring)


class Turn(Frozen):
    """Whose turn it is to renew a secret; `replaced` is the version that was renewed last."""

    secret: str
    holder: str
    until: AwareDatetime
    replaced: str | None = None


class Counts(Frozen):
    """The conservation equation of one account and window.

    `received` is counted at the door, the outcomes from what the table holds. `filtered_by` and
    `quarantined_by` say why; what was counted before there were reasons has none.
    """

    received: int = 0
    stored: int = 0
    duplicate: int = 0
    filtered: int = 0
    quarantined: int = 0
    filtered_by: dict[str, int] = Field(default_factory=dict)
    quarantined_by: dict[str, int] = Field(default_factory=dict)

    @classmethod
    def kept_out(cls, reasons: Mapping[str, int]) -> "Counts":
        """What was filtered, by reason."""
        by = {reason: number for reason, number in reasons.items() if number}
        return cls(filtered=sum(by.values()), filtered_by=by)

    def plus(self, other: "Counts", times: int = 1) -> "Counts":
        """Both together; `times` -1 takes the other away."""
        mine, added = self.flat(), other.flat()
        both = dict.fromkeys((*mine, *added))
        return Counts.from_flat({k: mine.get(k, 0) + times * added.get(k, 0) for k in both})

    def flat(self) -> dict[str, int]:
        """Every number that is not zero, by name; reasons as `filtered.own_post`."""
        numbers: dict[str, int] = {name: getattr(self, name) for name in COUNTED}
        for name in REASONED:
            numbers |= {f"{name}.{why}": n for why, n in getattr(self, f"{name}_by").items()}
        return {name: number for name, number in numbers.items() if number}

    @classmethod
    def from_flat(cls, numbers: Mapping[str, int]) -> "Counts":
        fields: dict[str, Any] = {name: numbers.get(name, 0) for name in COUNTED}
        fields |= {f"{name}_by": {} for name in REASONED}
        for name, number in numbers.items():
            kind, _, reason = name.partition(".")
            if reason and number:
                fields[f"{kind}_by"][reason] = number
        return cls(**fields)

    @property
    def missing(self) -> int:
        """Zero when the equation holds; positive: still in a queue, or lost."""
        return self.received - self.stored - self.duplicate - self.filtered - self.quarantined
