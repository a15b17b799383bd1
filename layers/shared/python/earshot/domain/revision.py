"""What is known of one post, whatever the order in which its changes arrive.

The newest words win by the platform's time; an edit wins over a creation of the same time. A
deletion wins for ever. Whatever a change does not tell is kept from the others. A platform that
does not date its edits is taken to have made them when we received them; if it edits back and forth
between the same words, the second time looks like a repetition of the first.
"""

from datetime import datetime
from typing import Any

from earshot.domain.mention import Author, Engagement, Mention, hash_text
from earshot.domain.records import MentionRecord, Outcome

DUPLICATES_NAMED = 50


def merge(
    existing: MentionRecord | None,
    incoming: Mention,
    *,
    receipt: str,
    received_at: datetime,
    thread: str,
) -> tuple[Outcome, MentionRecord]:
    """What to write after this delivery, and how it counts.

    `stored` is a change not seen before, `duplicate` another delivery of one, `own_retry` our own
    second attempt at the very same delivery: then the record is as it stands and nothing is to be
    written.
    """
    change = _dated(incoming, received_at)
    if existing is None:
        return "stored", MentionRecord(
            mention=blank(change) if change.event == "delete" else change,
            received_at=received_at,
            seen={incoming.revision: receipt},
            thread=thread,
            deleted=change.event == "delete",
        )
    first = existing.seen.get(incoming.revision)
    if receipt in (first, *existing.duplicates):
        return "own_retry", existing
    if first is not None:
        return "duplicate", _repeated(existing, receipt, received_at)
    deleted = existing.deleted or change.event == "delete"
    mention = _combined(existing.mention, change)
    return "stored", existing.model_copy(
        update={
            "mention": blank(mention) if deleted else mention,
            "received_at": min(existing.received_at, received_at),
            "heard_at": received_at,
            "revision": existing.revision + 1,
            "seen": {**existing.seen, incoming.revision: receipt},
            "thread": thread if change.event == "create" else existing.thread,
            "deleted": deleted,
        }
    )


def _repeated(existing: MentionRecord, receipt: str, received_at: datetime) -> MentionRecord:
    return existing.model_copy(
        update={
            "heard_at": received_at,
            "revision": existing.revision + 1,
            "duplicates": (*existing.duplicates, receipt)[-DUPLICATES_NAMED:],
            "duplicate_count": existing.duplicate_count + 1,
        }
    )


def _dated(incoming: Mention, received_at: datetime) -> Mention:
    if incoming.event != "edit" or incoming.edited_at:
        return incoming
    return incoming.model_copy(update={"edited_at": received_at})


def _rank(mention: Mention) -> tuple[bool, datetime, bool, str]:
    """Orders the changes of one post; one without words never displaces words."""
    said = mention.text is not None
    at = mention.edited_at or mention.created_at
    return said, at, mention.event == "edit", hash_text(mention.text)


def _combined(held: Mention, change: Mention) -> Mention:
    newer, older = (change, held) if _rank(change) > _rank(held) else (held, change)
    filled: dict[str, Any] = _filled(newer, older, Mention.model_fields.keys())
    filled["author"] = newer.author.model_copy(
        update=_filled(newer.author, older.author, Author.model_fields.keys())
    )
    filled["engagement"] = newer.engagement.model_copy(
        update=_filled(newer.engagement, older.engagement, Engagement.model_fields.keys())
    )
    filled["created_at"] = min(newer.created_at, older.created_at)
    return newer.model_copy(update=filled)


def _filled(newer: Any, older: Any, names: Any) -> dict[str, Any]:
    """What the newer one leaves open and the older one tells."""
    return {
        name: getattr(older, name)
        for name in names
        if getattr(newer, name) is None and getattr(older, name) is not None
    }


def blank(mention: Mention) -> Mention:
    """A tombstone: what identifies the post, without its words and without who wrote them."""
    return mention.model_copy(
        update={
            "event": "delete",
            "text": None,
            "permalink": None,
            "author": Author(id=mention.author.id),
        }
    )
