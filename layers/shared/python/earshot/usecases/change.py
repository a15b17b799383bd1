"""Change a case at a person's request, once: the event it leaves is the record of the request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from earshot.domain.caller import Caller
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.fold import advance
from earshot.domain.ownerless import Watch
from earshot.domain.records import Correction
from earshot.domain.threads import Moved
from earshot.errors import Conflict, Reused, Stale, Unknown
from earshot.ports import Clock, Commit, Store
from earshot.usecases.commit import prepare
from earshot.usecases.look import shown

ATTEMPTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A person's request about one case.

    `key` stands for who asks under which idempotency key, `what` for all that is asked; both are
    hashes. `expected` is the version of the case they have seen, where they say so.
    """

    caller: Caller
    case_id: str
    key: str
    what: str
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The case as the request left it, and the reply that it planned."""

    case: Case
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What follows from a request: events in the order of their versions, and a reply.

    `limit` is the most that the load of whoever gets the case may be then. `reply_was` is the place
    in the ledger that a reply is moved from; None: it is new. `parts` move with it.
    """

    events: Sequence[CaseEvent]
    reply: Reply | None = None
    limit: int | None = None
    correction: Correction | None = None
    reply_was: tuple[str, int] | None = None
    parts: Sequence[Moved] = ()


Guard = Callable[[Caller, Case], None]
Follows = Callable[[Case, datetime], Happened]


def change(
    store: Store,
    clock: Clock,
    asked: Asked,
    follows: Follows,
    *,
    guard: Guard,
    watch: Watch | None = None,
) -> Done:
    """Commit what follows from a request, or find that it has already been done.

    What `guard` says comes before the version: who claims a case that another has just taken is
    told so, and not only that it changed. Raise Unknown for a case the caller may not see, Stale,
    Reused, and Conflict when others keep writing first.
    """
    for _ in range(ATTEMPTS):
        found = store.history(asked.case_id)
        if found is None:
            raise Unknown(f"no case {asked.case_id}")
        case, events, replies = found
        if done := _repeated(asked, events, replies):
            return done
        shown(asked.caller, asked.case_id, case)
        guard(asked.caller, case)
        _check_version(asked, case)
        now = clock.now()
        happened = follows(case, now)
        if not happened.events:
            return Done(case)
        commit = _commit(asked, case, happened, now, watch)
        try:
            store.commit(commit)
        except Conflict:
            continue
        return Done(commit.case, happened.reply)
    raise Conflict(f"case {asked.case_id} keeps changing")


def _commit(
    asked: Asked, case: Case, happened: Happened, now: datetime, watch: Watch | None
) -> Commit:
    return prepare(
        case,
        _stamped(asked, happened.events),
        now=now,
        limit=happened.limit,
        watch=watch,
        reply=happened.reply,
        reply_was=happened.reply_was,
        parts=happened.parts,
        correction=happened.correction,
    )


def _check_version(asked: Asked, case: Case) -> None:
    if asked.expected is not None and asked.expected != case.version:
        raise Stale(
            f"case {case.id} is at version {case.version}, not {asked.expected}",
            current=case.version,
        )


def _stamped(asked: Asked, events: Sequence[CaseEvent]) -> list[CaseEvent]:
    request = f"{asked.key}:{asked.what}"
    return [event.model_copy(update={"request": request}) for event in events]


def _repeated(asked: Asked, events: Sequence[CaseEvent], replies: Sequence[Reply]) -> Done | None:
    """The outcome of the first time this was asked; Reused when the key came with something else.

    The case is folded anew up to the request's last event, so that the answer is the same one.
    """
    caused = [e for e in events if e.request and e.request.partition(":")[0] == asked.key]
    if not caused:
        return None
    if any(event.request != f"{asked.key}:{asked.what}" for event in caused):
        raise Reused("this Idempotency-Key came with another request on this case before")
    case = advance(None, [e for e in events if e.version <= caused[-1].version])
    planned = {event.reply_id for event in caused} - {None}
    return Done(case, next((reply for reply in replies if reply.id in planned), None))
