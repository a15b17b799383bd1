"""Saying the same again: a person may mean it, a machine never does."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from earshot.domain.case import Reply

WITHIN = timedelta(hours=24)
ALIKE = 0.9
"""How much of the words two texts share at least to be nearly the same, of 1."""
WORD = re.compile(r"\w+")


def repeated(reply: Reply, others: Iterable[Reply], now: datetime) -> Reply | None:
    """An earlier reply to the same customer that says nearly the same; None where none does.

    What certainly was not posted counts for nothing; nor do words in private and in public that
    are the same, since different people read them.
    """
    return next(
        (
            other
            for other in others
            if other.whole_id != reply.whole_id
            and (other.act, other.state == "refused") == ("reply", False)
            and (other.visibility == "private") == (reply.visibility == "private")
            and now - other.created_at < WITHIN
            and nearly_same(other.text, reply.text)
        ),
        None,
    )


def nearly_same(one: str, other: str) -> bool:
    """Whether nine tenths of the words are shared, wherever they stand."""
    ours, theirs = (Counter(WORD.findall(text.casefold())) for text in (one, other))
    total = ours.total() + theirs.total()
    if not total:
        return one.strip() == other.strip()
    return 2 * (ours & theirs).total() / total >= ALIKE
