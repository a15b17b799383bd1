"""What a write to the table means to the rest of the world: the effects that the relay starts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from earshot.domain.agent import AgentRecord
from earshot.domain.case import CaseEvent, Reply
from earshot.domain.highlights import wants_alert
from earshot.domain.mention import MentionKey
from earshot.domain.records import AccountRecord, Counts, MentionRecord, Quarantined
from earshot.domain.standing import AnsweringRecord, Direction, Standing


@dataclass(frozen=True, slots=True)
class TimerSet:
    """A case now waits for this due step."""

    step: str


@dataclass(frozen=True, slots=True)
class EventAdded:
    event: CaseEvent


@dataclass(frozen=True, slots=True)
class ReplyPlanned:
    """A reply has come into the state `planned`, or stays in it for another attempt."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class PostGone:
    """The platform has refused to do this reply, because the post that it is about is gone."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class OutcomeCounted:
    """What this write adds to the outcomes of an account's hour, a UTC hour `2026-03-02T07`."""

    channel: str
    account: str
    hour: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class AgentFreed:
    """An agent holds less than before, or the roster says something else of them."""

    name: str


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A mention is praise that somebody wants to be told of."""

    record: MentionRecord


@dataclass(frozen=True, slots=True)
class AnswerCameEarly:
    """A mention now waits for the post that it may answer."""

    key: MentionKey


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """An account hears or answers otherwise than before, or its token is about to end."""

    channel: str
    account: str
    direction: Direction
    was: Standing
    standing: Standing


Change = (
    TimerSet
    | EventAdded
    | ReplyPlanned
    | PostGone
    | OutcomeCounted
    | AgentFreed
    | Highlighted
    | AnswerCameEarly
    | HealthChanged
)


def may_wait(event: CaseEvent) -> bool:
    """Whether a case may wait for somebody since this event: it is open again, free, or moved."""
    changes = event.changes
    return (
        not {"agent", "state", "team"}.isdisjoint(changes)
        and changes.get("agent") is None
        and changes.get("state", "open") == "open"
    )


def left_to_peers(event: CaseEvent) -> MentionKey | None:
    """The question of a case that peers may answer, or might have if we had heard in time.

    None where the event opens no such case.
    """
    opened = event.changes
    if event.kind != "case_opened" or opened.get("act") != "hold" or event.mention_id is None:
        return None
    return MentionKey(opened["channel"], opened["account"], event.mention_id)


def of_agent(old: AgentRecord | None, new: AgentRecord) -> Iterator[Change]:
    if old is None or new.revision != old.revision or new.load < old.load:
        yield AgentFreed(new.name)


def of_reply(old: Reply | None, new: Reply) -> Iterator[Change]:
    before = old.place if old else None
    if new.state == "planned" and before != ("planned", new.attempt):
        yield ReplyPlanned(new)
    if old and old.state == "sending" and _found_gone(new):
        yield PostGone(new)


def _found_gone(reply: Reply) -> bool:
    """Whether it was refused for want of the post that it is about.

    What is deleted is a post of ours, as is what a further part of a thread stands below; and in
    private a person or a conversation may be what is missing.
    """
    about = reply.act != "delete" and reply.visibility != "private" and reply.answers is None
    return about and (reply.state, reply.reason) == ("refused", "target_gone")


def of_mention(old: MentionRecord | None, new: MentionRecord) -> Iterator[Change]:
    """Count each newly seen change of a post, and each further delivery; tell what it has become.

    The hour is the one in which the delivery came, as it was counted at the door.
    """
    if wants_alert(new) and not (old and wants_alert(old)):
        yield Highlighted(new)
    if new.awaits_question and not (old and old.awaits_question):
        yield AnswerCameEarly(new.key)
    seen = len(new.seen.keys() - (old.seen.keys() if old else set()))
    doubled = new.duplicate_count - (old.duplicate_count if old else 0)
    if seen or doubled:
        delta = Counts.kept_out({new.filtered: seen}) if new.filtered else Counts(stored=seen)
        delta = delta.model_copy(update={"duplicate": doubled})
        heard_at = new.heard_at or new.received_at
        yield OutcomeCounted(*new.key[:2], hour_of(heard_at), delta)


def of_account(old: AccountRecord | None, new: AccountRecord) -> Iterator[Change]:
    yield from _turned(new, "listen", old.standing if old else Standing(), new.standing)


def of_answering(old: AnsweringRecord | None, new: AnsweringRecord) -> Iterator[Change]:
    yield from _turned(new, "answer", old.standing if old else Standing(), new.standing)


def _turned(
    of: AccountRecord | AnsweringRecord, direction: Direction, was: Standing, now: Standing
) -> Iterator[Change]:
    """News are another health, or a token that is about to end; a token made anew is none."""
    ends = now.expires_at is not None and now.expires_at != was.expires_at
    if now.health != was.health or ends:
        yield HealthChanged(of.channel, of.account, direction, was, now)


def of_quarantined(old: Quarantined | None, new: Quarantined) -> Iterator[Change]:
    """Count an element that comes in, and take it out again when it is replayed."""
    before = 0 if old is None or old.replayed_at else 1
    after = 0 if new.replayed_at else 1
    if before != after:
        delta = Counts(quarantined=after - before, quarantined_by={new.kind: after - before})
        yield OutcomeCounted(new.channel, new.account, hour_of(new.received_at), delta)


def hour_of(at: datetime) -> str:
    """The UTC hour that an instant is counted in."""
    return at.astimezone(UTC).isoformat()[:13]
