"""The outcome of a run as tables for people and as one object for programs."""

from collections import Counter
from typing import Any, get_args

from rich.console import Group, RenderableType
from rich.table import Table

from cli.cost import as_table
from cli.estimate import Volume, bill, total
from earshot.domain.case import CaseState, ReplyState
from earshot.domain.highlights import receiver
from earshot.domain.records import Counts
from local.demo.outcome import Heard, Outcome, middle_and_tail

COLUMNS = ("received", "stored", "duplicate", "filtered", "quarantined")


def tables(
    outcome: Outcome,
    heard: Heard,
    volume: Volume,
    delivered: Counter[str],
    done: Counter[str],
) -> Group:
    """All of it, in the order in which a person asks."""
    parts: list[RenderableType] = [
        equation(outcome, delivered),
        decisions(outcome),
        work(outcome),
        rules(outcome),
        doings(done),
        promises(outcome, heard),
        answers(outcome, heard),
        as_table(f"this run, {volume.mentions:,} mentions", volume, bill(volume)),
    ]
    return Group(*parts)


def equation(outcome: Outcome, delivered: Counter[str]) -> Table:
    """received = stored + duplicate + filtered + quarantined, by account."""
    table = _table("Nothing lost: received = stored + duplicate + filtered + quarantined")
    table.add_column("account of acmehelp", no_wrap=True)
    for name in ("delivered", *COLUMNS, "missing"):
        table.add_column(name, justify="right")
    for (channel, _), counts in sorted(outcome.counts.items()):
        _count_row(table, channel, delivered[channel], counts)
    table.add_section()
    _count_row(table, "all", delivered.total(), outcome.total)
    more = outcome.total.received - delivered.total()
    if more > 0:
        table.caption = (
            f"{more:,} more were heard: posts of an earlier run that an agent answered or a poll"
            " looked at again, and that these platforms, begun anew, no longer have."
        )
    return table


def _count_row(table: Table, name: str, delivered: int, counts: Counts) -> None:
    numbers = [f"{getattr(counts, column):,}" for column in COLUMNS]
    missing = "[green]0[/]" if counts.missing == 0 else f"[red]{counts.missing}[/]"
    table.add_row(name, f"{delivered:,}", *numbers, missing)


