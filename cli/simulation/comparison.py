"""The comparison of two runs as one object: what programs read, and what tables and plots show."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cli.simulation import counting
from cli.simulation.counting import Fee, Hours, Lateness, Staff
from cli.simulation.differing import Changed, differences, fields, moves, samples, turns
from cli.simulation.playing import Judged, Run
from earshot.domain.judgement import Classification
from earshot.domain.pii import mask
from earshot.domain.written_instant import instant

EXAMPLES = 20
LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one playbook makes of the traffic."""

    stamp: str
    acts: Counter[str]
    clauses: Counter[str]
    cases: int
    load: Hours
    late: list[Lateness]
    holds: int
    approvals: int
    fees: list[Fee]

    @property
    def breaches(self) -> int:
        """First answers that come late, as predicted."""
        return sum(team.late for team in self.late)

    @property
    def dollars(self) -> float:
        """What platforms charge."""
        return round(sum(fee.dollars for fee in self.fees), 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both sides, and every post that is treated differently."""

    posts: int
    since: datetime | None
    until: datetime | None
    current: Side
    candidate: Side
    changed: list[Changed]
    staff: Staff
    notes: tuple[str, ...]
    """What makes the comparison say less than it seems to."""


def compare(current: Run, candidate: Run, staff: Staff) -> Comparison:
    """Set two runs over the same deliveries against each other."""
    times = [judged.mention.created_at for judged in current.posts.values()]
    return Comparison(
        posts=len(current.posts),
        since=min(times, default=None),
        until=max(times, default=None),
        current=_side(current, staff),
        candidate=_side(candidate, staff),
        changed=differences(current, candidate),
        staff=staff,
        notes=tuple(_notes(current, candidate)),
    )


def _notes(current: Run, candidate: Run) -> Iterator[str]:
    heard = {judged.decision.brand for judged in current.posts.values() if judged.decision}
    brands = candidate.playbook.brands
    if missing := sorted(heard - brands.keys()):
        handles = [f"@{handle}" for brand in brands.values() for handle in brand.handles]
        yield (
            f"the candidate has no brand {', '.join(missing)}, whose accounts heard these posts:"
            f" to it only what names {' or '.join(handles) or 'no handle'} is addressed to you."
            " Much of what differs may come from that alone; give it your brand first"
        )


def _side(run: Run, staff: Staff) -> Side:
    decisions = [judged.decision for judged in run.posts.values() if judged.decision]
    return Side(
        stamp=run.playbook.stamp,
        acts=Counter(d.act for d in decisions),
        clauses=Counter(d.clause for d in decisions),
        cases=len(run.cases),
        load=counting.load(run),
        late=counting.lateness(run, staff),
        holds=counting.holds(run),
        approvals=counting.approvals(run),
        fees=counting.fees(run),
    )


def as_object(found: Comparison) -> dict[str, Any]:
    """The comparison for programs: counts as numbers, instants in ISO 8601, money in US dollars."""
    return {
        "posts": found.posts,
        "since": instant(found.since) if found.since else None,
        "until": instant(found.until) if found.until else None,
        "changed": len(found.changed),
        "notes": list(found.notes),
        "turns": [
            {**one.turn._asdict(), "posts": one.posts, "what": dict(one.what)}
            for one in turns(found.changed)
        ],
        "team_moves": [move._asdict() for move in moves(found.changed)],
        "fields": dict(fields(found.changed)),
        "samples": [example(one) for one in samples(found.changed, EXAMPLES)],
        "assumed": {
            "people": found.staff.people,
            "people_elsewhere": found.staff.others,
            "handling_s": int(found.staff.handling.total_seconds()),
        },
        "current": _as_object(found.current),
        "candidate": _as_object(found.candidate),
    }


def _as_object(side: Side) -> dict[str, Any]:
    return {
        "playbook": side.stamp,
        "acts": dict(side.acts),
        "clauses": dict(side.clauses),
        "cases": side.cases,
        "load": {team: dict(sorted(hours.items())) for team, hours in sorted(side.load.items())},
        "first_responses": [late._asdict() for late in side.late],
        "predicted_breaches": side.breaches,
        "holds": side.holds,
        "approvals": side.approvals,
        "platform_fees": [fee._asdict() for fee in side.fees],
        "platform_dollars": side.dollars,
    }


def example(one: Changed) -> dict[str, Any]:
    """One post before and after, without its personal data and without who wrote it."""
    return {
        **one.key._asdict(),
        "text": _words(one.before),
        "what": list(one.what),
        "before": _outcome(one.before),
        "after": _outcome(one.after),
    }


def _words(judged: Judged) -> str:
    text = judged.mention.text or ""
    if judged.classification:
        text = mask(text, Classification.from_dict(judged.classification).personal_data)
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _outcome(judged: Judged) -> dict[str, Any]:
    decision = judged.decision
    if decision is None:
        return {"filtered": judged.filtered}
    kept = ("act", "clause", "team", "priority", "sla_policy", "template")
    told = decision.as_dict()
    joined = "opens a case" if judged.opened else "joins a case" if judged.case_id else "no case"
    return {**{name: told[name] for name in kept}, "case": joined}
