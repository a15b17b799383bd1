"""How pressing a mention is, by what is known besides its words: who writes, when, beside whom."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from earshot.domain.duration import Duration
from earshot.domain.frozen import Frozen
from earshot.domain.judgement import Classification, Label
from earshot.domain.mention import Mention
from earshot.domain.records import AuthorRecord

DAY = 86_400
GIVEN_UP = 7 * DAY
"""Who wrote longer ago than this is no longer waiting."""


class UrgencySignals(Frozen):
    """When circumstances press.

    An author who wrote on another matter within `repeat_within` comes back. A post that reaches
    us `waiting_after` its writing has waited. A topic has a burst when `burst_of` mentions of it
    that want an answer, this one among them, were written within `burst_within`.
    """

    model_config = ConfigDict(extra="forbid")

    repeat_within: Duration = 7 * DAY
    waiting_after: Duration = 4 * 3600
    burst_of: Annotated[int, Field(ge=2, le=1000)] = 25
    burst_within: Annotated[Duration, Field(ge=60)] = 15 * 60


def urgency(
    mention: Mention,
    understood: Classification,
    author: AuthorRecord | None,
    now: datetime,
    rule: UrgencySignals,
    recent: int = 0,
) -> Label:
    """The label that the words gave, raised to `high` where the circumstances press.

    `author` is what was known before this mention, `recent` how many mentions of its topic were
    written within `burst_within`. The source names every signal: `none+repeat+waiting`. Only what
    wants an answer is raised, and never to `critical`: that is for danger, which words name.
    """
    stated = understood.urgency
    if understood.relevance[0] != "actionable":
        return stated
    signals = _signals(mention, author, now, rule, recent)
    if not signals:
        return stated
    source = "+".join(signals if stated.source == "none" else (stated.source, *signals))
    if stated.value == "critical":
        return Label("critical", stated.confidence, source)
    sure = max(stated.confidence, 0.5 + 0.1 * min(3, len(signals)))
    return Label("high", round(sure, 2), source)


def _signals(
    mention: Mention,
    author: AuthorRecord | None,
    now: datetime,
    rule: UrgencySignals,
    recent: int,
) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    if author is not None and mention.thread not in author.threads:
        if _within(author.opened_at, now, rule.repeat_within):
            found += ("repeat",)
        if mention.is_private and _within(author.public_at, now, rule.repeat_within):
            found += ("private_after_public",)
    if rule.waiting_after <= (now - mention.created_at).total_seconds() <= GIVEN_UP:
        found += ("waiting",)
    if recent >= rule.burst_of:
        found += ("burst",)
    return found


def _within(then: datetime | None, now: datetime, seconds: int) -> bool:
    return then is not None and (now - then).total_seconds() <= seconds
