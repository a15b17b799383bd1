"""The rows of shared data, and mentions made of their texts."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from earshot.domain.mention import Author, Mention

Row = dict[str, Any]

_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def read(file: Path, split: str | None = None) -> list[Row]:
    """The rows of a file of JSON lines, or those of one split."""
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if split is None or row["split"] == split]


def mention(text: str) -> Mention:
    """A public post of somebody nothing else is known of."""
    return Mention(
        id="1", channel="x", account="acmehelp", author=Author(id="1"), text=text, created_at=_AT
    )
