"""What must hold of a desk at rest, whatever has happened to it (I1 to I6)."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.fold import fold
from earshot.domain.mention import MentionKey
from earshot.domain.records import Quarantined
from earshot.domain.sla import next_instant, upcoming
from earshot.domain.timer import step_instant
from earshot.store.items import Timer
from tests.desk import Desk

STEP_AND_MARGIN = timedelta(seconds=7)
BEGINS = ("reply_planned", "reply_decided")
TOLD = ("sla_warned", "sla_breached", "case_escalated", "case_ownerless")


def check_all(desk: Desk, *, alerts_repeat: bool = False, uncounted: int = 0) -> None:
    """All of them; with `alerts_repeat` an alert may be told again under the same id.

    `uncounted` are elements that may have come in without being counted at the door, because what
    took them in died before that.
    """
    conservation(desk, uncounted)
    one_case_for_a_thread(desk)
    histories(desk)
    posts(desk)
    alerts(desk, repeat=alerts_repeat)
    timers(desk)
    loads(desk)


def conservation(desk: Desk, uncounted: int = 0) -> None:
    """I1: in every hour, what came in is stored, a duplicate, filtered or in quarantine."""
    missing = [counts.missing for counts in desk.hours().values()]
    assert all(number <= 0 for number in missing)
    assert -sum(missing) <= uncounted
    total = sum(counts.stored + counts.filtered for counts in desk.hours().values())
    assert total == sum(len(record.seen) for record in desk.records())
    waiting = [q for q in desk.store.rows.of_kind(Quarantined) if q.replayed_at is None]
    assert len(waiting) == sum(counts.quarantined for counts in desk.hours().values())


def one_case_for_a_thread(desk: Desk) -> None:
    """I2: at most one living case for what one author writes in one thread."""
    living = Counter((c.author_id, c.thread) for c in desk.cases() if c.state != "resolved")
    assert [thread for thread, number in living.items() if number > 1] == []
    for record in desk.records():
        if record.case_id:
            told = [e.mention_id for e in desk.events(record.case_id)]
            assert told[0:1] == [record.mention.id] or record.mention.id in told


def histories(desk: Desk) -> None:
    """I3: versions without gaps, and the state is what the events say; every count is right."""
    for case in desk.cases():
        events = desk.events(case.id)
        assert [event.version for event in events] == list(range(1, case.version + 1))
        assert fold(events) == case
        ids = {e.mention_id for e in events if e.kind in ("case_opened", "mention_added")}
        found = (desk.store.mention(MentionKey(case.channel, case.account, i)) for i in ids if i)
        assert case.mentions == sum(1 for record in found if record and not record.deleted)


def posts(desk: Desk) -> None:
    """I4: no intent is posted twice; each has ended, and what it says of the platform is true."""
    assert desk.orders.dead == []
    posted = Counter(reply.id for reply in desk.platform.posted)
    for reply in desk.replies():
        assert posted[reply.id] <= 1
        if reply.state == "waiting":
            assert not posted[reply.id]
            assert "unknown" in {one.state for one in thread_of(desk, reply)}
            continue
        assert reply.state in ("sent", "refused", "unknown")
        if reply.state != "unknown":
            assert posted[reply.id] == (1 if reply.state == "sent" else 0)
    assert posted.keys() <= {reply.id for reply in desk.replies()}
    for case in desk.cases():
        turns(desk.events(case.id), {r.id for r in desk.replies() if r.state == "waiting"})
    threads(desk)


def thread_of(desk: Desk, part: Reply) -> list[Reply]:
    """All parts of the reply, in their order."""
    found = (r for r in desk.replies() if (r.case_id, r.whole_id) == (part.case_id, part.whole_id))
    return sorted(found, key=lambda reply: reply.part or 0)


def threads(desk: Desk) -> None:
    """The parts of a reply stand in their order, each below the one before, and none is ahead."""
    order = [reply.id for reply in desk.platform.posted]
    for first in (reply for reply in desk.replies() if reply.part == 1):
        parts = thread_of(desk, first)
        assert [part.part for part in parts] == list(range(1, (first.parts or 0) + 1))
        there = [part.id for part in parts if part.id in order]
        assert there == [part.id for part in parts[: len(there)]]
        assert there == sorted(there, key=order.index)
        for before, part in pairwise(parts):
            if part.state not in ("waiting", "refused"):
                assert before.state == "sent"
                assert part.in_reply_to == (before.platform_id or before.in_reply_to)


def turns(events: list[CaseEvent], waiting: set[str]) -> None:
    """Each reply begins and ends in turn; but what was unknown may be proven sent by itself.

    Parts that are `waiting` behind such a one have not ended.
    """
    stands: dict[str | None, str] = {}
    for event in events:
        before = stands.get(event.reply_id)
        if event.kind in BEGINS:
            assert before == ("reply_unknown" if event.kind == "reply_decided" else None)
        elif _ends(event):
            proven = (before, event.kind) == ("reply_unknown", "reply_sent")
            assert before in BEGINS or proven
        else:
            continue
        stands[event.reply_id] = event.kind
    assert {who for who, kind in stands.items() if kind in BEGINS} <= waiting


def alerts(desk: Desk, *, repeat: bool) -> None:
    """I5, I6: each alert belongs to one event and is told once; none comes of a resolved case."""
    events = [event for case in desk.cases() for event in desk.events(case.id)]
    ids = Counter(event.alert_id for event in events if event.alert_id)
    assert [alert for alert, number in ids.items() if number > 1] == []
    told = Counter(alert.attributes["alert_id"] for alert in desk.alerts.published)
    assert told.keys() == ids.keys()
    if not repeat:
        assert set(told.values()) <= {1}
    for case in desk.cases():
        resolved = False
        for event in desk.events(case.id):
            assert not (resolved and event.kind in TOLD)
            resolved = event.changes.get("state", "resolved" if resolved else "") == "resolved"


def timers(desk: Desk) -> None:
    """A case waits for exactly one step, not before what it waits for, and it has been started."""
    rows = Counter((row.case_id, row.step) for row in desk.store.rows.of_kind(Timer))
    assert rows == Counter((case.id, case.step) for case in desk.cases() if case.step)
    for case in desk.cases():
        instant = next_instant(case)
        assert (instant is None) == (case.step is None)
        if case.step and instant:
            assert step_instant(case.step) >= instant
            assert case.step in desk.timers.started
            assert _is_awaited(desk, case)


def loads(desk: Desk) -> None:
    """I7: an agent's load is what the unresolved cases that they hold count together."""
    held: Counter[str] = Counter()
    for case in desk.cases():
        if case.agent and case.state != "resolved":
            held[case.agent] += case.weight
    for agent in desk.store.agents():
        assert agent.load == held[agent.name]


def _is_awaited(desk: Desk, case: Case) -> bool:
    """What has come due is told in a moment: its step is the next one, or the one after that."""
    now = desk.clock.now()
    late = [due for due in upcoming(case) if due.at < now]
    return not late or now <= step_instant(str(case.step)) <= now + STEP_AND_MARGIN


def _ends(event: CaseEvent) -> bool:
    return event.kind in ("reply_sent", "reply_refused", "reply_unknown")
