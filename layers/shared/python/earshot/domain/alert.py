"""What a supervisor is told: one message that a person can act on and a program can parse.

It names the case and the promise, never the customer: no words of theirs, no handle. Staff are
named, since the first question is who holds the case.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from earshot.domain.case import Case, CaseEvent, EventKind
from earshot.domain.duration import spoken, worked
from earshot.domain.event_data import RENAMED, renamed
from earshot.domain.written_instant import instant

Severity = Literal["warning", "error", "critical"]

SUBJECT_LIMIT = 100  # of SNS, which also wants ASCII without line breaks
SMS_LIMIT = 140
NOTICED_LATE_S = 60

_SEVERITY: dict[EventKind, Severity] = {
    "case_ownerless": "warning",
    "sla_warned": "warning",
    "sla_breached": "error",
    "case_escalated": "critical",
    "promise_unfinished": "error",
}
_WORD: dict[EventKind, str] = {
    "case_ownerless": "WARNING",
    "sla_warned": "WARNING",
    "sla_breached": "BREACH",
    "case_escalated": "ESCALATION",
    "promise_unfinished": "UNFINISHED",
}
_PROMISE = {
    "first_response": "first response",
    "next_response": "next response",
    "resolution": "resolution",
}


class Alert(NamedTuple):
    """`bodies` by SNS protocol with `default`; `attributes` are for filter policies."""

    subject: str
    bodies: dict[str, str]
    attributes: dict[str, str]


def alert_for(case: Case, event: CaseEvent, case_url: str | None = None) -> Alert:
    """The alert for a warning, breach or escalation, an ownerless case, an unfinished promise.

    Attributes: kind, severity, team, channel, brand, alert_id; of a case that somebody holds also
    agent, of a page up the ladder rung and contact. The JSON body goes to programs (`default`, sqs,
    http, https); its `schema_version` is 1 and keys are only ever added.
    `case_url` is the page of a case in the desk that people use, with `{case_id}` in it.
    """
    facts = _facts(case, event, case_url)
    program = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return Alert(
        subject=_subject(case, event),
        bodies={
            "default": program,
            "sqs": program,
            "http": program,
            "https": program,
            "email": _email(case, event, facts),
            "sms": _sms(case, event),
        },
        attributes={
            "kind": event.kind,
            "severity": _SEVERITY[event.kind],
            "team": case.team,
            "channel": case.channel,
            "brand": case.brand,
            "alert_id": str(event.alert_id),
            **{name: str(event.data[name]) for name in ("rung", "contact") if name in event.data},
            **({"agent": facts["agent"]} if facts["agent"] else {}),
        },
    )


def _facts(case: Case, event: CaseEvent, case_url: str | None) -> dict[str, Any]:
    path = f"/v1/cases/{case.id}"
    return {
        "schema_version": 1,
        "alert_id": event.alert_id,
        "kind": event.kind,
        "severity": _SEVERITY[event.kind],
        "at": instant(event.at),
        "case_id": case.id,
        "case_version": event.version,
        "path": path,
        "url": case_url.replace("{case_id}", case.id) if case_url else None,
        "brand": case.brand,
        "channel": case.channel,
        "account": case.account,
        "private": case.private,
        "team": case.team,
        "agent": case.agent,
        "state": case.state,
        "priority": case.priority,
        "topic": case.topic,
        "intent": case.intent,
        "sentiment": case.sentiment,
        "escalation": case.escalation,
        "playbook": case.playbook,
        **_both_names(event.data),
    }


def _both_names(data: Mapping[str, Any]) -> dict[str, Any]:
    """With `target_s` and `late_s` beside what they are called now: no key of an alert goes."""
    named = renamed(data)
    return named | {old: named[new] for old, new in RENAMED.items() if new in named}


def _promise(event: CaseEvent) -> str:
    if event.kind == "case_ownerless":
        return "owner"
    if event.kind == "promise_unfinished":
        return "public closure"
    return _PROMISE.get(str(event.data.get("clock")), "promise")


def _due(event: CaseEvent) -> datetime:
    return datetime.fromisoformat(event.data["due_at"])


def _subject(case: Case, event: CaseEvent) -> str:
    said = {
        "sla_warned": "due soon",
        "sla_breached": "overdue",
        "case_escalated": "overdue and escalated",
        "case_ownerless": "missing",
        "promise_unfinished": "missing",
    }[event.kind]
    subject = (
        f"[{_WORD[event.kind]}] {_promise(event)} {said}, case {case.id}:"
        f" {case.brand} on {case.channel}, team {case.team}"
    )
    return ascii_only(subject)[:SUBJECT_LIMIT].rstrip()


def ascii_only(text: str) -> str:
    """Letters without their accents; whatever has no such likeness becomes a question mark."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return "".join(c if " " <= c <= "~" else "?" for c in bare)


