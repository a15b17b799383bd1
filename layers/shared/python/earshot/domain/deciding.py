"""A person says what became of a reply of which nobody knew whether it was posted."""

from datetime import datetime
from typing import Any

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.clocks import Calendars
from earshot.domain.fold import advance
from earshot.domain.happenings import acted, reply_refused, reply_sent
from earshot.domain.journal import Journal
from earshot.domain.lifecycle import next_state
from earshot.domain.offline import leg_moved
from earshot.errors import Illegal


def check_undecided(reply: Reply) -> None:
    """Illegal unless nobody knows: what has ended otherwise never goes back."""
    if reply.state != "unknown":
        raise Illegal(
            f"reply {reply.id} is {reply.state}; a decision is possible when it is unknown"
        )


def decided_sent(
    case: Case,
    reply: Reply,
    *,
    by: str,
    now: datetime,
    calendars: Calendars,
    close_after: int | None,
) -> list[CaseEvent]:
    """It is there, as somebody has seen; it counts from when it was sent, as far as that is known.

    `reply` is the entry as it stands from now on.
    """
    said = _decided(case, reply, "sent", by, now)
    case = advance(case, said)
    counted = reply_sent(case, reply, now=now, calendars=calendars, close_after=close_after)
    return [*said, *counted]


def decided_not_sent(
    case: Case, reply: Reply, *, by: str, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """It is not there, and is not to be sent again."""
    said = _decided(case, reply, "not_sent", by, now, resend=False)
    after = advance(case, said)
    return [*said, *reply_refused(after, reply, now=now, calendars=calendars)]


def decided_again(
    case: Case, reply: Reply, *, by: str, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """It is not there, and the same intent is sent once more; words only where a case is live."""
    if reply.act == "reply":
        next_state(case, "plan_reply")
    changes = leg_moved(case, reply, "planned", now, calendars)
    return _decided(case, reply, "not_sent", by, now, changes, resend=True)


def _decided(
    case: Case,
    reply: Reply,
    decision: str,
    by: str,
    now: datetime,
    changes: dict[str, Any] | None = None,
    **more: Any,
) -> list[CaseEvent]:
    journal = Journal(case, actor=by, now=now)
    journal.add(
        "reply_decided",
        changes,
        data={"decision": decision, **more, **acted(reply), "attempt": reply.attempt},
        mention_id=reply.mention_id,
        reply_id=reply.id,
    )
    return journal.events
