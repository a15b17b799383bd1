"""What people have put right, as rows to learn from."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from earshot.domain.correction import lesson
from earshot.domain.mention import MentionKey
from earshot.domain.records import Correction, MentionRecord
from earshot.ports import Store

AT_ONCE = 100


def lessons(store: Store, since: datetime, until: datetime) -> Iterator[dict[str, Any]]:
    """The corrections of this time with the words they are about, oldest first.

    Of several corrections of one mention the newest of each label counts. What has been edited,
    deleted or erased since is left out: there is nothing left to learn from.
    """
    newest: dict[MentionKey, Correction] = {}
    for correction in store.corrections(since, until):
        newest[correction.mention] = _joined(newest.get(correction.mention), correction)
    keys = list(newest)
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        found: dict[MentionKey, MentionRecord] = {r.key: r for r in store.mentions(chunk)}
        for key in chunk:
            if row := lesson(newest[key], found.get(key)):
                yield row


def _joined(before: Correction | None, later: Correction) -> Correction:
    if before is None or before.words != later.words:
        return later
    return later.model_copy(update={"labels": {**before.labels, **later.labels}})
