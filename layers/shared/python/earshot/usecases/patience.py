"""How long a reply waits whose platform does not want to hear of it yet."""

from datetime import datetime, timedelta
from math import ceil

from earshot.domain.case import Reply
from earshot.ports import Store

# A queue keeps a message back for twelve hours at most; what waits longer wakes and waits on.
LONGEST = timedelta(hours=11)
PATIENCE = timedelta(days=2)


def seconds_until(after: datetime, now: datetime) -> int:
    """Whole seconds, at least one, so that a message never comes back before its instant."""
    return max(1, ceil(min(after - now, LONGEST).total_seconds()))


def waits(reply: Reply, now: datetime) -> bool:
    """Whether it was not sent because its platform named a later instant, and may still be late.

    What waited for two days is answered by a person who looks again, not by a queue.
    """
    after = reply.not_before
    if reply.state != "planned" or after is None:
        return False
    return now < after <= reply.created_at + PATIENCE


def said_before(reply: Reply, store: Store) -> list[Reply]:
    """What was planned in the case before this and has waited, or may be under way; in order.

    What has not waited stands in the queue before it, or has no order any more.
    """
    if reply.act != "reply" or reply.state != "planned":
        return []
    found = store.history(reply.case_id)
    _, events, replies = found or (None, [], [])
    planned = {event.reply_id: event.version for event in reversed(events) if event.reply_id}
    held = [
        other
        for other in replies
        if other.act == "reply"
        and planned.get(other.id, 0) < planned.get(reply.id, 0)
        and (other.state == "sending" or (other.state == "planned" and other.not_before))
    ]
    return sorted(held, key=lambda other: planned.get(other.id, 0))
