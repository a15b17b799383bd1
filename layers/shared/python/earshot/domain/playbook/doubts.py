"""What may be meant and is worth a second look: a playbook with doubts comes into force."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from earshot.domain.duration import seconds, spoken
from earshot.domain.playbook.checks import Data, Finding, at

LONG_CLOSING_DAYS = 60
_ANSWERS = ("respond", "auto_reply", "acknowledge", "hold", "move_private")


def doubts(data: Data, today: date) -> Iterator[Finding]:
    """Each of them; data of the wrong form is passed over."""
    yield from _unpaged(data)
    yield from _cut_short(data)
    yield from _silenced(data)
    yield from _closed_for_long(data)
    yield from _past(data, today)


def _unpaged(data: Data) -> Iterator[Finding]:
    promises = at(data, "sla_policies", "*", "*")
    if any(isinstance(promise, dict) and "escalate_after" in promise for _, promise in promises):
        return
    for path, rung in at(data, "escalation", "*"):
        if path[-1] == 0 and isinstance(rung, dict) and rung and "after" not in rung:
            hint = "write `after: 15m` here, or `escalate_after` in a promise"
            yield Finding(path, "nobody is paged: no promise says how long after its breach", hint)


def _cut_short(data: Data) -> Iterator[Finding]:
    policies = data.get("sla_policies")
    for path, clause in at(data, "clauses", "*"):
        if not isinstance(clause, dict) or not isinstance(policies, dict):
            continue
        policy = policies.get(str(clause.get("sla_policy")))
        promise = policy.get("first_response") if isinstance(policy, dict) else None
        if not isinstance(promise, dict):
            continue
        held, within = _seconds(clause.get("hold_for")), _seconds(promise.get("within"))
        warned = (within or 0) - (_seconds(promise.get("warn")) or 0)
        if held and within and held > warned:
            said = f"the hold ends after {spoken(warned)} of business time, with the warning"
            hint = f"the first answer is promised within {spoken(within)}; hold it for less"
            yield Finding((*path, "hold_for"), said, hint)


def _seconds(written: Any) -> int | None:
    try:
        return seconds(written) if written is not None else None
    except (ValueError, TypeError):
        return None


def _silenced(data: Data) -> Iterator[Finding]:
    """Answers at places where nobody answers."""
    sites = [site for _, site in at(data, "sites", "*") if isinstance(site, dict)]
    for path, clause in at(data, "clauses", "*"):
        when = clause.get("when") if isinstance(clause, dict) else None
        if not isinstance(when, dict) or clause.get("act") not in _ANSWERS:
            continue
        accounts, channels = _several(when.get("account")), _several(when.get("channel"))
        quiet = {
            site.get("account")
            for site in sites
            if site.get("never_respond") and (not channels or site.get("channel") in channels)
        }
        if accounts and quiet.issuperset(accounts):
            said = f"only listens: `sites` says never_respond of {', '.join(map(str, accounts))}"
            yield Finding((*path, "act"), said, "write `act: listen`, or change the site")


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _closed_for_long(data: Data) -> Iterator[Finding]:
    for path, override in at(data, "calendars", "*", "overrides", "*"):
        if not isinstance(override, dict) or override.get("periods"):
            continue
        first, last = _day(override.get("from")), _day(override.get("to"))
        if first and last and (days := (last - first).days + 1) > LONG_CLOSING_DAYS:
            said = f"is closed for {days} days on end: no promise runs in this time"
            yield Finding(path, said, "give `periods`, or check the year")


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None


def _past(data: Data, today: date) -> Iterator[Finding]:
    for path, years in at(data, "calendars", "*", "public_holidays", "years"):
        yield from _over(path, years, today)
    for path, years in at(data, "calendars", "*", "public_holidays", "*", "years"):
        yield from _over(path, years, today)


def _over(path: tuple[str | int, ...], years: Any, today: date) -> Iterator[Finding]:
    last = str(years).strip()[-4:]
    if last.isdecimal() and int(last) < today.year:
        said = f"{years} is over: no public holiday is known from then on"
        yield Finding(path, said, "add the years to come")
