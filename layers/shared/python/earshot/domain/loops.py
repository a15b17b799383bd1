"""Two machines must not talk to each other: when an automatic answer is left unsaid."""

from datetime import datetime, timedelta

from earshot.domain.accounts import Account
from earshot.domain.case import Reply
from earshot.domain.mention import Mention
from earshot.domain.records import AuthorRecord

ONCE_IN = timedelta(hours=24)
"""How long after a case of theirs nobody is answered by itself again, and how old a post may be."""
HOPS = 2
"""How many answers by machine one conversation has at most, each to an answer to the one before."""


def silent(
    mention: Mention,
    author: AuthorRecord | None,
    account: Account,
    above: Reply | None,
    now: datetime,
) -> str | None:
    """Why no machine answers this post; None where one may.

    `above` is the reply of ours that the post answers. What was said longer ago than a day is for a
    person: a first poll, an outage or a replay brings old posts, and a machine's haste would be
    late.
    """
    if mention.author.bot or mention.author.id in account.bot_ids:
        return "robot"
    if now - mention.created_at > ONCE_IN:
        return "old"
    if author and author.opened_at and now - author.opened_at < ONCE_IN:
        return "answered_today"
    return "loop" if above and above.hops >= HOPS else None
