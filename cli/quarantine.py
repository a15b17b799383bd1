"""`earshot quarantine`: what nobody could understand, and another try at it."""

import json
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.deployment import Deployment, StackName, reach
from cli.lines import stop
from earshot.errors import Retryable

if TYPE_CHECKING:
    from earshot.domain.records import Quarantined
    from earshot.usecases.replay import Replayed, Replayer

app = typer.Typer(help="What nobody could understand, and another try at it.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="print JSON lines")]
HEADING = f"{'received':<20}  {'stage':<8}  {'account':<24}  {'receipt':<26}  reason"


@app.command("list")
def show(
    channel: Annotated[str | None, typer.Option(help="only this channel's")] = None,
    account: Annotated[str | None, typer.Option(help="only this account's")] = None,
    limit: Annotated[int, typer.Option(min=1, help="at most so many of each account")] = 100,
    stack_name: StackName = None,
    as_json: AsJson = False,
) -> None:
    """List what waits, newest first for each account; exit code 1 when anything does.

    Nothing of the raw text is shown but with `--json`.

    Example: `earshot quarantine list --channel generic --account acmehelp`
    """
    deployment = reach(stack_name)
    replayer = _replayer(deployment)
    found = [
        item
        for one in deployment.accounts.accounts
        if channel in (None, one.channel) and account in (None, one.account)
        for item in islice(replayer.waiting(one.channel, one.account), limit)
    ]
    if as_json:
        for item in found:
            typer.echo(item.model_dump_json(exclude_none=True))
    else:
        typer.echo("\n".join([HEADING, *map(_row, found)]) if found else "nothing is in quarantine")
    raise typer.Exit(1 if found else 0)


@app.command()
def replay(
    channel: Annotated[str, typer.Option(help="the channel it came in by")],
    account: Annotated[str, typer.Option(help="the account it came in to")],
    receipt: Annotated[str | None, typer.Option(help="the one element to try again")] = None,
    everything: Annotated[bool, typer.Option("--all", help="try all that wait")] = False,
    stack_name: StackName = None,
    as_json: AsJson = False,
) -> None:
    """Try to understand elements again and hand on those that now are mentions.

    Exit code 1 when any stays, with the reason.

    Example: `earshot quarantine replay --channel generic --account acmehelp --all`
    """
    if (receipt is None) != everything:
        stop("give either --receipt or --all")
    replayer = _replayer(reach(stack_name))
    # Listed wholly before the first is stamped.
    wanted = [i for i in replayer.waiting(channel, account) if everything or i.receipt == receipt]
    if receipt and not wanted:
        stop(f"nothing waits under the receipt {receipt}: see `earshot quarantine list`")
    stayed = 0
    for item in wanted:
        done = _tried(replayer, item)
        stayed += done.mention is None
        typer.echo(json.dumps(_told(done), ensure_ascii=False) if as_json else _line(done))
    raise typer.Exit(1 if stayed else 0)


def _replayer(deployment: Deployment) -> "Replayer":
    from earshot import channels
    from earshot.system import SystemClock
    from earshot.usecases.replay import Replayer

    return Replayer(
        store=deployment.store,
        queue=deployment.mentions_queue,
        clock=SystemClock(),
        accounts=deployment.accounts,
        reading=lambda account: channels.reading(account, deployment.secrets),
    )


def _tried(replayer: "Replayer", item: "Quarantined") -> "Replayed":
    from earshot.usecases.replay import Replayed

    try:
        return replayer.replay(item)
    except Retryable as error:
        return Replayed(item, problem=f"try again: {error}")


def _row(item: "Quarantined") -> str:
    at = f"{item.received_at:%Y-%m-%dT%H:%M:%SZ}"
    where = f"{item.channel}/{item.account}"
    return f"{at:<20}  {item.stage:<8}  {where:<24}  {item.receipt:<26}  {item.reason}"


def _told(done: "Replayed") -> dict[str, Any]:
    return {
        "receipt": done.item.receipt,
        "replayed": done.mention is not None,
        "mention_id": done.mention.id if done.mention else None,
        "problem": done.problem,
    }


def _line(done: "Replayed") -> str:
    if done.mention:
        return f"{done.item.receipt}  handed on as mention {done.mention.id}"
    return f"{done.item.receipt}  stays: {done.problem}"
