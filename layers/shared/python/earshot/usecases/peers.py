"""Find the question that a post of somebody else answers, while it is left to peers."""

from collections.abc import Iterator
from datetime import datetime

from earshot.domain.case import Case
from earshot.domain.mention import MentionKey
from earshot.domain.ownerless import Watch
from earshot.domain.peers import peer_answered
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.ports import Commit, Store
from earshot.usecases.commit import prepare


def peers_answer(
    store: Store, playbook: Playbook, record: MentionRecord, now: datetime
) -> Commit | None:
    """What follows for the case whose question the post answers; None where there is none.

    The post itself becomes no case and belongs to none.
    """
    for case in _cases_above(store, record):
        events = peer_answered(case, record.mention, now=now, calendars=playbook.calendars)
        if events:
            answering = record.model_copy(update={"answers": case.id})
            return prepare(case, events, now=now, watch=Watch.of(playbook), mention=answering)
    return None


def _cases_above(store: Store, record: MentionRecord) -> Iterator[Case]:
    """Those of the post that is answered and of the root of its thread, read as they are needed."""
    mention = record.mention
    for answered in dict.fromkeys((mention.in_reply_to, record.thread)):
        if answered is None or answered == mention.id:
            continue
        above = store.mention(MentionKey(mention.channel, mention.account, answered))
        case = store.case(above.case_id) if above and above.case_id else None
        if case:
            yield case
