"""`python -m local.bench.played`: deploy from nothing, send 2,000 mentions, wait, count, stop.

Prints one JSON object. `EARSHOT_HOME` names the stack's own folder, which is emptied first: what an
earlier run left there would come due in this one.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import yaml

from earshot.domain.case import CaseEvent
from earshot.domain.records import Counts, MentionRecord
from local import stack
from local.bench import sample
from local.demo.aws import Operator
from local.demo.deliver import Sender
from local.demo.outcome import added
from local.demo.timeline import ACCOUNT, OWN_ID, Post, posts, timeline
from local.paths import HOME

NUMBER, LASTS_S = 2_000, 10.0
LONGEST_S, LOOK_EVERY_S = 240.0, 0.25


def play() -> dict[str, float]:
    """Counts of one run, and the seconds from the first post until all is in the table."""
    stack.down(wipe=True)
    try:
        standing = stack.up(configure(HOME), _say)
        operator = Operator(stack=standing)
        accounts = operator.accounts().accounts
        secrets = {a.channel: operator.secret(str(a.listen_secret)) for a in accounts}
        before = added(operator.counts().values())
        sender = Sender(api_url=standing.api_url, secrets=secrets, delivered=lambda _: None)
        run = f"{int(time.time()) % 100_000_000:08d}"
        began = time.monotonic()
        sent = sender.deliver(bundled(run))
        posted = time.monotonic() - began
        counts = wait(operator, before, sent, until=began + LONGEST_S)
        times = {"seconds": time.monotonic() - began, "posted_in": posted}
        rounded = {name: round(seconds, 2) for name, seconds in times.items()}
        return {"sent": sent, **rounded, **counts.model_dump(), **found(operator, run, sent)}
    finally:
        stack.down(wipe=False)


def configure(folder: Path) -> Path:
    """The project's playbook with every channel by webhook, and nothing answered by itself."""
    config = folder / "config"
    config.mkdir(parents=True, exist_ok=True)
    brand = next(iter(sample.playbook().brands))
    same = {"brand": brand, "account": ACCOUNT, "connector": "generic", "mode": "advise"}
    channels = sorted({event["channel"] for event in sample.day()})
    written = [{"channel": channel, "own_ids": [OWN_ID], **same} for channel in channels]
    files = {
        "playbook.yaml": sample.PLAYBOOK.read_text(encoding="utf-8"),
        "channels.yaml": yaml.safe_dump({"accounts": written}),
        # A machine for one does not work on more at once than it has cores for.
        "deployment.yaml": yaml.safe_dump({"batches_at_once": 2}),
    }
    for name, text in files.items():
        (config / name).write_text(text, encoding="utf-8")
    return config


def bundled(run: str) -> Sequence[Post]:
    """2,000 posts of the day that are new, twenty to a request, all due at once."""
    now = datetime.now(UTC)
    chosen = fresh(sample.day())
    line = timeline(chosen, start=now, seconds=LASTS_S, run=run)
    return posts((now, {**line.moved(event), "created_at": now.isoformat()}) for event in chosen)


def fresh(events: Sequence[sample.Event], *, number: int = NUMBER) -> list[sample.Event]:
    """The first so many that are no edit, deletion or second delivery, and not our own."""
    new = {
        (event["channel"], event["id"]): event
        for event in reversed(events)
        if event["event"] == "create" and event["author"]["id"] != OWN_ID
    }
    return list(reversed(new.values()))[:number]


def wait(operator: Operator, before: Counts, sent: int, *, until: float) -> Counts:
    """The counts of the run, as soon as they hold everything that was sent."""
    while True:
        counts = added(operator.counts().values()).plus(before, -1)
        if (counts.received >= sent and counts.missing <= 0) or time.monotonic() > until:
            return counts
        time.sleep(LOOK_EVERY_S)


def found(operator: Operator, run: str, sent: int) -> dict[str, int]:
    """What the table itself holds of the run, record by record."""
    kinds: Counter[str] = Counter()
    cases: set[str] = set()
    for record in operator.records():
        match record:
            case MentionRecord() if record.mention.id.endswith(run):
                kinds["mentions"] += 1
                kinds["doubled"] += record.duplicate_count
                cases |= {record.case_id} if record.case_id else set()
            case CaseEvent() if record.alert_id:
                kinds["alerts"] += 1
            case _:
                pass
    return {
        "lost": sent - kinds["mentions"],
        "doubled": kinds["doubled"],
        "cases": len(cases),
        "alerts": kinds["alerts"],
        "dead_letters": operator.dead(),
    }


def _say(what: str, done: float) -> None:
    if done == 0.0:
        print(what, file=sys.stderr)


if __name__ == "__main__":
    print(json.dumps(play()))
