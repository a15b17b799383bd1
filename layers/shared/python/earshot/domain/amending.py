"""A customer changes what they said, or takes it back."""

from datetime import datetime
from typing import Any

from earshot.domain.case import Case, CaseEvent
from earshot.domain.clocks import Calendars
from earshot.domain.journal import Journal
from earshot.domain.lifecycle import ended
from earshot.domain.mention import Mention
from earshot.domain.offline import waive
from earshot.domain.sla import settle


def edit_mention(case: Case, mention: Mention, *, now: datetime) -> list[CaseEvent]:
    """The customer changed the words of a message; no promise changes with them."""
    journal = Journal(case, actor="customer", now=now)
    journal.add("mention_edited", mention_id=mention.id)
    return journal.events


def delete_mention(
    case: Case,
    mention: Mention,
    *,
    now: datetime,
    calendars: Calendars,
    last: bool,
    reply_to: str | None = None,
) -> list[CaseEvent]:
    """The customer took a message back. When it was the `last` one living, the case ends with it.

    `reply_to` is the newest living message, which answers go to from now on.
    """
    journal = Journal(case, actor="customer", now=now)
    changes: dict[str, Any] = {"mentions": max(case.mentions - 1, 0)}
    if case.reply_to == mention.id:
        changes["reply_to"] = reply_to
    if case.promise and case.promise.mention_id == mention.id:
        changes |= waive(case, "source_deleted")
    ends = last and case.state != "resolved"
    if ends:
        settle(journal, now, calendars)
    journal.add("mention_deleted", changes, mention_id=mention.id)
    if ends:
        journal.add(
            "case_resolved",
            {
                **ended(journal.case, "source_deleted", "source_deleted", now, calendars),
                "author": None,
            },
            data={"resolution": "source_deleted"},
        )
    return journal.events
