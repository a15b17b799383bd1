"""`earshot audit`: the equation of every account, and what must hold of every case."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.deployment import Deployment, StackName, reach
from cli.lines import stop
from earshot.domain.changes import hour_of
from earshot.domain.duration import seconds
from earshot.usecases.audit import Auditing, Looked
from earshot.usecases.balance import SETTLED_AFTER, Balance, balances

if TYPE_CHECKING:
    from earshot.domain.accounts import Account

NUMBERS = ("received", "stored", "duplicate", "filtered", "quarantined", "missing")
CASES = 500


def run(
    since: Annotated[str, typer.Option(help="how far back, such as 24h or 7d")] = "24h",
    account: Annotated[str | None, typer.Option(help="only CHANNEL/ACCOUNT")] = None,
    cases: Annotated[int, typer.Option(min=0, help="look at so many unresolved cases")] = CASES,
    everything: Annotated[
        bool, typer.Option("--all", help="look at every case, by a read of the whole table")
    ] = False,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Hold what came in against what became of it, hour by hour, and cases against their events.

    Of each account and UTC hour: received = stored + duplicate + filtered + quarantined, with the
    reasons. What is missing in the last two hours may be on its way and is no finding. Of cases:
    versions without gaps, the state that their events say, no reply left planned or sending.
    Unresolved cases are found through the indexes: those that wait in a queue or are held by
    somebody of the roster. Exit code 1 when anything is missing or wrong.

    Example: `earshot audit --since 7d --account mastodon/acmehelp`
    """
    try:
        ago = timedelta(seconds=seconds(since))
    except ValueError as error:
        stop(f"--since: {error}")
    deployment = reach(stack_name)
    now = datetime.now(UTC)
    chosen = _chosen(deployment, account)
    hours = list(balances(chosen, store=deployment.store, since=now - ago, until=now))
    looked = _look(deployment, None if everything else cases)
    settled = hour_of(now - SETTLED_AFTER)
    missing = sum(one.missing for one in hours if one.hour <= settled)
    if as_json:
        told = {"hours": [_told(one, settled) for one in hours], "missing": missing}
        faults = [fault._asdict() for fault in looked.faults]
        typer.echo(json.dumps({**told, "cases": looked.cases, "faults": faults}))
    else:
        typer.echo("\n".join(_lines(hours, settled, looked, missing)))
    raise typer.Exit(1 if missing or looked.faults else 0)


def _chosen(deployment: Deployment, named: str | None) -> "list[Account]":
    connected = deployment.accounts.accounts
    if named is None:
        return list(connected)
    found = [one for one in connected if f"{one.channel}/{one.account}" == named]
    if not found:
        there = ", ".join(f"{one.channel}/{one.account}" for one in connected)
        stop(f"--account: no {named} is connected; there are {there}")
    return found


def _look(deployment: Deployment, most: int | None) -> Looked:
    from earshot.system import SystemClock

    auditing = Auditing(store=deployment.store, clock=SystemClock(), playbook=deployment.playbook)
    if most is None:
        return auditing.look(case.id for case in deployment.cases())
    return auditing.look(auditing.unresolved(most))


def _numbers(one: Balance) -> dict[str, int]:
    return {**one.counts.model_dump(include=set(NUMBERS)), "missing": one.missing}


def _told(one: Balance, settled: str) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "account": one.account,
        "hour": one.hour,
        "settled": one.hour <= settled,
        **_numbers(one),
        "filtered_by": one.counts.filtered_by,
        "quarantined_by": one.counts.quarantined_by,
    }


def _lines(hours: list[Balance], settled: str, looked: Looked, missing: int) -> Iterator[str]:
    if hours:
        yield f"{'account':<28}{'hour (UTC)':<15}" + "".join(f"{n:>12}" for n in NUMBERS)
    for one in hours:
        where, numbers = f"{one.channel}/{one.account}", _numbers(one)
        way = "  on its way?" if one.missing and one.hour > settled else ""
        row = "".join(f"{numbers[name]:>12}" for name in NUMBERS)
        yield f"{where:<28}{one.hour:<15}{row}{way}"
        if why := _reasons(one):
            yield f"{'':<28}{why}"
    for fault in looked.faults:
        yield f"case {fault.case_id}: {fault.kind.replace('_', ' ')}: {fault.detail}"
    yield (
        f"{len(hours)} hours with traffic, {missing} missing;"
        f" {looked.cases} cases, {len(looked.faults)} faults"
    )


def _reasons(one: Balance) -> str:
    counts = one.counts
    pairs = (("filtered", counts.filtered_by), ("quarantined", counts.quarantined_by))
    return "; ".join(
        f"{name}: " + ", ".join(f"{why} {number}" for why, number in sorted(by.items()))
        for name, by in pairs
        if by
    )
