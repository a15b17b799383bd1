"""Builders of every value that tests need; each takes keyword overrides for what matters there."""

from datetime import UTC, datetime
from typing import Any

from earshot.domain.case import Case, CaseEvent, Clock, Reply
from earshot.domain.mention import Author, Mention
from earshot.domain.records import AuthorRecord, MentionRecord, Quarantined
from earshot.ports import Commit

MONDAY_NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def mention(**over: Any) -> Mention:
    fields: dict[str, Any] = {
        "id": "m1",
        "channel": "generic",
        "account": "acmehelp",
        "author": Author(id="ada", handle="ada"),
        "text": "My router is offline again",
        "created_at": MONDAY_NINE,
    }
    return Mention.model_validate(fields | over)


def mention_record(**over: Any) -> MentionRecord:
    said = over.pop("mention", None) or mention()
    fields: dict[str, Any] = {
        "mention": said,
        "received_at": MONDAY_NINE,
        "seen": {said.revision: "r1"},
        "thread": said.thread,
    }
    return MentionRecord.model_validate(fields | over)


def author_record(**over: Any) -> AuthorRecord:
    fields: dict[str, Any] = {
        "channel": "generic",
        "account": "acmehelp",
        "author_id": "ada",
        "revision": 1,
        "threads": {"m1": "c1"},
        "cases": 1,
        "open_case": "c1",
        "opened_at": MONDAY_NINE,
    }
    return AuthorRecord.model_validate(fields | over)


def clock(**over: Any) -> Clock:
    fields: dict[str, Any] = {
        "name": "first_response",
        "calendar": "weekdays",
        "target": 3600,
        "lead": 900,
        "started_at": MONDAY_NINE,
        "running_since": MONDAY_NINE,
        "due_at": datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
        "warn_at": datetime(2026, 3, 2, 9, 45, tzinfo=UTC),
    }
    return Clock.model_validate(fields | over)


def case(**over: Any) -> Case:
    fields: dict[str, Any] = {
        "id": "c1",
        "version": 1,
        "brand": "acme",
        "channel": "generic",
        "account": "acmehelp",
        "author_id": "ada",
        "thread": "m1",
        "act": "respond",
        "team": "care",
        "priority": 50,
        "playbook": "v1:abc",
        "opened_at": MONDAY_NINE,
        "customer_at": MONDAY_NINE,
    }
    return Case.model_validate(fields | over)


def case_event(**over: Any) -> CaseEvent:
    fields: dict[str, Any] = {
        "case_id": "c1",
        "version": 1,
        "kind": "case_opened",
        "at": MONDAY_NINE,
        "actor": "route",
    }
    return CaseEvent.model_validate(fields | over)


def reply(**over: Any) -> Reply:
    fields: dict[str, Any] = {
        "id": "p1",
        "case_id": "c1",
        "channel": "generic",
        "account": "acmehelp",
        "in_reply_to": "m1",
        "text": "Sorry to hear that. Is the light on?",
        "text_hash": "0123456789abcdef",
        "visibility": "public",
        "agent": "grace",
        "created_at": MONDAY_NINE,
    }
    return Reply.model_validate(fields | over)


def opening(**over: Any) -> Commit:
    """The commit that opens a case; keywords are the case's."""
    opened = case(**over)
    return Commit(case=opened, expected=0, events=[case_event(case_id=opened.id)])


def quarantined(**over: Any) -> Quarantined:
    fields: dict[str, Any] = {
        "channel": "generic",
        "account": "acmehelp",
        "receipt": "r1",
        "received_at": MONDAY_NINE,
        "stage": "webhook",
        "reason": "created_at is not an instant",
        "field": "created_at",
        "raw": '{"id": "m1"}',
    }
    return Quarantined.model_validate(fields | over)
