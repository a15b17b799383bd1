"""Builders of every value that tests need; each takes keyword overrides for what matters there."""

from datetime import UTC, datetime, timedelta
from typing import Any

from earshot import channels
from earshot.channels.protocol import Answers
from earshot.channels.values import Posting
from earshot.domain import opened
from earshot.domain.accounts import Account
from earshot.domain.agent import AgentRecord
from earshot.domain.calendar import Calendar
from earshot.domain.caller import Caller
from earshot.domain.case import Case, CaseEvent, Clock, Reply
from earshot.domain.judgement import Classification, Decision, Label
from earshot.domain.mention import Author, Mention, hash_text
from earshot.domain.playbook import Playbook
from earshot.domain.records import AuthorRecord, Correction, MentionRecord, Quarantined
from earshot.domain.sla import SlaPolicy
from earshot.ports import Commit
from earshot.usecases.change import Asked
from earshot.wiring.reach import NoSecrets

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


def correction(post: Mention, label: str, *, at: datetime, case_id: str) -> Correction:
    """The intent of a post, put right by an agent."""
    return Correction(
        at=at,
        case_id=case_id,
        version=2,
        channel=post.channel,
        account=post.account,
        mention_id=post.id,
        words=hash_text(post.text or ""),
        labels={"intent": label},
        was={"intent": "other"},
    )


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


def posting(answer: Reply | None = None, **over: Any) -> Posting:
    """A reply on its way out, an hour after the customer last wrote."""
    fields: dict[str, Any] = {
        "reply": answer or reply(),
        "parent": None,
        "now": MONDAY_NINE,
        "customer_at": MONDAY_NINE - timedelta(hours=1),
    }
    return Posting(**(fields | over))


def speaking(of: Account) -> Answers:
    """What speaks to an account, as the API has it: without secrets."""
    return channels.answering(of, NoSecrets())


def agent(**over: Any) -> AgentRecord:
    """Somebody of the team care, on duty at every hour, who may hold five cases."""
    fields: dict[str, Any] = {"name": "linus", "teams": ("care",), "capacity": 5, "revision": 1}
    return AgentRecord.model_validate(fields | over)


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


def account(**over: Any) -> Account:
    fields: dict[str, Any] = {
        "brand": "acme",
        "channel": "generic",
        "account": "acmehelp",
        "connector": "generic",
        "mode": "act",
    }
    return Account.model_validate(fields | over)


BRANDS = {
    "acme": {
        "display_name": "Acme",
        "names": ["acme"],
        "handles": ["acmehelp"],
        "not_about": ["the acme of"],
    }
}
"""The brand as its taxonomy knows it: by its own names, and by what is not about it."""


def playbook(**over: Any) -> Playbook:
    """One brand, the teams care and billing, one promise by weekday hours, one clause.

    It understands by cues alone, so that new weights do not change what other tests see.
    """
    target = {"within": "1h", "warn": "15m"}
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday")
    fields: dict[str, Any] = {
        "version": 1,
        "review_by": "2027-06-30",
        "audience": "People who bought something",
        "goals": [{"name": "first answer", "target": "90 % within an hour"}],
        "brands": {"acme": {"display_name": "Acme", "names": ["acme"]}},
        "taxonomy": {"topics": {}},
        "classification": {"model": "cues"},
        "clauses": [{"name": "default", "act": "respond", "team": "care"}],
        "teams": {"care": {"name": "Care"}, "billing": {"name": "Billing"}},
        "calendars": {
            "weekdays": {"time_zone": "UTC", "weekly": dict.fromkeys(weekdays, "09:00-17:00")},
        },
        "sla_policies": {"standard": {"calendar": "weekdays", "first_response": target}},
        "escalation": [{"contact": "duty manager"}],
    }
    return Playbook.model_validate(fields | over)


def promising_playbook(**over: Any) -> Playbook:
    """One that promises a first response within an hour, and each next one within two.

    Lost parcels are acknowledged by machine, outages are held for ten minutes, the rest of it goes
    to the team care.
    """
    care = {"team": "care", "sla_policy": "standard"}
    fields: dict[str, Any] = {
        "clauses": [
            {"name": "unclear", "when": {"flags": "unclassified"}, "act": "respond", **care},
            {
                "name": "lost",
                "when": {"keywords": ["lost"]},
                "act": "acknowledge",
                "template": "seen",
                **care,
            },
            {
                "name": "outage",
                "when": {"keywords": ["outage"]},
                "act": "hold",
                "hold_for": "10m",
                **care,
            },
            {"name": "praise", "when": {"intent": "praise"}, "act": "amplify", "team": "care"},
            {"name": "default", "act": "respond", **care},
        ],
        "sla_policies": {
            "standard": {
                "calendar": "weekdays",
                "first_response": {"within": "1h", "warn": "15m", "escalate_after": "30m"},
                "next_response": {"within": "2h", "warn": "30m"},
            }
        },
        "templates": {"seen": {"text": "Hi {author}, we are looking for it. {brand}"}},
    }
    return playbook(**fields | over)


def weekdays(**over: Any) -> Calendar:
    """Monday to Friday, nine to five; its wall shows UTC until the end of March."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    fields: dict[str, Any] = {
        "time_zone": "Europe/London",
        "weekly": dict.fromkeys(days, "09:00-17:00"),
    }
    return Calendar.model_validate(fields | over)


CALENDARS = {"weekdays": weekdays()}


def policy(**over: Any) -> SlaPolicy:
    """One hour to the first answer, two to each next one, two working days to the end."""
    fields: dict[str, Any] = {
        "calendar": "weekdays",
        "first_response": {"within": "1h", "warn": "15m", "escalate_after": "30m"},
        "next_response": {"within": "2h", "warn": "30m"},
        "resolution": {"within": "16h", "warn": "2h"},
    }
    return SlaPolicy.model_validate(fields | over)


def understood(**labels: str) -> Classification:
    """What a classifier says; keywords give the values of labels."""
    values: dict[str, str] = {
        "relevance": "actionable",
        "topic": "technical",
        "intent": "complaint",
        "sentiment": "negative",
        "urgency": "normal",
        "language": "en",
    } | labels
    said: dict[str, Any] = {name: Label(value, 0.9, "test") for name, value in values.items()}
    return Classification(**said, strength=-0.5)


def decision(**over: Any) -> Decision:
    fields: dict[str, Any] = {
        "act": "respond",
        "clause": "complaints",
        "priority": 50,
        "factors": (),
        "brand": "acme",
        "team": "care",
        "sla_policy": "standard",
        "playbook": "v1:abc",
    }
    return Decision(**fields | over)


def opening_events(**over: Any) -> list[CaseEvent]:
    """What follows when a customer's message opens the case `c1` on Monday at nine."""
    fields: dict[str, Any] = {
        "mention": mention(),
        "thread": "m1",
        "understood": understood(),
        "decision": decision(),
        "now": MONDAY_NINE,
        "calendars": CALENDARS,
        "policy": policy(),
    }
    return opened.open_case("c1", **fields | over)


def caller(**over: Any) -> Caller:
    fields: dict[str, Any] = {
        "id": "sub-linus",
        "agent": "linus",
        "name": "Linus",
        "roles": frozenset({"agent"}),
        "teams": frozenset({"care"}),
    }
    return Caller(**fields | over)


def asked(**over: Any) -> Asked:
    fields: dict[str, Any] = {"caller": caller(), "case_id": "c1", "key": "k1", "what": "w1"}
    return Asked(**fields | over)
