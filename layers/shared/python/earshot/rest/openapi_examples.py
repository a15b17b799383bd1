"""Examples for the OpenAPI document; a test holds each of them against its model."""

from typing import Any

from earshot.rest.openapi_case_values import CASE, HIGHLIGHT, MENTION, OPENED, REPLY, SLA
from earshot.rest.openapi_deployment_values import ACCOUNTS, AGENT, ME, PLAYBOOK, QUARANTINE
from earshot.rest.openapi_why_values import MENTION_WHY, WHY

RESPONSES: dict[str, dict[str, Any]] = {
    "Health": {"status": "ok"},
    "Version": {"earshot": "0.1.0", "classifier": "rules-1", "playbook": "v3:9f2c01ab77de"},
    "Me": ME,
    "CaseView": CASE,
    "CasePage": {"cases": [CASE], "next": None},
    "HighlightPage": {"highlights": [HIGHLIGHT], "next": None},
    "CaseInFull": {
        **CASE,
        "thread": [MENTION],
        "earlier_mentions": 0,
        "timeline": [OPENED],
        "earlier_events": 0,
        "replies": [],
        "why": WHY,
        "offer": None,
        "abilities": {
            "does": ["private", "reply"],
            "public": [{"most": 500, "unit": "characters"}],
            "private": [{"most": 500, "unit": "characters"}],
            "public_until": None,
            "private_until": None,
            "open_url": "https://example.social/@ada/110022",
        },
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
    "MentionWhy": MENTION_WHY,
    "AccountList": ACCOUNTS,
    "QuarantinePage": QUARANTINE,
    "PlaybookView": PLAYBOOK,
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
        "changing": [],
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
    "act": {
        "like": {"value": {"act": "like", "mention_id": "110022"}},
        "delete": {"value": {"act": "delete", "reply_id": "rk3v5x2n7q4m6wza2b3c4"}},
    },
    "decideReply": {
        "there": {"value": {"decision": "sent", "platform_id": "110031"}},
        "again": {"value": {"decision": "not_sent", "resend": True}},
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
    "correctLabels": {
        "topic": {"value": {"mention_id": "110022", "topic": "order_delivery"}},
        "praise": {
            "value": {
                "mention_id": "110022",
                "relevance": "informational",
                "intent": "praise",
                "sentiment": "positive",
            }
        },
    },
    "addNote": {"note": {"value": {"text": "Called the courier, waiting for their answer."}}},
    "resolveCase": {"solved": {"value": {"resolution": "solved", "note": "Voucher sent."}}},
    "movePrivate": {"personal": {"value": {"reason": "privacy"}}},
    "reopenCase": {"again": {"value": {"reason": "The parcel came back damaged."}}},
    "snoozeCase": {"tomorrow": {"value": {"until": "2026-03-03T09:00:00Z"}}},
}
