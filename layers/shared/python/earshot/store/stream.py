"""Records of the table's stream as typed changes. Imports no AWS library."""

from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from earshot.domain import changes
from earshot.domain.changes import Change
from earshot.store import items, opened
from earshot.store.body import Item

Image = dict[str, dict[str, Any]]


def changes_of(record: dict[str, Any]) -> list[Change]:
    """The effects of one stream record with new and old images; none for what nobody waits for."""
    images = record["dynamodb"]
    if "NewImage" not in images:
        return []
    old = _item(images["OldImage"]) if "OldImage" in images else None
    return list(_changes(old, _item(images["NewImage"])))


def _changes(old: Item | None, new: Item) -> Iterator[Change]:
    kind = new["pk"]["S"].partition("#")[0]
    if kind == "MENTION":
        before = items.mention_from(old) if old else None
        yield from changes.of_mention(before, items.mention_from(new))
    elif kind == "CASE":
        yield from _case_changes(old, new)
    elif kind == "AGENTS":
        earlier = items.agent_from(old) if old else None
        yield from changes.of_agent(earlier, items.agent_from(new))
    elif kind == "TIMER" and old is None:
        yield changes.TimerSet(items.timer_from(new).step)
    elif kind == "ACCOUNT":
        yield from _account_changes(old, new)
    elif kind == "QUARANTINE":
        was = items.quarantine_from(old) if old else None
        yield from changes.of_quarantined(was, items.quarantine_from(new))


def _account_changes(old: Item | None, new: Item) -> Iterator[Change]:
    if new["sk"]["S"] == "ACCOUNT":
        yield from changes.of_account(
            items.account_from(old) if old else None, items.account_from(new)
        )
    elif new["sk"]["S"] == "ANSWERING":
        yield from changes.of_answering(
            items.answering_from(old) if old else None, items.answering_from(new)
        )


def _case_changes(old: Item | None, new: Item) -> Iterator[Change]:
    kind = new["sk"]["S"].partition("#")[0]
    if kind == "CASE" and old is None:
        yield from map(changes.EventAdded, opened.opened_from(new))
    elif kind == "EVENT" and old is None:
        yield changes.EventAdded(items.event_from(new))
    elif kind == "REPLY":
        before = items.reply_from(old) if old else None
        yield from changes.of_reply(before, items.reply_from(new))


def _item(image: Image) -> Item:
    """An image with its binary values decoded: a stream carries them as base64 text."""
    return {
        name: {"B": b64decode(value["B"])} if isinstance(value.get("B"), str) else value
        for name, value in image.items()
    }
