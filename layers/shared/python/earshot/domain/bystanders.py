"""Somebody else's words in the thread of a question that is left to peers: anger or reach ends it.

A calm word of a peer is what the question waits for (`domain.peers`). An angry one, or one that
many read, makes it a matter for people.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from earshot.domain.basis import Basis, basis_of, decide_again
from earshot.domain.case import Case, CaseEvent
from earshot.domain.clocks import Calendars
from earshot.domain.journal import Journal
from earshot.domain.judgement import Classification
from earshot.domain.lifecycle import moved
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook, When
from earshot.domain.playbook.derived import Derived
from earshot.domain.records import MentionRecord

Stir = Literal["bystander_angry", "bystander_reach"]

ANGRY = 0.75
"""As sure as the default playbook's factor `angry` wants negative words to be."""
NOBODY_S_VOICE = frozenset({"spam", "promotion", "own_echo"})


class Reach(NamedTuple):
    """The least that any clause asks for; below it nobody's reach makes a difference."""

    followers: float
    reposts: float


def may_stir(mention: Mention, understood: Classification, playbook: Playbook) -> bool:
    """Whether it is worth looking what stands above the post: it is angry, or many may read it."""
    if mention.is_private or not NOBODY_S_VOICE.isdisjoint(understood.flags):
        return False
    return is_angry(understood) or _may_reach(mention, playbook)


def why_stirred(
    question: MentionRecord, mention: Mention, understood: Classification, playbook: Playbook
) -> Stir | None:
    """Why the post takes the question away from peers, if it does; `may_stir` comes first.

    Reach is what the playbook calls so: the same question would not have been left to peers if it
    had been asked by somebody who is read as widely as this.
    """
    if is_angry(understood):
        return "bystander_angry"
    if not _may_reach(mention, playbook):
        return None
    asked = question.mention
    theirs = asked.model_copy(
        update={
            "author": asked.author.model_copy(update={"followers": mention.author.followers}),
            "engagement": mention.engagement,
        }
    )
    read = question.model_copy(update={"mention": theirs})
    held = _is_held(question, playbook) and not _is_held(read, playbook)
    return "bystander_reach" if held else None


def is_angry(understood: Classification) -> bool:
    """A complaint in negative words, or negative words beyond doubt; a reshare's are another's."""
    if understood.sentiment.value != "negative" or "reshare" in understood.flags:
        return False
    return understood.intent.value == "complaint" or understood.sentiment.confidence >= ANGRY


def stirred(
    case: Case, mention: Mention, why: Stir, *, now: datetime, calendars: Calendars
) -> list[CaseEvent]:
    """The question comes to a person at once; nothing where it is not left to peers, or asks."""
    if case.hold is None or mention.author.id == case.author_id:
        return []
    journal = Journal(case, actor="peer", now=now)
    data = {"reason": why, "author_id": mention.author.id}
    changes = moved(case, "wake", now, calendars)
    journal.add("case_woken", changes, data=data, mention_id=mention.id)
    return journal.events


def _is_held(question: MentionRecord, playbook: Playbook) -> bool:
    """Whether the playbook leaves it to peers, on what was known when it was decided on."""
    if question.classification is None or question.decision is None:
        return False
    understood = Classification.from_dict(question.classification)
    basis = basis_of(question) or Basis(at=question.received_at, words="")
    return decide_again(question, understood, basis, playbook).act == "hold"


def _may_reach(mention: Mention, playbook: Playbook) -> bool:
    least = _LEAST.of(playbook)
    followers, reposts = mention.author.followers or 0, mention.engagement.reposts or 0
    return followers >= least.followers or reposts >= least.reposts


def _least(playbook: Playbook) -> Reach:
    asked = list(_conditions(playbook))
    never = float("inf")
    return Reach(
        min((when.min_followers for when in asked if when.min_followers), default=never),
        min(
            (least for w in asked for least in (w.min_reposts, w.min_reposts_per_hour) if least),
            default=never,
        ),
    )


def _conditions(playbook: Playbook) -> Iterator[When]:
    for clause in playbook.clauses:
        yield clause.when
        if clause.unless:
            yield clause.unless


_LEAST = Derived(_least)
