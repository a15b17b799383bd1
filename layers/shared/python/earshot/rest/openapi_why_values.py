"""What the examples of the OpenAPI document show of a decision: labels, and why it fell so."""

from typing import Any

from earshot.rest.openapi_case_values import CASE, MENTION

CLASSIFICATION: dict[str, Any] = {
    "relevance": {"value": "actionable", "confidence": 0.94, "source": "model:w3f9c01ab"},
    "topic": {"value": "order_delivery", "confidence": 0.28, "source": "model:w3f9c01ab"},
    "intent": {"value": "complaint", "confidence": 0.88, "source": "model:w3f9c01ab"},
    "sentiment": {
        "value": "negative",
        "confidence": 0.79,
        "source": "model:w3f9c01ab",
        "strength": -0.74,
    },
    "urgency": {"value": "high", "confidence": 0.7, "source": "risk:legal"},
    "language": {"value": "en", "confidence": 0.95, "source": "platform"},
    "personal_data": [{"kind": "card", "start": 42, "end": 61, "source": "detector"}],
    "risk": ["legal"],
    "flags": ["unsure"],
    "unsure": ["topic"],
    "set_by": {"legal": {"confidence": 0.72, "source": "cue:legal"}},
    "version": "w3f9c01ab",
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
    "classifier": "w3f9c01ab",
    "urgency": {"value": "high", "confidence": 0.6, "source": "repeat"},
    "classification": CLASSIFICATION,
}
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
