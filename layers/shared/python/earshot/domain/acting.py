"""What we do to a post without saying anything: a like, hiding it, taking back our own."""

from collections.abc import Iterable
from datetime import datetime

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.happenings import acted
from earshot.domain.journal import Journal
from earshot.errors import Illegal


def plan_act(case: Case, reply: Reply, *, now: datetime) -> list[CaseEvent]:
    """Enter an act into the ledger, in any state of the case: it answers nobody."""
    journal = Journal(case, actor=reply.agent, now=now)
    journal.add(
        "reply_planned",
        data={"kind": reply.kind, **acted(reply), "target": reply.in_reply_to},
        reply_id=reply.id,
    )
    return journal.events


def check_not_done(reply: Reply, others: Iterable[Reply]) -> None:
    """Illegal where the same is done to the same post already, or may be."""
    for other in others:
        same = (other.act, other.in_reply_to) == (reply.act, reply.in_reply_to)
        if same and other.state != "refused":
            raise Illegal(f"{reply.act} of {reply.in_reply_to} is {other.state}: reply {other.id}")
