"""What must hold of every case, whatever has happened to it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.fold import fold
from earshot.domain.threads import part_before

RECOVERED_WITHIN = timedelta(minutes=15)
"""Beyond its lease a reply is taken up by its next receive, three minutes apart."""
TAKEN_UP_WITHIN = timedelta(hours=1)
"""Beyond the instant that a planned reply waits for: its order may stand behind others."""

FaultKind = Literal[
    "events_with_gaps",
    "state_is_not_the_fold",
    "reply_left_sending",
    "reply_left_planned",
    "reply_left_waiting",
]


class Fault(NamedTuple):
    """Something about a case that cannot be; `detail` holds no word of anybody's."""

    kind: FaultKind
    case_id: str
    detail: str


def faults(
    case: Case, events: Sequence[CaseEvent], replies: Sequence[Reply], now: datetime
) -> Iterator[Fault]:
    """All that is wrong with a case as one read found it."""
    versions = [event.version for event in events]
    if versions != list(range(1, case.version + 1)):
        said = f"version {case.version} with {len(events)} events, the last {max([0, *versions])}"
        yield Fault("events_with_gaps", case.id, said)
    elif fold(events) != case:
        after = fold(events)
        differing = [name for name in Case.model_fields if getattr(after, name) != vars(case)[name]]
        said = f"{', '.join(differing)} as stored differ from what the events say"
        yield Fault("state_is_not_the_fold", case.id, said)
    ended = {reply.id for reply in replies if reply.state in ("sent", "refused")}
    for reply in replies:
        yield from _left(case, events, reply, now)
        if reply.state == "waiting" and part_before(reply) in ended:
            said = f"reply {reply.id} waits for {part_before(reply)}, which has ended"
            yield Fault("reply_left_waiting", case.id, said)


def _left(case: Case, events: Sequence[CaseEvent], reply: Reply, now: datetime) -> Iterator[Fault]:
    """Whether the order to send it must be gone: nothing else brings it to an end."""
    end = reply.lease_until
    if reply.state == "sending" and (end is None or end + RECOVERED_WITHIN < now):
        said = f"reply {reply.id} is sending, and nobody has been at it since {end}"
        yield Fault("reply_left_sending", case.id, said)
    of_it = (reply.id, part_before(reply) or reply.id)
    told = [event.at for event in events if event.reply_id in of_it]
    waits = max(filter(None, (reply.created_at, reply.tried_at, reply.not_before, *told)))
    if reply.state == "planned" and waits + TAKEN_UP_WITHIN < now:
        said = f"reply {reply.id} is planned, and nobody has been at it since {waits}"
        yield Fault("reply_left_planned", case.id, said)
