"""How long somebody may be answered in private."""

from dataclasses import replace
from datetime import datetime, timedelta

from earshot.channels.capabilities import Capabilities
from earshot.channels.values import Posting
from earshot.errors import Rejected

A_DAY = timedelta(days=1)
SEVEN_DAYS = timedelta(days=7)


def check(posting: Posting, *, human_agent: bool) -> None:
    """Raise Rejected (`window_closed`) where a private answer comes too late.

    To a public post: seven days from when it was written. In a conversation: a day from the
    customer's last words, or seven for a person where the app has the Human Agent feature.
    """
    start = began(posting)
    if start is None:
        return
    most = SEVEN_DAYS if _is_public(posting) or _by_a_person(posting, human_agent) else A_DAY
    if posting.now - start > most:
        said = f"{most.days * 24} hours" if most == A_DAY else f"{most.days} days"
        raise Rejected(f"more than {said} after the customer's words", kind="window_closed")


def for_people(can: Capabilities, *, human_agent: bool) -> Capabilities:
    """The same with the window that a person has."""
    return replace(can, private_window=SEVEN_DAYS if human_agent else A_DAY)


def is_late(posting: Posting) -> bool:
    """Whether only a person may still answer, and the platform must be told so."""
    start = began(posting)
    return not _is_public(posting) and start is not None and posting.now - start > A_DAY


def began(posting: Posting) -> datetime | None:
    """What the window counts from; None where it is not known."""
    written = posting.parent.created_at if posting.parent else None
    if _is_public(posting):
        return written
    return max(filter(None, (posting.customer_at, written)), default=None)


def _is_public(posting: Posting) -> bool:
    return posting.parent is not None and not posting.parent.is_private


def _by_a_person(posting: Posting, human_agent: bool) -> bool:
    return human_agent and posting.reply.kind == "human"
