"""Write the day: `python -m local.demo.day.write` makes `day.jsonl` and `day.truth.jsonl` anew.

The same stock gives the same bytes on every machine and Python version.
"""

import json
import random
from pathlib import Path
from typing import Any

from local.demo.day.changes import deletions, edited, redeliveries
from local.demo.day.compose import Composer, Draft
from local.demo.day.scenes import Stage

FOLDER = Path(__file__).parent
SEED = 20260310
LATE_S = 240


def compose_day() -> list[Draft]:
    """Return every event of the day in the order in which it arrives."""
    dice = random.Random(SEED)  # noqa: S311 - a sample that can be made again, not a secret
    composer = Composer(dice)
    stage = Stage(composer)
    drafts = [*stage.singles(), *stage.outage(), *stage.film(), *stage.talks()]
    changes = edited(composer) + deletions(drafts, dice)
    delivered = drafts + changes
    delivered += redeliveries(delivered, dice)
    return sorted(delivered, key=lambda draft: draft.arrives)


def lines_of(drafts: list[Draft]) -> tuple[list[str], list[str]]:
    """Return the lines of both files."""
    created = {d.truth["id"]: n for n, d in enumerate(drafts, 1) if _is_new(d)}
    mentions = [_json(draft.mention) for draft in drafts]
    first: dict[str, int] = {}
    newest = 0.0
    truths = []
    for number, (draft, line) in enumerate(zip(drafts, mentions, strict=True), 1):
        truth = {"line": number, **draft.truth}
        if truth.pop("redelivered", False):
            truth["duplicate_of"] = first[line]
        elif not _is_new(draft):
            truth[f"{draft.mention['event']}_of"] = created[draft.truth["id"]]
        elif draft.at < newest - LATE_S:
            truth["late"] = True
        first.setdefault(line, number)
        newest = max(newest, draft.at)
        truths.append(_json(truth))
    return mentions, truths


def main() -> None:
    """Write both files beside this one."""
    mentions, truths = lines_of(compose_day())
    for name, lines in (("day.jsonl", mentions), ("day.truth.jsonl", truths)):
        (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(mentions)} events")


def _is_new(draft: Draft) -> bool:
    return draft.mention["event"] == "create" and "redelivered" not in draft.truth


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
