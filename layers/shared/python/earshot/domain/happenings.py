"""What happens to a case from outside: customers write, edit and delete; replies end one way."""

from datetime import UTC, datetime, timedelta
from typing import Any

from earshot.domain import clocks
from earshot.domain.case import Case, CaseEvent, EventKind, Hold, Reply
from earshot.domain.clocks import Calendars, Clocks
from earshot.domain.dues import Due, come_true
from earshot.domain.fold import advance
from earshot.domain.journal import Journal, clocks_json
from earshot.domain.judgement import Classification, Decision
from earshot.domain.lifecycle import moved
from earshot.domain.mention import Mention
from earshot.domain.offline import leg_moved
from earshot.domain.peers import end_if_helped
from earshot.domain.promise import LegState, Promise
from earshot.domain.sla import SlaPolicy, settle, start
from earshot.domain.transitions import enter_again


def open_case(
    case_id: str,
    mention: Mention,
    *,
    thread: str,
    understood: Classification,
    decision: Decision,
    now: datetime,
    calendars: Calendars,
    policy: SlaPolicy | None,
    hold_until: datetime | None = None,
    hold: Hold | None = None,
    promise: Promise | None = None,
    follows: str | None = None,
) -> list[CaseEvent]:
    """The first event of a case, which holds all of its fields that are not as by default.

    Its promises count from the platform's time of the message, or from now if that is ahead of our
    clock. With `hold_until` the case begins out of sight, so that peers may answer first; it comes
    into sight before the first response is warned of, at once if that time has passed.
    """
    now = now.astimezone(UTC)
    spoke = _spoken_at(mention, now)
    started = start(policy, spoke, calendars)
    hold_until = _hold_until(hold_until, started, now)
    case = Case(
        id=case_id,
        version=1,
        brand=decision.brand,
        channel=mention.channel,
        account=mention.account,
        author_id=mention.author.id,
        author=mention.author.handle or mention.author.display_name,
        thread=thread,
        private=mention.is_private,
        state="snoozed" if hold_until else "open",
        act=decision.act,
        team=decision.team,
        priority=decision.priority,
        skills=decision.skills,
        topic=understood.topic.value,
        intent=understood.intent.value,
        sentiment=understood.sentiment.value,
        language=understood.language.value,
        sla_policy=decision.sla_policy,
        playbook=decision.playbook,
        opened_at=now,
        customer_at=spoke,
        snoozed_until=hold_until,
        reply_to=mention.id,
        follows=follows,
        hold=hold if hold_until else None,
        promise=promise,
        tier=decision.tier,
        expires_at=_expires_at(decision, now),
        clocks=started,
    )
    changes = case.model_dump(
        mode="json", exclude={"id", "version", "clocks"}, exclude_defaults=True
    )
    return [
        CaseEvent(
            case_id=case_id,
            version=1,
            kind="case_opened",
            at=now,
            actor="playbook",
            mention_id=mention.id,
            data={"clause": decision.clause, "mode": decision.mode},
            changes={**changes, "clocks": clocks_json(case.clocks)},
        )
    ]


def _hold_until(wanted: datetime | None, started: Clocks, now: datetime) -> datetime | None:
    first = started.get("first_response")
    warned = (first.warn_at or first.due_at) if first else None
    until = min(at for at in (wanted, warned) if at) if wanted else None
    return until.astimezone(UTC) if until and until > now else None


def _expires_at(decision: Decision, now: datetime) -> datetime | None:
    """Counted from when the case came to the people, who could not know of it before."""
    if decision.expires_after is None:
        return None
    return now.astimezone(UTC) + timedelta(seconds=decision.expires_after)


def _spoken_at(mention: Mention, now: datetime) -> datetime:
    """The platform's time of a message; a clock over there that runs ahead promises nothing."""
    return min(mention.created_at.astimezone(UTC), now)


def add_mention(
    case: Case,
    mention: Mention,
    *,
    decision: Decision | None = None,
    now: datetime,
    calendars: Calendars,
    courtesy: bool = False,
    calm: bool = False,
) -> list[CaseEvent]:
    """A further message of the customer, on whichever way it came.

    It brings the case back to `open` and arms the clock for the next response if none is owed. A
    resolved case is reopened when the decision is one that makes a case of its own. A courtesy
    (see `domain.courtesy`) is kept with the case and changes nothing else. One that is `calm` (see
    `domain.peers`) leaves a question with the peers it is left to.
    """
    spoke = _spoken_at(mention, now.astimezone(UTC))
    reopens = case.state == "resolved" and (decision is None or decision.opens_case)
    kept = courtesy or (case.state == "resolved" and not reopens)
    held = calm and case.hold is not None and case.hold.answer is None
    changes: dict[str, Any] = {"mentions": case.mentions + 1}
    if not kept:
        if spoke >= case.customer_at or case.reply_to is None:
            changes |= {"reply_to": mention.id, "customer_at": max(spoke, case.customer_at)}
        if decision:
            changes["priority"] = max(case.priority, decision.priority)
            changes |= _standing(case, decision, now)
        if not reopens and not held:
            changes |= _spoken_to(case, spoke, calendars)
    journal = Journal(case, actor="customer", now=now)
    journal.add("mention_added", changes, data={"courtesy": courtesy}, mention_id=mention.id)
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
    expires_at = _expires_at(decision, now) if waits and not taken_up else None
    return {"tier": decision.tier, "expires_at": expires_at}


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
    """The platform has the reply. Only a human one answers the customer and stops the clocks.

    It counts from the time the platform gives it. If the customer has written since, as is found
    when an unknown outcome is cleared up late, they are waiting again from that message on. If they
    stay silent for `close_after` seconds, the case ends.
    """
    at = min(reply.sent_at or now, now).astimezone(UTC)
    human = reply.kind == "human"
    journal = Journal(case, actor=reply.agent, now=now)
    if human:
        settle(journal, at, calendars)
    answered = _answered(journal.case, at, now, calendars, close_after) if human else {}
    journal.add(
        "reply_sent",
        {**answered, **leg_moved(journal.case, reply, "sent", at, calendars)},
        data={
            "kind": reply.kind,
            "platform_id": reply.platform_id,
            "permalink": reply.permalink,
            "sent_at": at,
        },
        mention_id=reply.in_reply_to,
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
        data={"kind": reply.kind, "reason": reply.reason},
        mention_id=reply.in_reply_to,
        reply_id=reply.id,
    )
    return journal.events
