"""A person decides a reply of which nobody knew whether it was posted; the ledger moves forward."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.deciding import (
    check_undecided,
    decided_again,
    decided_not_sent,
    decided_sent,
)
from earshot.domain.happenings import parts_refused
from earshot.domain.playbook import Playbook
from earshot.domain.threads import released
from earshot.errors import NotAcceptable, Unknown
from earshot.ports import Clock, Store
from earshot.usecases.casework import not_another_s
from earshot.usecases.change import Asked, Done, Happened, change


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person found on the platform: the post (and its id), or that there is none."""

    decision: Literal["sent", "not_sent"]
    platform_id: str | None = None
    resend: bool = False


def decide_reply(
    store: Store, clock: Clock, playbook: Playbook, asked: Asked, reply_id: str, verdict: Verdict
) -> Done:
    """Write the decision with its event; Illegal unless the reply is `unknown`, Unknown for none.

    `resend` plans the same intent again, as its next attempt. What is decided of a part decides
    whether those behind it go on. NotAcceptable where the post that is
    named is another reply's.
    """

    def decided(case: Case, now: datetime) -> Happened:
        reply = _standing(store, case, reply_id, verdict)
        check_undecided(reply)
        after = reply.model_copy(update=_moved(reply, verdict, now))
        parts = released(after, lambda part_id: store.reply(case.id, part_id))
        events = _events(case, after, verdict, asked.caller.agent, now, playbook)
        events = parts_refused(case, events, parts, now=now, calendars=playbook.calendars)
        return Happened(events, after, reply_was=reply.place, parts=parts)

    return change(store, clock, asked, decided, guard=not_another_s)


def _standing(store: Store, case: Case, reply_id: str, verdict: Verdict) -> Reply:
    found = store.history(case.id)
    replies = {reply.id: reply for reply in found[2]} if found else {}
    if reply_id not in replies:
        raise Unknown(f"case {case.id} has no reply {reply_id}")
    named = verdict.platform_id
    others = [r for r in replies.values() if r.id != reply_id and r.platform_id == named]
    if named and others:
        raise NotAcceptable(f"that post is reply {others[0].id}", field="platform_id")
    return replies[reply_id]


def _moved(reply: Reply, verdict: Verdict, now: datetime) -> dict[str, object]:
    if verdict.decision == "sent":
        at = reply.tried_at or now
        sent = {"state": "sent", "reason": None, "sent_at": at}
        return {**sent, "platform_id": verdict.platform_id}
    if verdict.resend:
        anew = {"attempt": reply.attempt + 1, "unanswered": 0, "not_before": None}
        return {"state": "planned", "reason": None, **anew}
    return {"state": "refused", "reason": "not_sent"}


def _events(
    case: Case, reply: Reply, verdict: Verdict, by: str, now: datetime, playbook: Playbook
) -> list[CaseEvent]:
    calendars = playbook.calendars
    if verdict.decision == "sent":
        return decided_sent(
            case,
            reply,
            by=by,
            now=now,
            calendars=calendars,
            close_after=playbook.close_after(case.channel, case.account),
        )
    how = decided_again if verdict.resend else decided_not_sent
    return how(case, reply, by=by, now=now, calendars=calendars)
