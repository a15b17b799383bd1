"""Taking a matter offline and back: how the legs of the promise follow the replies of the case."""

from datetime import datetime
from typing import Any, NamedTuple

from earshot.domain.calendar import ROUND_THE_CLOCK
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.clocks import Calendars, calendar_of
from earshot.domain.journal import Journal
from earshot.domain.lifecycle import next_state
from earshot.domain.mention import Visibility
from earshot.domain.promise import Leg, LegName, LegState, Promise, PromiseReason
from earshot.errors import Illegal, NotAcceptable


class Terms(NamedTuple):
    """What the playbook says of such promises: business seconds until the closure is missed."""

    close_within: int


def promised(reason: PromiseReason, mention_id: str, terms: Terms, at: datetime) -> Promise:
    return Promise(
        reason=reason, mention_id=mention_id, made_at=at, close_within=terms.close_within
    )


def move_private(
    case: Case, *, reason: PromiseReason, mention_id: str, terms: Terms, by: str, now: datetime
) -> list[CaseEvent]:
    """A person takes the matter offline; once is enough. Illegal while another reason stands."""
    next_state(case, "note")
    if case.state == "resolved":
        raise Illegal(f"case {case.id} is resolved: reopen it before you take it offline")
    if case.promise and case.promise.reason == reason:
        return []
    if case.promise and case.promise.is_open:
        raise Illegal(f"case {case.id} has been taken offline already: {case.promise.reason}")
    journal = Journal(case, actor=by, now=now)
    promise = promised(reason, mention_id, terms, now)
    changes = {"promise": promise, "act": "move_private"}
    journal.add("promise_made", changes, data={"reason": reason}, mention_id=mention_id)
    return journal.events


def leg_for(case: Case, visibility: Visibility, wanted: LegName | None) -> LegName | None:
    """Which leg a reply is: the one that was asked for, or the one that it must be.

    A public reply is the acknowledgement while that is due, and else none: only a person can say
    that the matter is closed. Malformed where leg and visibility contradict each other.
    """
    if case.promise is None:
        if wanted:
            raise NotAcceptable(f"case {case.id} has not been taken offline", field="leg")
        return None
    private = visibility == "private"
    if wanted:
        if private != (wanted == "private"):
            raise NotAcceptable(f"the leg {wanted} cannot be {visibility}", field="visibility")
        return wanted
    if private:
        return "private"
    due = case.promise.acknowledgement.state in ("due", "refused")
    return "acknowledgement" if due else None


def leg_moved(
    case: Case, reply: Reply, state: LegState, at: datetime, calendars: Calendars
) -> dict[str, Any]:
    """The changes when the reply comes into a state; the first leg that is sent starts the time.

    A leg that has been sent stays so, whatever becomes of a further reply of its kind. It is sent
    once the last part of its reply is.
    """
    promise = case.promise
    if promise is None or reply.leg is None or promise.leg(reply.leg).state == "sent":
        return {}
    if state == "sent" and not reply.completes:
        return {}
    changes: dict[str, Any] = {reply.leg: Leg(state=state, reply_id=reply.whole_id)}
    if (reply.leg, state) == ("private", "refused"):
        # Whoever was told in public to look for a message has to be told otherwise.
        changes["acknowledgement"] = Leg()
    if state == "sent" and promise.due_at is None:
        calendar = next((calendar_of(c, calendars) for c in case.clocks.values()), ROUND_THE_CLOCK)
        changes["due_at"] = calendar.add(at, promise.close_within)
    return {"promise": promise.model_copy(update=changes)}


def waive(case: Case, why: str) -> dict[str, Any]:
    """The changes when there will be no closure, for this reason."""
    promise = case.promise
    if promise is None or not promise.is_open:
        return {}
    return {"promise": promise.model_copy(update={"waived": why})}


def check_closed(case: Case, without_closure: str | None) -> None:
    """Illegal when a public closure is owed and nobody says why there will be none."""
    if case.promise and case.promise.is_open and not without_closure:
        raise Illegal(
            f"case {case.id} was taken offline and owes a public closure: send a reply with"
            ' "leg": "closure", or say why there is none in "without_closure"'
        )


Fields = dict[str, Any]


def missing(case: Case, at: datetime, calendars: Calendars) -> tuple[Fields, Fields]:
    """What changes and what is told when the closure has not come in time."""
    promise = case.promise
    if promise is None:
        return {}, {}
    clock = next(iter(case.clocks.values()), None)
    data = {
        "reason": promise.reason,
        "started_at": promise.made_at,
        "due_at": promise.due_at or at,
        "target_seconds": promise.close_within,
        "calendar": clock.calendar if clock else "always",
        "time_zone": calendar_of(clock, calendars).time_zone if clock else "UTC",
        "legs": {name: promise.leg(name).state for name in ("private", "acknowledgement")},
    }
    return {"promise": promise.model_copy(update={"told_at": at})}, data
