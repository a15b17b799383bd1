"""Recorded traffic: deliveries of a file, or the posts that a deployed table has heard since."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from cli.deployment import Deployment
from cli.lines import Lines
from cli.simulation.playing import Delivery
from earshot.domain.accounts import Account, Accounts
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord


def from_file(file: Path) -> tuple[list[Delivery], int]:
    """The events of a file in its order, and how many lines were none.

    An edit was heard of when it was made, everything else when it was written.
    """
    lines = Lines(file)
    found = [Delivery(mention, mention.edited_at or mention.created_at) for mention in lines]
    return found, lines.refused


def from_table(deployment: Deployment, since: datetime) -> Iterator[Delivery | None]:
    """The posts that the table has heard of since then; None for every other record that was read.

    Reads the whole table, with the caller's own credentials: there is no index by time, since it
    would cost every mention two write units. What was deleted since is left out.
    """
    from earshot.store.census import census

    client = deployment.client("dynamodb")
    for record in census(client, deployment.outputs["TableName"]):
        yield _delivery(record, since) if isinstance(record, MentionRecord) else None


def _delivery(record: MentionRecord, since: datetime) -> Delivery | None:
    if record.deleted or record.received_at < since:
        return None
    return Delivery(record.mention.model_copy(update={"event": "create"}), record.received_at)


def in_order(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """As they came."""
    return sorted(deliveries, key=lambda d: (d.at, d.mention.key))


def connected(accounts: Accounts, deliveries: Iterable[Delivery], policy: Playbook) -> Accounts:
    """The listed accounts, and ordinary ones for whatever else the traffic was sent to."""
    from cli.sites import site

    found: dict[tuple[str, str], Account] = {(a.channel, a.account): a for a in accounts.accounts}
    for mention, _ in deliveries:
        place = mention.channel, mention.account
        if place not in found:
            found[place] = site(accounts, *place, policy)
    return Accounts(accounts=tuple(found.values()))
