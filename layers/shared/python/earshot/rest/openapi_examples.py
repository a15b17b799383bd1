"""Examples for the OpenAPI document; a test holds each of them against its model."""

from typing import Any

CLOCK: dict[str, Any] = {
    "name": "first_response",
    "state": "running",
    "target_seconds": 3600,
    "spent_seconds": 0,
    "total_seconds": 0,
    "started_at": "2026-03-02T09:00:00Z",
    "due_at": "2026-03-02T10:00:00Z",
    "warn_at": "2026-03-02T09:45:00Z",
    "warned_at": None,
    "breached": False,
    "breached_at": None,
    "escalated_at": None,
    "acknowledged_at": None,
    "stopped_at": None,
}
CASE: dict[str, Any] = {
    "id": "c-4711",
    "version": 3,
    "brand": "acme",
    "channel": "mastodon",
    "account": "acmehelp",
    "author_id": "109283",
    "author": "ada@example.social",
    "private": False,
    "state": "open",
    "act": "respond",
    "team": "care",
    "agent": "grace",
    "priority": 62,
    "skills": ["language:en"],
    "topic": "delivery",
    "intent": "complaint",
    "sentiment": "negative",
    "language": "en",
    "sla_policy": "standard",
    "playbook": "v3:9f2c01ab77de",
    "opened_at": "2026-03-02T09:00:00Z",
    "customer_at": "2026-03-02T09:00:00Z",
    "replied_at": None,
    "resolved_at": None,
    "resolution": None,
    "snoozed_until": None,
    "reply_to": "110022",
    "mentions": 1,
    "escalation": 0,
    "tier": "own",
    "expires_at": None,
    "closes_at": None,
    "follows": None,
    "promise": None,
    "clocks": [CLOCK],
}
REPLY: dict[str, Any] = {
    "id": "rk3v5x2n7q4m6wza2b3c4",
    "case_id": "c-4711",
    "state": "planned",
    "text": "Hello Ada, sorry for the wait. We are looking into it.\n— Grace, Acme",
    "visibility": "public",
    "in_reply_to": "110022",
    "agent": "grace",
    "kind": "human",
    "leg": None,
    "created_at": "2026-03-02T09:12:00Z",
    "attempt": 0,
    "not_before": None,
    "platform_id": None,
    "permalink": None,
    "sent_at": None,
    "reason": None,
}
MENTION: dict[str, Any] = {
    "id": "110022",
    "ref": "bWFzdG9kb246YWNtZWhlbHA6MTEwMDIy",
    "author": {
        "id": "109283",
        "handle": "ada@example.social",
        "display_name": "Ada",
        "followers": 120,
    },
    "text": "@acmehelp where is my parcel? I paid with [card]",
    "deleted": False,
    "visibility": "public",
    "created_at": "2026-03-02T09:00:00Z",
    "edited_at": None,
    "in_reply_to": None,
    "permalink": "https://example.social/@ada/110022",
    "language": "en",
}
WHY: dict[str, Any] = {
    "mention_id": "110022",
    "act": "respond",
    "clause": "complaint-about-delivery",
    "priority": 62,
    "factors": [{"name": "complaint", "points": 40}, {"name": "public", "points": 22}],
    "team": "care",
    "skills": ["language:en"],
    "sla_policy": "standard",
    "template": None,
    "mode": "act",
    "tier": "own",
    "playbook": "v3:9f2c01ab77de",
    "classifier": "rules-1",
    "urgency": {"value": "high", "confidence": 0.6, "source": "repeat"},
    "classification": None,
}
OPENED: dict[str, Any] = {
    "version": 1,
    "kind": "case_opened",
    "at": "2026-03-02T09:00:00Z",
    "actor": "route",
    "mention_id": "110022",
    "reply_id": None,
    "alert_id": None,
    "data": {},
}
ME: dict[str, Any] = {
    "id": "5c1d2f0e-0b7a-4a51-9d7e-0a3a6f1f8f10",
    "agent": "grace",
    "name": "Grace",
    "roles": ["agent"],
    "teams": ["care"],
    "brands": [],
    "all_teams": False,
}

