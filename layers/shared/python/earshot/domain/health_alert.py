"""What operators are told when an account's connection is otherwise than before."""

from earshot.domain.alert import Alert
from earshot.domain.changes import HealthChanged
from earshot.domain.standing import Direction, Health
from earshot.domain.written_instant import instant

DOES: dict[Direction, str] = {"listen": "Listening to", "answer": "Answering from"}
MEANS: dict[Health, str] = {
    "ok": "works again",
    "degraded": "fails: the platform does not answer or call us, or leads nowhere",
    "reauth": "needs a person: the platform refuses the token, or there is none",
    "forbidden": "needs a person: the token is good but may not do this",
    "silent": "brings far less than it usually does at these hours",
    "over_budget": "has stopped: the budget of the account is spent",
}


def health_alert(change: HealthChanged) -> Alert:
    """One alert for one change; it holds no word of a customer and no secret."""
    where, standing = f"{change.channel}/{change.account}", change.standing
    kind, said = _said(change, where)
    since = instant(standing.since) if standing.since else "the beginning"
    more = f" ({standing.detail})" if standing.detail else ""
    text = (
        f"{said}{more}.\n\nHealth: {standing.health}, since {since}; it was {change.was.health}.\n"
        "What to do: docs/operations.md, under: An account that needs a person.\n"
    )
    attributes = {
        "kind": kind,
        "channel": change.channel,
        "account": change.account,
        "direction": change.direction,
        "health": standing.health,
    }
    until = instant(standing.expires_at) if standing.expires_at else ""
    told = {"alert_id": "/".join((*attributes.values(), since, until))}
    return Alert(f"Earshot: {said}", {"default": text}, attributes | told)


def _said(change: HealthChanged, where: str) -> tuple[str, str]:
    """The kind of the alert, and what it says in a sentence."""
    standing, does = change.standing, DOES[change.direction]
    if standing.health == change.was.health and standing.expires_at:
        ends = instant(standing.expires_at)
        return "token_expires", f"{does} {where} ends at {ends}: its token expires then"
    return "health_changed", f"{does} {where} {MEANS[standing.health]}"
