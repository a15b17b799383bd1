"""An edit or a deletion of a post that a case knows: what it changes there, in one write."""

from collections.abc import Callable
from datetime import datetime

from earshot.domain.amending import delete_mention, edit_mention
from earshot.domain.case import Case, CaseEvent
from earshot.domain.envelope import Classified
from earshot.domain.judgement import Decision
from earshot.domain.mention import MentionKey, hash_text
from earshot.domain.ownerless import Watch
from earshot.domain.peers import is_calm, peer_withdrew
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.ports import Store
from earshot.usecases.commit import prepare


def is_newest(item: Classified, record: MentionRecord) -> bool:
    """Whether this delivery says what holds now, so that its labels are the right ones."""
    return record.mention.text == item.mention.text


def amended(
    store: Store,
    playbook: Playbook,
    item: Classified,
    record: MentionRecord,
    now: datetime,
    judge: Callable[[MentionRecord], Decision],
) -> MentionRecord | None:
    """Write the record and what follows for its case; return what stands in the way instead.

    `judge` is asked what an edited question deserves that is left to peers.
    """
    case = store.case(str(record.case_id or record.answers))
    events = _events(store, playbook, item, case, record, now, judge) if case else []
    if not record.deleted and is_newest(item, record):
        anew = {"classification": item.classification, "labelled": hash_text(item.mention.text)}
        record = record.model_copy(update=anew)
    if not events:
        return store.put_mention(record)
    watch = Watch.of(playbook)
    store.commit(prepare(case, events, now=now, watch=watch, mention=record))
    return None


def _events(
    store: Store,
    playbook: Playbook,
    item: Classified,
    case: Case,
    record: MentionRecord,
    now: datetime,
    judge: Callable[[MentionRecord], Decision],
) -> list[CaseEvent]:
    change = item.mention.event
    deleted = record.deleted and change == "delete"
    if record.answers:
        return peer_withdrew(case, record.mention, now=now) if deleted else []
    if deleted:
        living = _living(store, case, besides=record)
        return delete_mention(
            case,
            record.mention,
            now=now,
            calendars=playbook.calendars,
            last=not living,
            reply_to=living[-1].mention.id if living else None,
        )
    if change == "edit" and not record.deleted and is_newest(item, record):
        decision = judge(record) if case.hold else None
        calm = decision is None or is_calm(item.understood(), decision)
        return edit_mention(
            case,
            record.mention,
            now=now,
            calendars=playbook.calendars,
            pressing=None if calm else decision,
        )
    return []


def _living(store: Store, case: Case, *, besides: MentionRecord) -> list[MentionRecord]:
    """The case's other mentions that are still there, oldest first."""
    found = store.history(case.id)
    ids = dict.fromkeys(e.mention_id for e in found[1] if e.mention_id) if found else {}
    records = store.mentions(MentionKey(case.channel, case.account, i) for i in ids)
    living = [r for r in records if r.case_id == case.id and r.key != besides.key and not r.deleted]
    return sorted(living, key=lambda r: r.mention.created_at)
