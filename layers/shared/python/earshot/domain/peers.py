"""Questions that are left to peers for a while: what an answer of somebody else makes of them.

The promises of the case go on meanwhile, and the hold ends before the first of them is warned of.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from earshot.domain.case import Case, CaseEvent, Hold, PeerAnswer
from earshot.domain.clocks import Calendars
from earshot.domain.journal import Journal
from earshot.domain.judgement import Classification, Decision
from earshot.domain.lifecycle import ended, moved
from earshot.domain.mention import Mention

REVIEW_PRIORITY = 10
"""What is left when somebody has helped already: to see that the answer is right."""


NO_HELP = frozenset({"reshare", "spam", "promotion", "own_echo"})
LEAST_SAID = 18
"""Letters and digits in bytes of UTF-8, without handles: "same here" and "lol sorry" are less."""
_HANDLE = re.compile(r"@[\w.@-]+")


def is_answer(mention: Mention, understood: Classification, decision: Decision) -> bool:
    """Whether a public post can be a peer's answer: some words that want nothing of us themselves.

    It need not be about us: "update, then it's under rooms" is noise by itself.
    """
    return (
        not mention.is_private
        and not decision.opens_case
        and NO_HELP.isdisjoint(understood.flags)
        and _says_something(mention.text or "")
    )


def may_come_early(mention: Mention, ours: Iterable[str]) -> bool:
    """Whether a post may be for somebody whom we have yet to hear.

    Who names our handles and nobody else's speaks to us.
    """
    named = {found.split("@")[1].strip(".-").casefold() for found in _named(mention)}
    return not named or not named <= {handle.casefold() for handle in ours}


def _named(mention: Mention) -> list[str]:
    return _HANDLE.findall(mention.text or "")


def _says_something(text: str) -> bool:
    said = filter(str.isalnum, _HANDLE.sub("", text))
    return len("".join(said).encode("utf-8", "replace")) >= LEAST_SAID


def is_calm(understood: Classification, decision: Decision) -> bool:
    """Whether a further message of the asker leaves the hold on: neither anger nor new weight.

    What would not be left to peers itself ends it.
    """
    waits = decision.act == "hold" or not decision.opens_case
    return waits and understood.sentiment.value != "negative" and not understood.risk


def peer_answered(
    case: Case, mention: Mention, *, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """Somebody other than the asker answered while the case is left to peers; else nothing."""
    hold = case.hold
    if hold is None or hold.answer or mention.author.id == case.author_id:
        return []
    journal = Journal(case, actor="peer", now=now)
    data = {"author_id": mention.author.id, "outcome": hold.on_peer_answer}
    if hold.on_peer_answer == "review":
        changes = moved(case, "wake", now, calendars)
        changes["priority"] = min(case.priority, REVIEW_PRIORITY)
    else:
        answer = PeerAnswer(author_id=mention.author.id, mention_id=mention.id, at=now)
        changes = {"hold": hold.model_copy(update={"answer": answer})}
    journal.add("peer_answered", changes, data=data, mention_id=mention.id)
    return journal.events


def peer_had_answered(case: Case, mention: Mention, *, now: datetime) -> list[CaseEvent]:
    """Somebody answered a question that we heard of too late to hold it: a person looks at that.

    Only what nobody has touched since it was opened is put behind other work.
    """
    fresh = case.act == "hold" and case.hold is None and case.version == 1
    if not fresh or mention.author.id == case.author_id:
        return []
    journal = Journal(case, actor="peer", now=now)
    changes = {"priority": min(case.priority, REVIEW_PRIORITY)}
    data = {"author_id": mention.author.id, "outcome": "review"}
    journal.add("peer_answered", changes, data=data, mention_id=mention.id)
    return journal.events


def peer_withdrew(case: Case, mention: Mention, *, now: datetime) -> list[CaseEvent]:
    """The answer that the case would end by has been taken back: it is left to peers again."""
    hold = case.hold
    if hold is None or hold.answer is None or hold.answer.mention_id != mention.id:
        return []
    journal = Journal(case, actor="peer", now=now)
    unanswered = Hold(on_peer_answer=hold.on_peer_answer)
    journal.add("peer_withdrew", {"hold": unanswered}, mention_id=mention.id)
    return journal.events


def end_if_helped(journal: Journal, now: datetime, calendars: Calendars) -> None:
    """The asker said thanks: a case that a peer's answer may end is over."""
    case = journal.case
    if case.hold and case.hold.answer:
        changes = ended(case, "resolve", "peer_answered", now, calendars)
        data = {"resolution": "peer_answered", "reason": "asker_thanked"}
        journal.add("case_resolved", changes, data=data)
