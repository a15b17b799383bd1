"""Bring what somebody else writes to the question above it that is left to peers.

What comes before its question waits for it (`usecases.early_answers`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from earshot.domain.bystanders import may_stir, stirred, why_stirred
from earshot.domain.case import Case, CaseEvent
from earshot.domain.judgement import Classification
from earshot.domain.mention import MentionKey
from earshot.domain.ownerless import Watch
from earshot.domain.peers import peer_answered
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.ports import Commit, Store
from earshot.usecases.commit import prepare


class Asked(NamedTuple):
    """A post of a case, and the case as it is now."""

    record: MentionRecord
    case: Case


class Above(NamedTuple):
    """The cases of what a post may answer: of the post that it names, and of its thread's root.

    `unheard`: we do not know the post that it names. Of a root that says little: many are posts of
    our own, which no platform tells us of.
    """

    asked: Sequence[Asked]
    unheard: bool


def above(store: Store, record: MentionRecord) -> Above:
    """Read what stands above the post."""
    mention = record.mention
    named = (name for name in (mention.answered, record.thread) if name and name != mention.id)
    wanted = [MentionKey(mention.channel, mention.account, name) for name in dict.fromkeys(named)]
    found = store.mentions(wanted)
    cases = ((one, store.case(one.case_id)) for one in found if one.case_id)
    heard = {one.mention.id for one in found}
    unheard = mention.answered is not None and mention.answered not in heard
    return Above([Asked(one, case) for one, case in cases if case], unheard)


def release_stirred(
    store: Store,
    playbook: Playbook,
    record: MentionRecord,
    understood: Classification,
    now: datetime,
) -> None:
    """Bring to people what the post's anger or reach takes from peers, before it is written itself.

    A crash in between delivers the post again, which then finds the question released. What is
    neither angry nor widely read costs nothing, whatever it answers.
    """
    if not playbook.holds or not may_stir(record.mention, understood, playbook):
        return
    for question, case in {one.case.id: one for one in above(store, record).asked}.values():
        if case.hold and (why := why_stirred(question, record.mention, understood, playbook)):
            events = stirred(case, record.mention, why, now=now, calendars=playbook.calendars)
            if events:
                store.commit(prepare(case, events, now=now, watch=Watch.of(playbook)))


def peers_answer(
    playbook: Playbook, cases: Sequence[Case], record: MentionRecord, now: datetime
) -> Commit | None:
    """What follows for the case whose question the post answers; None where there is none.

    The post itself becomes no case and belongs to none.
    """
    for case in cases:
        events = peer_answered(case, record.mention, now=now, calendars=playbook.calendars)
        if events:
            return answering(playbook, case, events, record, now)
    return None


def answering(
    playbook: Playbook, case: Case, events: list[CaseEvent], record: MentionRecord, now: datetime
) -> Commit:
    """The events of the case, and the post as the answer that they tell of."""
    answer = record.model_copy(update={"answers": case.id, "early": False})
    return prepare(case, events, now=now, watch=Watch.of(playbook), mention=answer)
