"""What the examples of the OpenAPI document show of a deployment: people, accounts, playbook."""

from typing import Any

from earshot.rest.openapi_case_values import CASE

ME: dict[str, Any] = {
    "id": "5c1d2f0e-0b7a-4a51-9d7e-0a3a6f1f8f10",
    "agent": "grace",
    "name": "Grace",
    "roles": ["agent"],
    "teams": ["care"],
    "brands": [],
    "all_teams": False,
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
            "detail": "notifications: answered 503",
            "listening": {
                "health": "degraded",
                "since": "2026-03-02T08:40:00Z",
                "detail": "notifications: answered 503",
                "expires_at": None,
            },
            "answering": {"health": "ok", "since": None, "detail": None, "expires_at": None},
            "capabilities": {
                "listens": ["poll"],
                "does": ["delete", "like", "private", "reply"],
                "public": [{"most": 500, "unit": "characters"}],
                "private": [{"most": 500, "unit": "characters"}],
                "reply_window_seconds": None,
                "private_window_seconds": None,
                "idempotent": "key",
                "edits": True,
                "deletions": False,
                "threads": True,
                "prices": {},
                "units": {},
            },
            "last_heard_at": "2026-03-02T08:31:00Z",
            "polled_at": "2026-03-02T08:38:00Z",
            "cursor_age_seconds": 1740,
            "upkeep": None,
            "spent": {
                "usd_this_month": 0.0,
                "units_today": 0,
                "usd_per_month": None,
                "units_per_day": None,
            },
            "last_day": {
                "received": 214,
                "stored": 208,
                "duplicate": 2,
                "filtered": 3,
                "quarantined": 1,
                "missing": 0,
                "filtered_by": {"own_post": 2, "reshare": 1},
                "quarantined_by": {"malformed": 1},
            },
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
