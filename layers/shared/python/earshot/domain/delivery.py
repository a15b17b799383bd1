"""What becomes of a post of ours after it was sent: it arrives, is read, fails, changes, goes."""

from datetime import datetime
from typing import Any

from earshot.domain import clocks
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.clocks import Calendars
from earshot.domain.journal import Journal
from earshot.domain.lifecycle import moved
from earshot.domain.mention import Mention
from earshot.domain.notice import Notice

FORWARD = {None: ("delivered", "read", "failed"), "delivered": ("read",)}
"""From where a delivery goes on to where; from all else it goes nowhere."""


def delivered(reply: Reply, notice: Notice, now: datetime) -> Reply | None:
    """The reply after the notice; None where that is no step forward."""
    if reply.state != "sent" or notice.kind not in FORWARD.get(reply.delivery, ()):
        return None
    told = {"delivery": notice.kind, "delivery_at": min(notice.at or now, now)}
    return reply.model_copy(update={**told, "reason": notice.reason})


def reply_failed(
    case: Case, reply: Reply, *, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """The platform took it and could not deliver it: the customer waits as before.

    Where it was the answer that the case rests on, an answer is owed again from now on.
    """
    journal = Journal(case, actor="platform", now=now)
    changes: dict[str, Any] = {}
    if reply.kind == "human" and reply.act == "reply" and case.state == "pending":
        changes = moved(case, "undelivered", now, calendars)
        changes["clocks"] = clocks.customer_spoke(changes["clocks"], now, calendars)
    journal.add(
        "reply_failed",
        changes,
        data={"kind": reply.kind, "platform_id": reply.platform_id, "reason": reply.reason},
        reply_id=reply.id,
    )
    return journal.events


def reply_removed(case: Case, reply: Reply, *, now: datetime) -> list[CaseEvent]:
    """A post of ours is no longer on the platform, whoever took it away."""
    return _changed(case, "reply_removed", reply, now)


def reply_edited(case: Case, reply: Reply, post: Mention, *, now: datetime) -> list[CaseEvent]:
    """Somebody changed on the platform what we had said."""
    return _changed(case, "reply_edited", reply, now, text=post.text)


def _changed(case: Case, kind: Any, reply: Reply, now: datetime, **more: Any) -> list[CaseEvent]:
    journal = Journal(case, actor="platform", now=now)
    journal.add(kind, data={"platform_id": reply.platform_id, **more}, reply_id=reply.id)
    return journal.events
