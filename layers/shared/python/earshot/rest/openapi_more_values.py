"""What further examples of the OpenAPI document show: why, accounts, names of the playbook."""

from typing import Any

from earshot.rest.openapi_values import CASE, CLASSIFICATION, MENTION, WHY

_DECISION: dict[str, Any] = {
    name: value
    for name, value in WHY.items()
    if name not in ("mention_id", "urgency", "classification")
}
_OTHER: dict[str, Any] = {
    **_DECISION,
    "clause": "question-about-delivery",
    "team": "deliveries",
    "playbook": "v4:1b27c90e55aa",
}
MENTION_WHY: dict[str, Any] = {
    "ref": MENTION["ref"],
    "channel": CASE["channel"],
    "account": CASE["account"],
    "id": MENTION["id"],
    "case_id": CASE["id"],
    "created_at": MENTION["created_at"],
    "recorded": _DECISION,
    "classification": CLASSIFICATION,
    "again": "same",
    "rederived": {
        "decision": _DECISION,
        "classification": CLASSIFICATION,
        "skipped": [{"clause": "spam", "reason": "flags: spam is not among them"}],
        "differs": [],
    },
    "other": {
        "decision": _OTHER,
        "classification": CLASSIFICATION,
        "skipped": [],
        "differs": ["clause", "team"],
    },
}
ACCOUNTS: dict[str, Any] = {
    "accounts": [
        {
            "brand": "acme",
            "channel": "mastodon",
            "account": "acmehelp",
            "connector": "mastodon",
            "mode": "act",
            "never_respond": False,
            "health": "degraded",
            "health_since": "2026-03-02T08:40:00Z",
            "not_before": "2026-03-02T09:05:00Z",
            "detail": "the platform asks to wait",
        }
    ]
}
QUARANTINE: dict[str, Any] = {
    "items": [
        {
            "receipt": "d0f4c1b2-7a5e-4a53-9a51-3b8f0a1c2d3e",
            "received_at": "2026-03-02T08:59:00Z",
            "stage": "webhook",
            "reason": "created_at: is needed",
            "field": "created_at",
            "raw": '{"id": "m7", "text": "Where is my parcel?"}',
            "replayed_at": None,
        }
    ],
    "next": None,
}
PLAYBOOK: dict[str, Any] = {
    "playbook": CASE["playbook"],
    "version": 3,
    "brands": [{"name": "acme", "display_name": "Acme", "handles": ["acmehelp"]}],
    "teams": [{"name": "care", "display_name": "Customer care", "brand": None}],
    "topics": [
        {"name": "order_delivery", "team": "care"},
        {"name": "other", "team": None},
    ],
    "intents": ["complaint", "question", "request", "feedback", "praise", "other"],
    "sentiments": ["negative", "neutral", "positive"],
    "relevances": ["noise", "informational", "actionable"],
    "acts": ["ignore", "listen", "respond"],
    "clauses": [{"name": "complaint", "act": "respond", "reason": "a person has to answer"}],
    "sla_policies": [
        {
            "name": "standard",
            "calendar": "desk",
            "first_response_seconds": 3600,
            "next_response_seconds": 7200,
            "resolution_seconds": None,
        }
    ],
    "calendars": [{"name": "desk", "time_zone": "Europe/London"}],
    "templates": [
        {
            "name": "thanks",
            "text": "Thank you, {author}!",
            "languages": {"de": "Danke, {author}!"},
        }
    ],
    "languages": ["de"],
    "skills": ["language:{language}"],
}
