"""The command: two playbooks, one stretch of traffic, and what differs."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.deployment import StackName, reach
from cli.lines import playbook_of, stop, write
from cli.sites import listed
from cli.weights import WeightsFile, weighed
from earshot.domain.duration import seconds

if TYPE_CHECKING:
    from rich.console import Console

    from cli.simulation.comparison import Comparison
    from cli.simulation.counting import Staff
    from cli.simulation.playing import Delivery
    from earshot.domain.accounts import Accounts
    from earshot.domain.playbook import Playbook

DEFAULT = Path("config/playbook.yaml")


def simulate(
    candidate: Annotated[Path, typer.Option(help="the playbook to try")],
    against: Annotated[
        Path | None, typer.Option(help="mentions as JSON lines, in the order they arrived")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="traffic of the deployed stack in this time, such as 24h")
    ] = None,
    current: Annotated[
        Path | None,
        typer.Option(help="what to compare with; else config/playbook.yaml, or what is deployed"),
    ] = None,
    channels: Annotated[Path | None, typer.Option(help="accounts with modes and brands")] = None,
    people: Annotated[
        list[str] | None, typer.Option(help="people at work: 3 for every team, or care=5; else 2")
    ] = None,
    handling: Annotated[str, typer.Option(help="how long a person takes over a case")] = "6m",
    html: Annotated[Path | None, typer.Option(help="also write a page with plots")] = None,
    weights: WeightsFile = None,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Show what another playbook would have made of recorded traffic; nothing is changed.

    Decisions that change and by which clause, load by team and hour, first answers that would come
    late, holds, approvals, platform fees, and twenty examples. Exit code 1 when anything changes.

    Example: `earshot playbook simulate --candidate new.yaml --against local/demo/day/day.jsonl`
    """
    if (against is None) == (since is None):
        stop("give either --against FILE or --since DURATION")
    if html and not html.parent.is_dir():
        stop(f"{html}: there is no folder {html.parent}")
    staff = staff_of(people or ["2"], handling)
    trial = weighed(playbook_of(candidate), weights, stack_name)
    console = _console()
    if against:
        policy = weighed(playbook_of(current or DEFAULT), None, stack_name)
        deliveries, accounts, refused = _of_file(against, channels, policy)
    else:
        policy, deliveries, accounts = _of_stack(since or "", current, stack_name, console)
        refused = 0
    if not deliveries:
        stop("there is no traffic to compare by")
    _known(staff, {**policy.teams, **trial.teams})
    found = _compared(deliveries, policy, trial, accounts, staff, console)
    if html:
        from cli.simulation.page import page

        write(html, page(found))
    _tell(found, html, as_json=as_json)
    raise typer.Exit(1 if found.changed or refused else 0)


def staff_of(written: Iterable[str], handling: str) -> "Staff":
    """Read `3` and `care=5`; ends with 2 where something else is written."""
    from cli.simulation.counting import Staff

    named: dict[str, int] = {}
    others = 2
    for one in written:
        team, _, number = one.rpartition("=")
        if not number.isdecimal() or int(number) < 1:
            stop(f"--people {one}: write a number of people such as 3, or team=number")
        if team:
            named[team] = int(number)
        else:
            others = int(number)
    return Staff(named, others, timedelta(seconds=_seconds(handling, "--handling")))


def _known(staff: "Staff", teams: Iterable[str]) -> None:
    for team in staff.people:
        if team not in teams:
            stop(f"--people {team}: neither playbook has this team; they have {', '.join(teams)}")


def _seconds(written: str, option: str) -> int:
    try:
        found = seconds(written)
    except ValueError as error:
        stop(f"{option}: {error}")
    return found or stop(f"{option}: it has to take some time")


def _of_file(
    file: Path, channels: Path | None, policy: "Playbook"
) -> "tuple[list[Delivery], Accounts, int]":
    from cli.simulation.recorded import connected, from_file

    deliveries, refused = from_file(file)
    return deliveries, connected(listed(channels, policy), deliveries, policy), refused


def _of_stack(
    since: str, current: Path | None, stack_name: str | None, console: "Console"
) -> "tuple[Playbook, list[Delivery], Accounts]":
    from cli.simulation.recorded import connected, from_table, in_order
    from local.demo.progress import progress

    begin = datetime.now(UTC) - timedelta(seconds=_seconds(since, "--since"))
    deployment = reach(stack_name)
    found = playbook_of(current) if current else deployment.playbook
    policy = weighed(found, None, stack_name)
    with progress(console) as bars:
        bars.start("records read", None)
        read = []
        for delivery in from_table(deployment, begin):
            bars.move("records read")
            read += [delivery] if delivery else []
        bars.end("records read")
    deliveries = in_order(read)
    return policy, deliveries, connected(deployment.accounts, deliveries, policy)


def _compared(
    deliveries: "list[Delivery]",
    policy: "Playbook",
    trial: "Playbook",
    accounts: "Accounts",
    staff: "Staff",
    console: "Console",
) -> "Comparison":
    from cli.simulation.comparison import compare
    from cli.simulation.playing import Run, play, readers
    from local.demo.progress import progress

    runs: list[Run] = []
    names = f"as {policy.stamp}", f"as {trial.stamp}"
    if names[0] == names[1]:
        names = f"{names[0]}, now", f"{names[1]}, then"
    with progress(console) as bars:
        for name, playbook, read in zip(
            names, (policy, trial), readers(policy, trial), strict=True
        ):
            bars.start(name, len(deliveries))
            for done in play(deliveries, playbook, accounts, read):
                if done is None:
                    bars.move(name)
                else:
                    runs.append(done)
    return compare(runs[0], runs[1], staff)


def _console() -> "Console":
    from rich.console import Console

    return Console(stderr=True, width=None if sys.stderr.isatty() else 110)


def _tell(found: "Comparison", html: Path | None, *, as_json: bool) -> None:
    if as_json:
        from cli.simulation.comparison import as_object

        typer.echo(json.dumps(as_object(found), ensure_ascii=False))
        return
    from rich.console import Console

    from cli.simulation.tables import tables

    out = Console(width=None if sys.stdout.isatty() else 130)
    out.print(tables(found))
    if html:
        out.print(f"the same with plots: {html}", markup=False)
