"""`earshot decide`: what a playbook would do with mentions, and why."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.deployment import StackName
from cli.lines import Lines, classifier_of, playbook_of
from cli.sites import listed, site
from cli.weights import WeightsFile, weighed
from earshot.domain.accounts import Account
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook


def run(
    file: Annotated[Path, typer.Argument(help="mentions as JSON lines; - for standard input")],
    playbook: Annotated[Path, typer.Option(help="the policy to decide by")] = Path(
        "config/playbook.yaml"
    ),
    channels: Annotated[Path | None, typer.Option(help="accounts with modes and brands")] = None,
    at: Annotated[
        datetime | None, typer.Option(help="decide as of this instant in UTC; else of each post")
    ] = None,
    explain: Annotated[bool, typer.Option(help="why earlier clauses did not hold")] = False,
    weights: WeightsFile = None,
    stack_name: StackName = None,
    as_json: Annotated[bool, typer.Option("--json", help="what it prints anyway")] = True,
) -> None:
    """Print classification, act, clause, priority, team and deadlines per mention as JSON lines.

    Each mention is taken by itself, as if its author had never written before. Accounts that
    `--channels` does not list are taken for our own, of the playbook's first brand, in mode `act`.
    `urgency` is what circumstances raised it to, null where the words stand; `recent` how many
    mentions of the topic came just before, which is 0 here.

    Example: `earshot decide mentions.jsonl --playbook config/playbook.yaml --explain`
    """
    policy = weighed(playbook_of(playbook), weights, stack_name)
    sites = listed(channels, policy)
    lines = Lines(file)
    for mention in lines:
        now = at.replace(tzinfo=UTC) if at else mention.created_at
        place = site(sites, mention.channel, mention.account, policy)
        decided = _decided(mention, place, policy, now, explain=explain)
        typer.echo(json.dumps(decided, ensure_ascii=False))
    raise typer.Exit(1 if lines.refused else 0)


def _decided(
    mention: Mention, place: Account, policy: Playbook, now: datetime, *, explain: bool
) -> dict[str, Any]:
    from earshot.domain.decide import decide
    from earshot.domain.sla import start
    from earshot.domain.written_instant import instant

    understood = classifier_of(policy)(mention, policy)
    decision = decide(mention, understood, None, place, policy, now, explain=explain)
    promise = policy.terms(decision.sla_policy) if decision.opens_case else None
    clocks = start(promise, mention.created_at, policy.calendars)
    return {
        **mention.key._asdict(),
        **decision.as_dict(),
        "deadlines": {
            name: instant(clock.due_at) for name, clock in clocks.items() if clock.due_at
        },
        **({"skipped": [s._asdict() for s in decision.skipped]} if explain else {}),
        "classification": understood.as_dict(),
    }