SLA: dict[str, Any] = {
    "case_id": "c-4711",
    "version": 3,
    "at": "2026-03-06T16:45:00Z",
    "resolution": {"first_seconds": None, "total_seconds": None},
    "turns": [
        {
            "clock": "first_response",
            "cycle": 1,
            "state": "running",
            "sla_policy": "standard",
            "playbook": "v3:9f2c01ab77de",
            "calendar": "desk",
            "calendar_version": "ced9b9d621",
            "counts_by": "ced9b9d621",
            "time_zone": "Europe/London",
            "target_seconds": 3600,
            "counted_seconds": 900,
            "started_at": "2026-03-06T16:30:00Z",
            "due_at": "2026-03-09T09:30:00Z",
            "warn_at": "2026-03-09T09:15:00Z",
            "warned_at": None,
            "breached_at": None,
            "stopped_at": None,
            "intervals": [
                {
                    "start": "2026-03-06T16:30:00Z",
                    "end": "2026-03-06T16:45:00Z",
                    "seconds": 900,
                    "why": "open",
                }
            ],
            "ahead": [
                {
                    "start": "2026-03-06T16:45:00Z",
                    "end": "2026-03-06T17:00:00Z",
                    "seconds": 900,
                    "why": "open",
                },
                {
                    "start": "2026-03-06T17:00:00Z",
                    "end": "2026-03-09T09:00:00Z",
                    "seconds": 0,
                    "why": "closed",
                },
                {
                    "start": "2026-03-09T09:00:00Z",
                    "end": "2026-03-09T09:30:00Z",
                    "seconds": 1800,
                    "why": "open",
                },
            ],
        }
    ],
    "earlier_turns": 0,
}
AGENT: dict[str, Any] = {
    "agent": "grace",
    "version": 3,
    "display_name": "Grace",
    "teams": ["care"],
    "brands": [],
    "skills": ["language:en", "language:de"],
    "capacity": 8,
    "shifts": "desk",
    "enabled": True,
    "trainee": False,
    "state": "available",
    "since": "2026-03-02T08:58:00Z",
    "until": None,
    "on_duty": True,
    "absence": None,
    "load": 3,
    "assigned_at": "2026-03-02T09:12:00Z",
}

RESPONSES: dict[str, dict[str, Any]] = {
    "Health": {"status": "ok"},
    "Version": {"earshot": "0.1.0", "classifier": "rules-1", "playbook": "v3:9f2c01ab77de"},
    "Me": ME,
    "CaseView": CASE,
    "CasePage": {"cases": [CASE], "next": None},
    "CaseInFull": {
        **CASE,
        "thread": [MENTION],
        "earlier_mentions": 0,
        "timeline": [OPENED],
        "earlier_events": 0,
        "replies": [],
        "why": WHY,
        "offer": None,
        "suggested": [
            {
                "topic": "order_delivery",
                "asks": "Where is my parcel?",
                "answer": "Every parcel has a tracking link in its dispatch e-mail.",
            }
        ],
    },
    "ReplyView": REPLY,
    "AgentView": AGENT,
    "RosterView": {"agents": [AGENT]},
    "Candidates": {
        "agent": "grace",
        "reason": "least_loaded",
        "unmet": [],
        "passed": [{"agent": "linus", "why": "away"}],
    },
    "SlaView": SLA,
    "RecomputedView": {
        "playbook": "v4:1b27c90e55aa",
        "cases": 25,
        "moved": [
            {
                "case_id": "c-4711",
                "team": "care",
                "agent": None,
                "clock": "first_response",
                "cycle": 1,
                "calendar": "desk",
                "was": "2026-03-02T10:00:00Z",
                "due_at": "2026-03-03T10:00:00Z",
                "overdue": False,
            }
        ],
        "next": None,
    },
}
REQUESTS: dict[str, dict[str, Any]] = {
    "recomputeSla": {"trial": {"value": {"dry_run": True, "limit": 25}}},
    "assignCase": {
        "team": {"value": {"team": "billing", "reason": "A refund is asked for."}},
        "agent": {"value": {"agent": "linus", "reason": "Speaks Finnish."}},
    },
    "reply": {
        "answer": {"value": {"text": "Hello Ada, sorry for the wait. We are looking into it."}},
        "privately": {
            "value": {"text": "Please send us your order number here.", "visibility": "private"}
        },
    },
    "putAgent": {
        "line": {
            "value": {
                "display_name": "Grace",
                "teams": ["care"],
                "skills": ["language:en", "language:de"],
                "capacity": 8,
                "shifts": "desk",
            }
        }
    },
    "putPresence": {
        "lunch": {"value": {"state": "away", "until": "2026-03-02T13:00:00Z"}},
        "back": {"value": {"state": "available"}},
    },
    "addNote": {"note": {"value": {"text": "Called the courier, waiting for their answer."}}},
    "resolveCase": {"solved": {"value": {"resolution": "solved", "note": "Voucher sent."}}},
    "movePrivate": {"personal": {"value": {"reason": "privacy"}}},
    "reopenCase": {"again": {"value": {"reason": "The parcel came back damaged."}}},
    "snoozeCase": {"tomorrow": {"value": {"until": "2026-03-03T09:00:00Z"}}},
}
