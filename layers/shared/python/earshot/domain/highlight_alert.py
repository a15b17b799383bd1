"""What is told of praise that a clause wants told: where it is and how far it reaches.

As every alert it holds no words and no handle of the author; the list of highlights does.
"""

import json
from typing import Any

from earshot.domain.alert import SMS_LIMIT, SUBJECT_LIMIT, Alert, ascii_only
from earshot.domain.digest import digest
from earshot.domain.records import MentionRecord
from earshot.domain.written_instant import instant

KIND = "mention_highlighted"
SEVERITY = "info"


def alert_id(record: MentionRecord) -> str:
    """The same for the same mention, for ever: praise is told of once."""
    return "a" + digest(*record.key, KIND)


def highlight_alert(record: MentionRecord) -> Alert:
    """The alert for a mention that has become a highlight; attributes as those of a case have.

    The JSON body has `schema_version` 1, and keys are only ever added.
    """
    facts = _facts(record)
    program = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    programs = dict.fromkeys(("default", "sqs", "http", "https"), program)
    names = ("kind", "severity", "team", "channel", "brand", "alert_id")
    return Alert(
        subject=_subject(facts),
        bodies={**programs, "email": _email(facts), "sms": _sms(facts)},
        attributes={name: facts[name] for name in names},
    )


def _facts(record: MentionRecord) -> dict[str, Any]:
    mention, decision = record.mention, record.decision or {}
    brand, team = decision["brand"], decision["team"]
    return {
        "schema_version": 1,
        "alert_id": alert_id(record),
        "kind": KIND,
        "severity": SEVERITY,
        "at": instant(record.heard_at or record.received_at),
        "mention_id": mention.id,
        "case_id": record.case_id,
        "path": f"/v1/highlights?brand={brand}&team={team}",
        "brand": brand,
        "channel": mention.channel,
        "account": mention.account,
        "private": mention.is_private,
        "team": team,
        "clause": decision["clause"],
        "priority": decision["priority"],
        **_labels(record),
        "followers": mention.author.followers,
        **mention.engagement.model_dump(),
        "written_at": instant(mention.created_at),
        "playbook": decision["playbook"],
    }


def _labels(record: MentionRecord) -> dict[str, Any]:
    found = record.classification or {}
    names = ("topic", "intent", "sentiment", "language")
    return {name: found.get(name, {}).get("value") for name in names}


def _reach(facts: dict[str, Any]) -> str:
    followers = facts["followers"]
    return "reach unknown" if followers is None else f"{followers} followers"


def _subject(facts: dict[str, Any]) -> str:
    subject = (
        f"[PRAISE] {facts['brand']} on {facts['channel']}, {_reach(facts)}, team {facts['team']}"
    )
    return ascii_only(subject)[:SUBJECT_LIMIT].rstrip()


def _sms(facts: dict[str, Any]) -> str:
    text = f"PRAISE for {facts['brand']} on {facts['channel']}, {_reach(facts)}: see highlights"
    return ascii_only(f"{text} of team {facts['team']}")[:SMS_LIMIT].rstrip()


def _email(facts: dict[str, Any]) -> str:
    where = f"{facts['account']} on {facts['channel']}"
    rows = {
        "About": f"{facts['topic']}, {facts['sentiment']}",
        "Brand": facts["brand"],
        "Channel": f"{where} ({'private' if facts['private'] else 'public'})",
        "Team": facts["team"],
        "Reach": _reach(facts),
        "Written": facts["written_at"],
        "Clause": facts["clause"],
        "See it": f"GET {facts['path']} of the API",
    }
    table = "\n".join(f"{name + ':':<10} {value}" for name, value in rows.items())
    foot = f"Alert {facts['alert_id']}, playbook {facts['playbook']}"
    return f"Somebody praises us. Thank them, or pass it on.\n\n{table}\n\n{foot}\n"
