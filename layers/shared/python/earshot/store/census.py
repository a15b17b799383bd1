"""A full read of the table, for operators: `earshot audit`, and the tables that a demo shows."""

from collections.abc import Callable, Iterator
from typing import Any

from earshot.domain.agent import AgentRecord
from earshot.domain.case import Case, CaseEvent, Reply
from earshot.domain.records import (
    AccountRecord,
    AuthorRecord,
    Correction,
    MentionRecord,
    Quarantined,
)
from earshot.domain.standing import AnsweringRecord
from earshot.store import items, opened
from earshot.store.body import Item
from earshot.store.items import HourCounts, Timer

Record = (
    MentionRecord
    | AuthorRecord
    | Case
    | CaseEvent
    | Reply
    | Timer
    | AgentRecord
    | AccountRecord
    | AnsweringRecord
    | HourCounts
    | Quarantined
    | Correction
)

READERS: dict[tuple[str, str], Callable[[Item], Record]] = {
    ("MENTION", "MENTION"): items.mention_from,
    ("AUTHOR", "PROFILE"): items.author_from,
    ("CASE", "CASE"): items.case_from,
    ("CASE", "EVENT"): items.event_from,
    ("CASE", "REPLY"): items.reply_from,
    ("ACCOUNT", "ACCOUNT"): items.account_from,
    ("ACCOUNT", "ANSWERING"): items.answering_from,
    ("ACCOUNT", "COUNT"): items.counts_from,
}
BY_PARTITION: dict[str, Callable[[Item], Record]] = {
    "AGENTS": items.agent_from,
    "TIMER": items.timer_from,
    "QUARANTINE": items.quarantine_from,
    "CORRECTION": items.correction_from,
}


def census(client: Any, table: str) -> Iterator[Record]:
    """Every record that the table holds, as its own type; reads the whole table."""
    from earshot.store.table import Table

    for item in Table(client, table).scan():
        record = _record_from(item)
        if record is not None:
            yield record
        yield from opened.opened_from(item)


def cases(client: Any, table: str) -> Iterator[Case]:
    """Every case, whoever holds it; reads the whole table for them.

    Only cases are sent, so it takes a fraction of the time of a census.
    """
    from earshot.store.table import Table

    found = Table(client, table).scan(
        FilterExpression="begins_with(pk, :prefix) AND sk = :sort",
        ExpressionAttributeValues={":prefix": {"S": "CASE#"}, ":sort": {"S": "CASE"}},
    )
    return map(items.case_from, found)


def open_cases(client: Any, table: str) -> Iterator[Case]:
    """Those that are not resolved, by the same full read."""
    return (case for case in cases(client, table) if case.state != "resolved")


def _record_from(item: Item) -> Record | None:
    """The record in an item; None for what is only bookkeeping."""
    kind = item["pk"]["S"].partition("#")[0]
    reader = BY_PARTITION.get(kind) or READERS.get((kind, item["sk"]["S"].partition("#")[0]))
    return reader(item) if reader else None