def _sms(case: Case, event: CaseEvent) -> str:
    text = (
        f"{_WORD[event.kind]} case {case.id}: {_promise(event)} due {_due(event):%d %b %H:%M} UTC,"
        f" {case.channel}, team {case.team}, held by {case.agent or 'nobody'}"
    )
    return ascii_only(text)[:SMS_LIMIT].rstrip()


def _email(case: Case, event: CaseEvent, facts: Mapping[str, Any]) -> str:
    where = f"{case.account} on {case.channel} ({'private' if case.private else 'public'})"
    holder = case.agent or f"nobody; it waits in the queue of {case.team}"
    rows = {
        "Case": f"{case.id}, {case.state}, priority {case.priority} of 100",
        "About": f"{case.topic}, {case.intent}, {case.sentiment}",
        "Brand": case.brand,
        "Channel": where,
        "Team": case.team,
        "Held by": holder,
        "Promise": _promise(event) + _within(event),
        "Due": _both_times(_due(event), event.data.get("time_zone")),
        **_lateness(event),
        **_steps(event, facts),
        "Open it": facts["url"] or f"GET {facts['path']} of the API",
    }
    table = "\n".join(f"{name + ':':<10} {value}" for name, value in rows.items())
    closed = " The case has been resolved meanwhile." if case.state == "resolved" else ""
    foot = f"Alert {event.alert_id}, playbook {case.playbook}"
    return f"{_headline(event)}{closed}\n\n{table}\n\n{foot}\n"


def _within(event: CaseEvent) -> str:
    target_seconds = renamed(event.data).get("target_seconds")
    if target_seconds is None:
        return ""
    target = worked(int(target_seconds))
    return f" within {target} of business hours (calendar {event.data['calendar']})"


def _headline(event: CaseEvent) -> str:
    """One sentence that says what is wrong and what to do."""
    promise = _promise(event)
    if event.kind == "sla_warned":
        left = int((_due(event) - event.at).total_seconds())
        return f"A {promise} to a customer is due in {spoken(left)}. See that somebody takes care."
    if event.kind == "case_ownerless":
        return "Nobody has taken a case for too long. See that somebody does."
    if event.kind == "sla_breached":
        return f"A {promise} to a customer is overdue. Answer now, or hand it to who can."
    if event.kind == "promise_unfinished":
        return (
            "A matter was taken offline and nobody has told in public how it ended."
            " Send the closure, or resolve the case and say why there is none."
        )
    return f"A {promise} to a customer is still missing after the deadline. Please step in."


def _both_times(at: datetime, time_zone: str | None) -> str:
    text = f"{at:%a %d %b %Y %H:%M:%S} UTC"
    if not time_zone or time_zone == "UTC":
        return text
    return f"{text}, which is {at.astimezone(ZoneInfo(time_zone)):%a %d %b %H:%M:%S} in {time_zone}"


def _steps(event: CaseEvent, facts: Mapping[str, Any]) -> dict[str, str]:
    """Who is asked to act, and how to keep others from being asked."""
    if event.kind == "sla_warned":
        return {}
    contact = event.data.get("contact")
    who = f"{contact} ({event.data['agent']})" if "agent" in event.data else contact
    asked = {"Paged": f"{who}, step {event.data['rung']} of the ladder"} if contact else {}
    return {**asked, "Seen it": f"POST {facts['path']}/alerts/{event.alert_id}/acknowledge"}


def _lateness(event: CaseEvent) -> dict[str, str]:
    rows = {}
    overdue = int((event.at - _due(event)).total_seconds())
    if event.kind != "sla_warned":
        rows["Overdue"] = f"{spoken(max(overdue, 0))} when this was written"
    late = renamed(event.data)["late_seconds"]
    if late > NOTICED_LATE_S:
        rows["Late"] = f"this alert comes {spoken(late)} after its time"
    return rows
