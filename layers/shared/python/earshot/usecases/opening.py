"""The one write that opens a case: its first event, promises, hold, automatic answer."""

from datetime import datetime, timedelta
from typing import Any

from earshot.domain.accounts import Account
from earshot.domain.case import Hold, Reply
from earshot.domain.evidence import snapshot
from earshot.domain.grouping import case_id, remember
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import Mention
from earshot.domain.offline import Terms, promised
from earshot.domain.opened import open_case
from earshot.domain.ownerless import Watch
from earshot.domain.playbook import Playbook
from earshot.domain.promise import Promise
from earshot.domain.records import AuthorRecord, MentionRecord
from earshot.domain.threads import Moved
from earshot.ports import Commit
from earshot.usecases.automatic import Speaking, automatic_reply
from earshot.usecases.commit import prepare


def opening(
    record: MentionRecord,
    understood: Classification,
    author: AuthorRecord | None,
    decision: Decision,
    *,
    playbook: Playbook,
    account: Account,
    above: Reply | None,
    now: datetime,
    follows: str | None = None,
    speaking: Speaking | None = None,
) -> Commit:
    """All that moves when this mention opens a case of its own.

    `follows` is the case before it, `above` the reply of ours that the mention answers; `speaking`
    is what speaks to an account. A case of history promises nothing, holds nothing back and says
    nothing by itself.
    """
    if record.history:
        return _of_history(record, understood, author, decision, playbook=playbook, now=now)
    mention = record.mention
    where = (mention.channel, mention.account, mention.author.id)
    new_id = case_id(*where, record.thread, mention.id)
    events = open_case(
        new_id,
        mention,
        thread=record.thread,
        understood=understood,
        decision=decision,
        now=now,
        calendars=playbook.calendars,
        policy=playbook.terms(decision.sla_policy),
        hold_until=_hold_until(mention, decision, playbook, now),
        hold=Hold(on_peer_answer=playbook.clause(decision.clause).on_peer_answer),
        promise=_promise(mention, decision, playbook, now),
        follows=follows,
        evidence=evidence_of(mention, understood, decision, playbook),
    )
    events, replies = automatic_reply(
        events,
        mention,
        author,
        decision,
        playbook,
        account=account,
        above=above,
        now=now,
        speaking=speaking,
    )
    return prepare(
        None,
        events,
        now=now,
        watch=Watch.of(playbook),
        mention=record.model_copy(update={"case_id": new_id}),
        author=remembered(author, record, new_id, now),
        reply=replies[0] if replies else None,
        parts=[Moved(part, None) for part in replies[1:]],
    )


def _of_history(
    record: MentionRecord,
    understood: Classification,
    author: AuthorRecord | None,
    decision: Decision,
    *,
    playbook: Playbook,
    now: datetime,
) -> Commit:
    mention = record.mention
    where = (mention.channel, mention.account, mention.author.id)
    new_id = case_id(*where, record.thread, mention.id)
    events = open_case(
        new_id,
        mention,
        thread=record.thread,
        understood=understood,
        decision=decision,
        now=now,
        calendars=playbook.calendars,
        policy=None,
        evidence=evidence_of(mention, understood, decision, playbook),
    )
    return prepare(
        None,
        events,
        now=now,
        mention=record.model_copy(update={"case_id": new_id}),
        author=remembered(author, record, new_id, now),
    )


def remembered(
    author: AuthorRecord | None, record: MentionRecord, held_by: str, now: datetime
) -> AuthorRecord:
    """The author's record when the mention's thread belongs to this case."""
    mention = record.mention
    return remember(
        author,
        mention.channel,
        mention.account,
        mention.author.id,
        thread=record.thread,
        case_id=held_by,
        at=now,
        private=mention.is_private,
    )


def evidence_of(
    mention: Mention, understood: Classification, decision: Decision, playbook: Playbook
) -> dict[str, Any] | None:
    """The snapshot that the clause asks for; None where it asks for none."""
    wanted = playbook.clause(decision.clause).evidence
    return snapshot(mention, understood, playbook) if wanted else None


def _promise(
    mention: Mention, decision: Decision, playbook: Playbook, now: datetime
) -> Promise | None:
    """What was written in private is there already, and nobody else has read it."""
    if decision.act != "move_private" or mention.is_private:
        return None
    reason = playbook.clause(decision.clause).reason or "complexity"
    return promised(reason, mention.id, Terms(playbook.offline.close_within), now)


def _hold_until(
    mention: Mention, decision: Decision, playbook: Playbook, now: datetime
) -> datetime | None:
    """Peers have been able to answer since the post's own time, not since we heard of it."""
    if decision.act != "hold":
        return None
    seconds = playbook.clause(decision.clause).hold_for
    return min(mention.created_at, now) + timedelta(seconds=seconds)
