"""What would become of a promise: a case that does not exist, and what happens to it when."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple, get_args

from earshot.domain import happenings, transitions
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.clocks import Calendars
from earshot.domain.fold import fold
from earshot.domain.judgement import Classification, Decision, Label
from earshot.domain.mention import Author, Mention
from earshot.domain.opened import open_case
from earshot.domain.sla import SlaPolicy, evaluate
from earshot.errors import Malformed

Move = Literal["customer", "answer", "auto_reply", "snooze", "wake", "resolve", "reopen"]
MOVES: tuple[Move, ...] = get_args(Move)
BY = "rehearsal"


class Happening(NamedTuple):
    """Something that the customer or the desk does at an instant."""

    at: datetime
    move: Move


def rehearse(
    policy: SlaPolicy,
    begin: datetime,
    happened: Sequence[Happening],
    calendars: Calendars,
    *,
    name: str,
    playbook: str,
    until: datetime,
) -> list[CaseEvent]:
    """The events of a case that a message of `begin` opens, with timers that are never late.

    Raise Malformed where the happenings are not in the order of their time, and Illegal where one
    is not possible in the state that the case is in.
    """
    said = _message(begin, 1)
    events = open_case(
        "rehearsal",
        said,
        thread=said.id,
        understood=_LABELS,
        decision=_decision(name, playbook),
        now=begin,
        calendars=calendars,
        policy=policy,
    )
    for number, (at, move) in enumerate(happened, 2):
        if at < events[-1].at:
            raise Malformed(f"{move} at {at.isoformat()} comes before what was given before it")
        events += evaluate(fold(events), at, calendars)
        case = fold(events)
        events += _follows(case, move, at, calendars, number)
    return events + evaluate(fold(events), until, calendars)


def _follows(
    case: Case, move: Move, at: datetime, calendars: Calendars, number: int
) -> list[CaseEvent]:
    ways: dict[Move, Callable[[], list[CaseEvent]]] = {
        "customer": lambda: happenings.add_mention(
            case, _message(at, number), now=at, calendars=calendars
        ),
        "answer": lambda: happenings.reply_sent(
            case, _reply(case, at, "human"), now=at, calendars=calendars
        ),
        "auto_reply": lambda: happenings.reply_sent(
            case, _reply(case, at, "auto"), now=at, calendars=calendars
        ),
        "snooze": lambda: transitions.snooze(
            case, until=at + transitions.LONGEST_SNOOZE, by=BY, now=at, calendars=calendars
        ),
        "wake": lambda: transitions.wake(case, by=BY, now=at, calendars=calendars),
        "resolve": lambda: transitions.resolve(
            case, resolution="solved", by=BY, now=at, calendars=calendars
        ),
        "reopen": lambda: transitions.reopen(case, reason=BY, by=BY, now=at, calendars=calendars),
    }
    return ways[move]()


_LABELS = Classification(
    relevance=Label("actionable", 1.0, BY),
    topic=Label("other", 1.0, BY),
    intent=Label("question", 1.0, BY),
    sentiment=Label("neutral", 1.0, BY),
    strength=0.0,
    urgency=Label("normal", 1.0, BY),
    language=Label("und", 1.0, BY),
)


def _decision(policy: str, playbook: str) -> Decision:
    return Decision(
        act="respond",
        clause=BY,
        priority=0,
        factors=(),
        brand=BY,
        team=BY,
        sla_policy=policy,
        playbook=playbook,
    )


def _message(at: datetime, number: int) -> Mention:
    return Mention(
        id=f"m{number}",
        channel=BY,
        account=BY,
        author=Author(id="customer"),
        text="?",
        created_at=at,
    )


def _reply(case: Case, at: datetime, kind: Literal["human", "auto"]) -> Reply:
    return Reply(
        id=f"r{case.version}",
        case_id=case.id,
        channel=BY,
        account=BY,
        in_reply_to="m1",
        text="!",
        text_hash="-",
        visibility="public",
        agent=BY,
        kind=kind,
        created_at=at,
        sent_at=at,
    )
