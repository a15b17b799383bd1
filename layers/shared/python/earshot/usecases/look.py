"""Look at one case with all that belongs to it."""

from dataclasses import dataclass

from earshot.domain.caller import Caller
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.mention import Mention, MentionKey
from earshot.domain.records import MentionRecord
from earshot.errors import Hidden, Unknown
from earshot.ports import Store

THREAD = 100
"""How many mentions of a long conversation are read, the newest."""
TIMELINE = 200
"""How many events of a long history are shown, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case, what happened to it, its replies, and its mentions in the order they came.

    `opening` is the mention that the case was opened for; it is read even where the thread is so
    long that `earlier` mentions of it are left out. So are `earlier_events`.
    """

    case: Case
    events: list[CaseEvent]
    replies: list[Reply]
    mentions: list[MentionRecord]
    opening: MentionRecord | None
    earlier: int
    earlier_events: int

    @property
    def answered(self) -> Mention | None:
        """What an answer goes to; None where it is gone, or far back."""
        reply_to = self.case.reply_to
        return next((r.mention for r in self.mentions if r.mention.id == reply_to), None)


def look(store: Store, who: Caller, case_id: str) -> Seen:
    """Read a case; Unknown when there is none that the caller may see."""
    found = store.history(case_id)
    if found is None:
        raise Unknown(f"no case {case_id}")
    case, events, replies = found
    shown(who, case_id, case)
    ids = list(dict.fromkeys(event.mention_id for event in events if event.mention_id))
    wanted = list(dict.fromkeys(ids[:1] + ids[-THREAD:]))
    records = {
        record.mention.id: record
        for record in store.mentions(MentionKey(case.channel, case.account, i) for i in wanted)
    }
    mentions = [records[i] for i in ids[-THREAD:] if i in records]
    return Seen(
        case=case,
        events=events[-TIMELINE:],
        replies=replies,
        mentions=sorted(mentions, key=lambda record: record.mention.created_at),
        opening=records.get(ids[0]) if ids else None,
        earlier=max(0, len(ids) - THREAD),
        earlier_events=max(0, len(events) - TIMELINE),
    )


def history_for(store: Store, who: Caller, case_id: str) -> tuple[Case, list[CaseEvent]]:
    """The case with its events; Unknown when there is none that the caller may see."""
    found = store.history(case_id)
    if found is None:
        raise Unknown(f"no case {case_id}")
    case, events, _ = found
    return shown(who, case_id, case), events


def case_for(store: Store, who: Caller, case_id: str) -> Case:
    """The case alone; Unknown when there is none that the caller may see."""
    return shown(who, case_id, store.case(case_id))


def shown(who: Caller, case_id: str, case: Case | None) -> Case:
    """The case, if there is one that the caller may see; Unknown or Hidden, which say the same."""
    missing = f"no case {case_id}"
    if case is None:
        raise Unknown(missing)
    if not who.sees(case):
        raise Hidden(missing, caller=who.id, thing=case_id)
    return case
