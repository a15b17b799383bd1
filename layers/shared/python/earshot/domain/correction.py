"""A label that a person has put right: an event of the case, and something to learn from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from earshot.domain.case import Case, CaseEvent
from earshot.domain.journal import Journal
from earshot.domain.judgement import Head
from earshot.domain.lifecycle import next_state
from earshot.domain.mention import hash_text
from earshot.domain.records import Correction, MentionRecord


def correct(
    case: Case, record: MentionRecord, labels: Mapping[Head, str], *, by: str, now: datetime
) -> tuple[list[CaseEvent], Correction | None]:
    """Put labels of a case's mention right; nothing where they say so already.

    The case follows where the mention is the one that an answer goes to, or its only one. The
    mention's own record keeps what was understood, since its decision was made on that.
    """
    next_state(case, "note")
    said = record.classification or {}
    was = {head: _value(said, head) for head in labels}
    changed = {head: value for head, value in labels.items() if value != was[head]}
    if not changed:
        return [], None
    journal = Journal(case, actor=by, now=now)
    journal.add(
        "labels_corrected",
        _follows(case, record, changed),
        data={"labels": changed, "was": {head: was[head] for head in changed}},
        mention_id=record.mention.id,
    )
    (event,) = journal.events
    correction = Correction(
        at=event.at,
        case_id=case.id,
        version=event.version,
        channel=case.channel,
        account=case.account,
        mention_id=record.mention.id,
        words=hash_text(record.mention.text),
        labels=changed,
        was={head: was[head] for head in changed},
    )
    return journal.events, correction


def _value(classification: Mapping[str, Any], head: Head) -> str:
    label = classification.get(head) or {}
    return str(label.get("value", ""))


def _follows(case: Case, record: MentionRecord, labels: Mapping[Head, str]) -> dict[str, Any]:
    if case.mentions > 1 and record.mention.id != case.reply_to:
        return {}
    return {head: value for head, value in labels.items() if head != "relevance"}


def lesson(correction: Correction, record: MentionRecord | None) -> dict[str, Any] | None:
    """The row that `earshot train` learns from; None where the words have changed or gone since."""
    if record is None or record.deleted or not record.mention.text:
        return None
    if hash_text(record.mention.text) != correction.words:
        return None
    mention = record.mention
    answers = mention.in_reply_to or mention.root
    context = "private" if mention.is_private else "reply" if answers else "post"
    row: dict[str, Any] = {
        "id": f"{correction.case_id}-{correction.version}",
        "text": mention.text,
        "language": mention.language or "und",
        "context": context,
    }
    row.update({str(head): value for head, value in correction.labels.items()})
    return row
