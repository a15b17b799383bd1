"""A customer changes what they said, or takes it back."""

from datetime import datetime
from typing import Any

from earshot.domain.case import Case, CaseEvent
from earshot.domain.clocks import Calendars
from earshot.domain.journal import Journal
from earshot.domain.judgement import Decision
from earshot.domain.lifecycle import ended, moved
from earshot.domain.mention import Mention
from earshot.domain.offline import waive
from earshot.domain.sla import settle


def edit_mention(
    case: Case,
    mention: Mention,
    *,
    now: datetime,
    calendars: Calendars,
    pressing: Decision | None = None,
) -> list[CaseEvent]:
    """The customer changed the words of a message; no promise changes with them.

    Where the new ones are not to be left to peers, `pressing` is what they deserve: it brings a
    question that is held to a person.
    """
    changes: dict[str, Any] = {}
    if pressing and case.hold and case.state == "snoozed":
        changes = moved(case, "wake", now, calendars)
        changes["priority"] = max(case.priority, pressing.priority)
    journal = Journal(case, actor="customer", now=now)
    journal.add("mention_edited", changes, mention_id=mention.id)
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
