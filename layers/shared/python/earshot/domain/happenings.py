"""What happens to a case from outside: customers write, edit and delete; replies end one way."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.domain import clocks
from earshot.domain.case import Case, CaseEvent, EventKind, Reply
from earshot.domain.clocks import Calendars
from earshot.domain.dues import Due, come_true
from earshot.domain.fold import advance
from earshot.domain.journal import Journal
from earshot.domain.judgement import Decision
from earshot.domain.lifecycle import moved
from earshot.domain.mention import Mention
from earshot.domain.offline import leg_moved
from earshot.domain.opened import expires_at, spoken_at, told
from earshot.domain.peers import end_if_helped
from earshot.domain.promise import LegState
from earshot.domain.sla import settle
from earshot.domain.threads import Moved
from earshot.domain.transitions import enter_again


def add_mention(
    case: Case,
    mention: Mention,
    *,
    decision: Decision | None = None,
    now: datetime,
    calendars: Calendars,
    courtesy: bool = False,
    calm: bool = False,
    evidence: dict[str, Any] | None = None,
) -> list[CaseEvent]:
    """A further message of the customer, on whichever way it came.

    It brings the case back to `open` and arms the clock for the next response if none is owed. A
    resolved case is reopened when the decision is one that makes a case of its own. A courtesy
    (see `domain.courtesy`) is kept with the case and changes nothing else. One that is `calm` (see
    `domain.peers`) leaves a question with the peers it is left to.
    """
    spoke = spoken_at(mention, now.astimezone(UTC))
    reopens = case.state == "resolved" and (decision is None or decision.opens_case)
    kept = courtesy or (case.state == "resolved" and not reopens)
    held = calm and case.hold is not None and case.hold.answer is None
    changes: dict[str, Any] = {"mentions": case.mentions + 1}
    if mention.is_private:
        changes["private_at"] = max(spoke, case.wrote_in_private_at or spoke)
    if not kept:
        if spoke >= case.customer_at or case.reply_to is None:
            changes |= {"reply_to": mention.id, "customer_at": max(spoke, case.customer_at)}
        if decision:
            changes["priority"] = max(case.priority, decision.priority)
            changes |= _standing(case, decision, now)
        if not reopens and not held:
            changes |= _spoken_to(case, spoke, calendars)
    journal = Journal(case, actor="customer", now=now)
    data = {"courtesy": courtesy, **told(evidence)}
    journal.add("mention_added", changes, data=data, mention_id=mention.id)
    if reopens and not kept:
        since = max(spoke, case.resolved_at or spoke)
        enter_again(journal, reason="customer_wrote", at=since, calendars=calendars, waiting=True)
    if courtesy:
        end_if_helped(journal, now, calendars)
    return journal.events


def _standing(case: Case, decision: Decision, now: datetime) -> dict[str, Any]:
    """Of an outside case: it waits anew from this message on, or is one of our own from now on."""
    if case.tier == "own" or not decision.opens_case:
        return {}
    waits = decision.tier == "outside" and case.agent is None
    taken_up = case.expires_at is None and case.state != "resolved"
    until = expires_at(decision, now) if waits and not taken_up else None
    return {"tier": decision.tier, "expires_at": until}


def _spoken_to(case: Case, spoke: datetime, calendars: Calendars) -> dict[str, Any]:
    """The changes when the customer of a live case speaks: awake, and owed an answer.

    What was paused goes on from when they wrote, however late we learn of it.
    """
    changes = moved(case, "customer_spoke", spoke, calendars)
    if case.replied_at:
        changes["clocks"] = clocks.customer_spoke(changes["clocks"], spoke, calendars)
    return changes


def reply_sent(
    case: Case,
    reply: Reply,
    *,
    now: datetime,
    calendars: Calendars,
    close_after: int | None = None,
) -> list[CaseEvent]:
    """The platform has it. Only words of a person answer the customer and stop the clocks.

    Of a thread, its last part does: who has read half of an answer still waits. It counts from the
    time the platform gives it. If the customer has written since, as is found when an unknown
    outcome is cleared up late, they are waiting again from that message on. If they stay silent for
    `close_after` seconds, the case ends.
    """
    at = min(reply.sent_at or now, now).astimezone(UTC)
    answers = reply.kind == "human" and reply.act == "reply" and reply.completes
    journal = Journal(case, actor=reply.agent, now=now)
    if answers:
        settle(journal, at, calendars)
    answered = _answered(journal.case, at, now, calendars, close_after) if answers else {}
    journal.add(
        "reply_sent",
        {**answered, **leg_moved(journal.case, reply, "sent", at, calendars)},
        data={
            "kind": reply.kind,
            **acted(reply),
            "platform_id": reply.platform_id,
            "permalink": reply.permalink,
            "sent_at": at,
        },
        mention_id=reply.mention_id,
        reply_id=reply.id,
    )
    return journal.events


def _answered(
    case: Case, at: datetime, now: datetime, calendars: Calendars, close_after: int | None
) -> dict[str, Any]:
    replied = max(at, case.replied_at or at)
    still = case.model_copy(update={"clocks": clocks.answered(case.clocks, at, calendars)})
    if case.customer_at <= replied:
        changes = moved(still, "answered", at, calendars)
        if changes["state"] == "pending" and close_after:
            changes["closes_at"] = replied + timedelta(seconds=close_after)
        return {"replied_at": replied} | changes
    waiting = still.clocks
    if case.state != "resolved":
        owed = clocks.customer_spoke(waiting, case.customer_at, calendars)
        waiting = clocks.in_state(owed, case.state, now, calendars)
    return {"replied_at": replied, "clocks": waiting}


def reply_refused(
    case: Case, reply: Reply, *, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """It was certainly not posted, for the reason that the reply carries.

    A refused closure of a case that is resolved already is missed from now on.
    """
    events = _not_sent(case, reply, "reply_refused", now, calendars)
    after = advance(case, events)
    if after.state != "resolved" or reply.leg != "closure":
        return events
    if after.promise is None or not after.promise.is_open:
        return events
    journal = Journal(after, actor=reply.agent, now=now)
    come_true(journal, Due(now, "promise_unfinished"), now, calendars)
    return [*events, *journal.events]


def parts_refused(
    case: Case,
    events: list[CaseEvent],
    parts: Iterable[Moved],
    *,
    now: datetime,
    calendars: Calendars,
) -> list[CaseEvent]:
    """The events of a part's end, with those of the parts behind it that are refused by that."""
    for reply, _ in parts:
        if reply.state == "refused":
            after = advance(case, events)
            events = [*events, *reply_refused(after, reply, now=now, calendars=calendars)]
    return events


def reply_unknown(
    case: Case, reply: Reply, *, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """Nobody knows whether it was posted; a person decides."""
    return _not_sent(case, reply, "reply_unknown", now, calendars)


def _not_sent(
    case: Case, reply: Reply, kind: EventKind, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    journal = Journal(case, actor=reply.agent, now=now)
    state: LegState = "refused" if kind == "reply_refused" else "unknown"
    journal.add(
        kind,
        leg_moved(case, reply, state, now, calendars),
        data={"kind": reply.kind, **acted(reply), "reason": reply.reason},
        mention_id=reply.mention_id,
        reply_id=reply.id,
    )
    return journal.events


def acted(reply: Reply) -> dict[str, Any]:
    """What an event tells of an entry of the ledger that says nothing, or not all."""
    return reply.numbered if reply.act == "reply" else {"act": reply.act}