def decisions(outcome: Outcome) -> Table:
    """Acts by the clause that chose them."""
    table = _table("What the playbook decided")
    for name in ("act", "clause"):
        table.add_column(name)
    for name in ("mentions", "priority: median", "highest"):
        table.add_column(name, justify="right")
    decided: dict[tuple[str, str], list[int]] = {}
    for decision in (record.decision for record in outcome.mentions):
        if decision:
            row = (decision["act"], decision["clause"])
            decided.setdefault(row, []).append(decision["priority"])
    for row, found in sorted(decided.items(), key=lambda item: -len(item[1])):
        priorities = sorted(found)
        middle = priorities[len(priorities) // 2]
        table.add_row(*row, f"{len(found):,}", str(middle), str(priorities[-1]))
    return table


def work(outcome: Outcome) -> Table:
    """Cases by team and state."""
    states: tuple[CaseState, ...] = get_args(CaseState)
    table = _table(f"{len(outcome.cases):,} cases")
    table.add_column("team")
    for name in (*states, "held by an agent"):
        table.add_column(name, justify="right")
    for team in sorted({case.team for case in outcome.cases}):
        cases = [case for case in outcome.cases if case.team == team]
        by_state = Counter(case.state for case in cases)
        table.add_row(
            team,
            *(f"{by_state[state]:,}" for state in states),
            f"{sum(case.agent is not None for case in cases):,}",
        )
    return table


RULES: dict[str, str] = {
    "held": "left to peers first",
    "peer_answered": "answered by a peer",
    "acknowledged": "acknowledged by machine, out of hours",
    "promise_made": "taken offline, with a public closure owed",
    "outside": "outside our own channels, after all others",
    "case_expired": "of these, expired with nobody free for them",
    "evidence": "evidence kept",
    "highlighted": "praise on the list of a team that passes it on",
}


def counted(outcome: Outcome) -> dict[str, int]:
    """How often each of those rules took hold, by its name in `RULES`."""
    kinds: Counter[str] = Counter(event.kind for event in outcome.events)
    opened = [event for event in outcome.events if event.kind == "case_opened"]
    first = [event.changes for event in opened]
    auto = [event for event in outcome.events if event.kind == "reply_planned"]
    found = {
        "held": sum("hold" in changes for changes in first),
        "acknowledged": sum(event.data.get("kind") == "auto" for event in auto),
        "promise_made": kinds["promise_made"] + sum("promise" in changes for changes in first),
        "outside": sum(changes.get("tier") == "outside" for changes in first),
        "evidence": sum("evidence" in event.data for event in outcome.events),
        "highlighted": sum(receiver(record) is not None for record in outcome.mentions),
    }
    return {name: found.get(name, kinds[name]) for name in RULES}


def rules(outcome: Outcome) -> Table:
    """What the playbook's rules did beside handing cases to agents."""
    table = _table("What the rules did")
    table.add_column("cases, and mentions")
    table.add_column("number", justify="right")
    for name, number in counted(outcome).items():
        table.add_row(RULES[name], f"{number:,}")
    return table


def promises(outcome: Outcome, heard: Heard) -> Table:
    """First response, and the alerts that supervisors were sent."""
    table = _table("Promises")
    table.add_column("what")
    table.add_column("figure", justify="right")
    answered = outcome.first_responses()
    found = middle_and_tail(answered)
    table.add_row("first answers by people", f"{len(answered):,}")
    table.add_row("first response, median", f"{found[0]:.1f} s" if found else "–")
    table.add_row("first response, 90 % within", f"{found[1]:.1f} s" if found else "–")
    raised = Counter(event.kind for event in outcome.raised.values())
    for kind in ("sla_warned", "sla_breached", "case_escalated", "promise_unfinished"):
        table.add_row(
            f"{kind}: raised, arrived at the endpoint", f"{raised[kind]:,} / {heard.alerts[kind]:,}"
        )
    return table


def answers(outcome: Outcome, heard: Heard) -> Table:
    """Replies as the ledger has them and as the fake platforms received them."""
    table = _table("Nothing doubled: replies")
    table.add_column("channel")
    states: tuple[ReplyState, ...] = get_args(ReplyState)
    for name in (*states, "on the platform"):
        table.add_column(name, justify="right")
    ledger = Counter((reply.channel, reply.state) for reply in outcome.replies)
    for channel in sorted({reply.channel for reply in outcome.replies}):
        numbers = (f"{ledger[channel, state]:,}" for state in states)
        table.add_row(channel, *numbers, f"{heard.replies[channel]:,}")
    table.caption = f"posted twice: {heard.doubled}"
    return table


def as_object(outcome: Outcome, heard: Heard, volume: Volume, seconds: float) -> dict[str, Any]:
    """The outcome for programs; every number is of this run."""
    found = middle_and_tail(outcome.first_responses())
    alerts = Counter(event.kind for event in outcome.raised.values())
    return {
        **_counts(outcome.total),
        "accounts": {f"{c}/{a}": _counts(n) for (c, a), n in sorted(outcome.counts.items())},
        "acts": dict(outcome.acts()),
        "rules": counted(outcome),
        "cases": len(outcome.cases),
        "cases_by_state": dict(Counter(case.state for case in outcome.cases)),
        "cases_by_team": dict(Counter(case.team for case in outcome.cases)),
        "first_response_s": {"median": found[0], "p90": found[1]} if found else None,
        "alerts": heard.alerts.total(),
        "alerts_by_kind": dict(heard.alerts),
        "alerts_raised": dict(alerts),
        "replies_sent": heard.replies.total(),
        "replies_by_state": dict(Counter(reply.state for reply in outcome.replies)),
        "replies_doubled": heard.doubled,
        "dollars": round(total(bill(volume)), 6),
        "seconds": round(seconds, 1),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {**{name: getattr(counts, name) for name in COLUMNS}, "missing": counts.missing}


def doings(done: Counter[str]) -> Table:
    """What the agents asked of the REST API, and what it answered them."""
    table = _table("What the agents did")
    table.add_column("request")
    table.add_column("times", justify="right")
    for what, number in sorted(done.items(), key=lambda item: (":" in item[0], -item[1])):
        table.add_row(what, f"{number:,}")
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", caption_justify="left", title_style="bold")
