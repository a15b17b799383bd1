"""`earshot backfill`: bring in what was written before an account was listened to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.deployment import Deployment, StackName, account_of, reach
from cli.lines import stop
from earshot.errors import EarshotError, Illegal, Retryable, Unknown

if TYPE_CHECKING:
    from rich.progress import Progress

    from cli.rows import Rows
    from earshot.domain.accounts import Account
    from earshot.usecases.backfill import Backfiller, Brought, Window

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def run(
    account: Annotated[str, typer.Option(help="CHANNEL/ACCOUNT, as in channels.yaml")],
    since: Annotated[str | None, typer.Option(help="an instant; needed without --file")] = None,
    until: Annotated[
        str | None, typer.Option(help="an instant; an hour ago, or when the account began to fail")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="mentions as .jsonl or .csv instead of the platform")
    ] = None,
    open_cases: Annotated[
        bool, typer.Option("--open-cases", help="make cases of it, without any promise")
    ] = False,
    redeliver: Annotated[
        bool, typer.Option("--redeliver", help="have the webhook's news pushed again instead")
    ] = False,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object for programs")] = False,
) -> None:
    """Bring in history: kept, classified and decided on, without clocks, alerts and cases.

    From a file of mentions (JSON lines, or CSV with a header of the same names, `author.id` for
    what lies deeper), or from the platform, back to --since as far as it keeps its posts. May be
    broken off and run again: what is there already is counted as duplicate. With --redeliver, where
    the platform can, the webhook gets again what it missed: as news. Exit code 1 when a line
    was refused, an element went into quarantine, or the walk did not come to its end.

    Example: `earshot backfill --account mastodon/acmehelp --since 2026-01-01T00:00:00Z`
    """
    from earshot.usecases.backfill import Window

    if since is None and (file is None or redeliver):
        stop("give --since, or --file with what to bring in")
    begins = _instant(since, "--since") if since else LONG_AGO
    ends = _instant(until, "--until") if until else None
    deployment = reach(stack_name)
    connected = account_of(deployment, account)
    if redeliver:
        _redeliver(deployment, connected, begins, ends, as_json=as_json)
        return
    filler = _filler(deployment, connected, open_cases=open_cases)
    newest = datetime.now(UTC) if file else filler.until()
    window = Window(since=begins, until=ends or newest)
    refused = _bring(deployment, filler, window, file, shows=not as_json)
    told = _told(account, window, filler.brought, refused)
    typer.echo(json.dumps(told) if as_json else "\n".join(_lines(told)))
    brought = filler.brought
    raise typer.Exit(1 if refused or brought.quarantined or brought.ending != "done" else 0)


def _redeliver(
    deployment: Deployment,
    account: "Account",
    since: datetime,
    until: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Order it, and say for what time."""
    from earshot import channels
    from earshot.channels.values import Period

    try:
        connector = channels.redelivering(account, deployment.secrets)
        period = connector.redeliver(Period(since, until or datetime.now(UTC)))
    except EarshotError as error:
        stop(f"{account.channel}/{account.account}: {error}")
    begins, ends = (at.isoformat() for at in period)
    told = {"account": f"{account.channel}/{account.account}", "since": begins, "until": ends}
    if as_json:
        typer.echo(json.dumps(told))
    else:
        typer.echo(f"{told['account']}: what was pushed from {begins} to {ends} comes again")


def _bring(
    deployment: Deployment,
    filler: "Backfiller",
    window: "Window",
    file: Path | None,
    *,
    shows: bool,
) -> int:
    """Do it under a progress bar; how many lines of the file were refused."""
    from cli.rows import Rows

    rows = Rows(file, filler.account) if file else None
    try:
        if rows is not None:
            _follow(filler.take(rows, window), window, rows, shows=shows)
        else:
            _follow(filler.walk(_polling(deployment), window), window, None, shows=shows)
    except (Illegal, Unknown) as error:
        stop(str(error))
    except Retryable as error:
        filler.brought.problem = f"try again: {error}"
    return rows.refused if rows else 0


def _follow(
    steps: "Iterator[Brought]", window: "Window", rows: "Rows | None", *, shows: bool
) -> None:
    with _bar(shows) as bar:
        total = rows.size if rows else (window.until - window.since).total_seconds()
        task = bar.add_task("history", total=total)
        for brought in steps:
            told = f"{brought.received} mentions"
            done = float(rows.read) if rows else _gone_back(window, brought.oldest)
            bar.update(task, completed=done, description=told)


def _gone_back(window: "Window", oldest: datetime | None) -> float:
    return (window.until - oldest).total_seconds() if oldest else 0.0


@contextmanager
def _bar(shows: bool) -> "Iterator[Progress]":
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not (shows and console.is_terminal)) as bar:
        yield bar


def _filler(deployment: Deployment, account: "Account", *, open_cases: bool) -> "Backfiller":
    from earshot.system import SortableIds, SystemClock
    from earshot.usecases.backfill import Backfiller

    return Backfiller(
        store=deployment.store,
        queue=deployment.mentions_queue,
        clock=SystemClock(),
        ids=SortableIds(),
        account=account,
        open_cases=open_cases,
    )


def _polling(deployment: Deployment) -> Any:
    from earshot import channels

    return lambda account: channels.polling(account, deployment.secrets)


def _instant(text: str, name: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        stop(f"{name} {text}: want an instant such as 2026-03-02T09:00:00Z")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _told(account: str, window: "Window", brought: "Brought", refused: int) -> dict[str, Any]:
    return {
        "account": account,
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
        "ending": brought.ending,
        "received": brought.received,
        "quarantined": brought.quarantined,
        "refused": refused,
        "too_old": brought.too_old,
        "too_new": brought.too_new,
        "pages": brought.pages,
        "problem": brought.problem,
        "retry_at": brought.retry_at.isoformat() if brought.retry_at else None,
    }


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield (
        f"{told['account']}: {told['received']} mentions brought in, {told['quarantined']} in"
        f" quarantine, {told['refused']} lines refused; left out: {told['too_old']} older than"
        f" {told['since']}, {told['too_new']} newer than {told['until']}"
    )
    if told["ending"] != "done":
        after = f", not before {told['retry_at']}" if told["retry_at"] else ""
        yield f"not at its end: {told['problem']}; run it again{after}, and it carries on"
